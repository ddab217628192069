import { expect, it } from 'vitest';
import { heading, paragraph } from '../../src/reply/build.ts';
import { isSetApart } from '../../src/reply/paragraph-gap.ts';

it('sets a long paragraph apart from a paragraph, on either side', () => {
  const [short, long] = [paragraph('facts'), paragraph('word '.repeat(30), 'more')];
  expect(isSetApart(long, short)).toBe(true);
  expect(isSetApart(short, long)).toBe(true);
  expect(isSetApart(short, short)).toBe(false);
  expect(isSetApart(long, heading('title'))).toBe(false);
  expect(isSetApart(long, undefined)).toBe(false);
});
