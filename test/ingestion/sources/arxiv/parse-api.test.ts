import { expect, it } from 'vitest';
import { parseApi } from '../../../../src/ingestion/sources/arxiv/parse-api.ts';
import { fixture } from './fixture.ts';

it('reads papers and how many there are in all', () => {
  const { drafts, total } = parseApi(fixture('api.xml'));
  expect(total).toBe(1);
  expect(drafts).toMatchObject([
    { arxivId: '2408.12001', versions: [{ number: 1, date: '2024-08-21', comment: '7 pages' }] },
  ]);
});

it('takes an error for one, though it looks like a paper', () => {
  expect(() => parseApi(fixture('api-error.xml'))).toThrow('incorrect id format for 1234.12345');
  expect(() => parseApi('<html/>')).toThrow('another kind (html)');
  expect(() => parseApi(fixture('api.xml').replace(/<name>.*<\/name>/g, ''))).toThrow('can be read');
  expect(parseApi(fixture('api.xml').replace(/<title>.*<\/title>/, '')).drafts).toEqual([]);
  expect(() => parseApi(fixture('api.xml').slice(0, 900))).toThrow('no well-formed XML');
});
