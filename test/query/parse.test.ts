import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { formatQuery } from '../../src/query/format.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { EMPTY_QUERY, Query } from '../../src/query/query.ts';

describe('parseQuery', () => {
  test.each<[string, Partial<Query>]>([
    ['', {}],
    ['coral reefs', { text: 'coral reefs' }],
    [
      'author:"Ada Lovelace" engines -analytical since:2022-03',
      { text: 'engines', authors: ['Ada Lovelace'], without: ['analytical'], from: '2022-03' },
    ],
    ['author:“Rückert” x', { text: 'x', authors: ['Rückert'] }],
    ['author:"Lovelace, Ada"', { authors: ['Lovelace, Ada'] }],
    ['author: lovelace', { authors: ['lovelace'] }],
    ["author:o'brien", { authors: ["o'brien"] }],
    ['by:lovelace by:babbage', { authors: ['lovelace', 'babbage'] }],
    ['year:2023', { from: '2023', to: '2023' }],
    ['year:2021-2023', { from: '2021', to: '2023' }],
    ['code:yes', { hasCode: true }],
    ['Code:No', { hasCode: false }],
    ['org:deepmind', { organisation: 'deepmind' }],
    ['category:cs.lg,hep-th', { categories: ['cs.LG', 'hep-th'] }],
    ['in:stream x', { text: 'x', shelf: 'stream' }],
    ['x until:', { text: 'x' }],
    ['x - y', { text: 'x y' }],
    ['-"general equilibrium" x', { text: 'x', without: ['general equilibrium'] }],
    ['__proto__:1 constructor', { text: '__proto__:1 constructor' }],
    ['https://example.org/a?b=c', { text: 'https://example.org/a?b=c' }],
    ['what is it: a bird', { text: 'what is it: a bird' }],
  ])('%s', (line, expected) => {
    expect(parseQuery(line)).toEqual({ ...EMPTY_QUERY, ...expected });
  });

  test.each([
    ['since:yesterday', /2023-07/],
    ['until:2023-13', /2023-07/],
    ['year:soon', /year/],
    ['code:maybe', /code:yes/],
    ['in:drawer', /in:library/],
    ['category:#1', /cs\.LG/],
    ['-author:x', /excluded/],
    ['since:2024 until:2022', /nothing/],
    ['x'.repeat(2001), /2000/],
  ])('%s is refused with what to do', (line, message) => {
    expect(() => parseQuery(line)).toThrow(UserError);
    expect(() => parseQuery(line)).toThrow(message);
  });

  test('never fails otherwise', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        ' ',
        '"',
        "'",
        ':',
        '-',
        ',',
        '\\',
        'author:',
        'since:2022',
        'code:yes',
        '-x',
        'org:',
        '“',
        '\u0000',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          expect(Query.safeParse(parseQuery(pieces.join(''))).success).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('reads what formatQuery writes', () => {
    const word = fc.stringMatching(/^[a-zäø0-9][a-zäø0-9'-]{0,8}[a-zäø0-9]$/);
    const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((some) => some.join(' '));
    const name = fc.tuple(word, fc.constantFrom(' ', ', ', '. ', ': '), word).map((parts) => parts.join(''));
    const arbitrary = fc.record(
      {
        text: fc.oneof(fc.constant(''), words),
        without: fc.array(words, { maxLength: 3 }),
        topics: fc.array(words, { maxLength: 2 }),
        authors: fc.array(name, { maxLength: 2 }),
        categories: fc.uniqueArray(fc.constantFrom('cs.LG', 'hep-th', 'q-bio.PE', 'cond-mat.str-el'), {
          maxLength: 2,
        }),
        from: fc.constantFrom('2019', '2020-02', '2021-03-04'),
        to: fc.constantFrom('2022', '2023-12', '2024-01-31'),
        hasCode: fc.boolean(),
        organisation: words,
        shelf: fc.constantFrom<Query['shelf']>('library', 'stream'),
      },
      { requiredKeys: ['text', 'without', 'topics', 'authors', 'categories', 'shelf'] },
    );
    fc.assert(
      fc.property(arbitrary, (query) => {
        expect(parseQuery(formatQuery(query))).toEqual(query);
      }),
    );
  });
});

describe('a topic without quotation marks', () => {
  test.each([
    ['topic:differential privacy', { topics: ['differential privacy'], text: '' }],
    ['topic: differential privacy', { topics: ['differential privacy'], text: '' }],
    ['TOPIC:differential privacy -medical', { topics: ['differential privacy'], without: ['medical'] }],
    [
      'roots topic:plant water author:okafor leaves',
      { topics: ['plant water'], authors: ['okafor'], text: 'roots leaves' },
    ],
    ['topic:plant water since:2023 topic:soil', { topics: ['plant water', 'soil'], from: '2023' }],
    ['topic:plant "in the sea"', { topics: ['plant'], text: 'in the sea' }],
    ['topic:"plant" water', { topics: ['plant'], text: 'water' }],
    ['topic:dp-sgd', { topics: ['dp-sgd'] }],
  ])('%s', (line, expected) => {
    const read = parseQuery(line);
    expect(read).toMatchObject(expected);
    expect(parseQuery(formatQuery(read))).toEqual(read);
  });

  test('leaves what follows an author a word, as it was', () => {
    expect(parseQuery('author:kaissis privacy')).toMatchObject({ authors: ['kaissis'], text: 'privacy' });
  });
});
