import { describe, expect, test } from 'vitest';
import { withoutAddressed } from '../../src/answers/addressed.ts';

describe('withoutAddressed', () => {
  test.each([
    ['@here which papers have code?', 'which papers have code?'],
    ['<@&12345> which papers have code?', 'which papers have code?'],
    ['<!subteam^S012|@lab> which papers have code?', 'which papers have code?'],
    ['<@U123|ada>: which papers have code', 'which papers have code'],
    ['which papers have code? @ada', 'which papers have code?'],
    ['which papers, @ada, have code?', 'which papers, have code?'],
    ['papers by @ada', 'papers by ada'],
    ['precision@10 of ChEX', 'precision@10 of ChEX'],
    ['ada@example.org', 'ada@example.org'],
    ['is a < b?', 'is a < b?'],
    ['@here', '@here'],
    ['', ''],
  ])('“%s”', (question, rest) => {
    expect(withoutAddressed(question)).toBe(rest);
  });

  test.each(['<@'.repeat(100_000), '@'.repeat(100_000), ' @a'.repeat(50_000)])(
    'long text is read',
    (text) => {
      expect(withoutAddressed(text).length).toBeLessThanOrEqual(text.length);
    },
  );
});
