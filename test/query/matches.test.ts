import { describe, expect, test } from 'vitest';
import { matches } from '../../src/query/matches.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const paper = samplePaper({
  id: 'coral2023',
  title: 'Heat tolerance of reef corals',
  abstract: 'A general equilibrium of algae and tumours.',
  authors: ['Jürgen Köhler', 'Ada M. Lovelace'],
  date: '2023-07-13',
  categories: ['q-bio.PE', 'cs.LG'],
  hasCode: true,
  organisation: 'Marine Lab',
});

describe('matches', () => {
  test.each([
    '',
    'author:kohler',
    'author:"Lovelace A" author:Köhler',
    'category:cs.LG',
    'category:cs',
    'since:2023-07-13 until:2023-07-13',
    'since:2023-07 until:2023-07',
    'year:2023',
    'since:2022-12-31',
    'code:yes',
    'org:marinelab',
    'org:marine',
    '-equilibriums-of -whales',
    'topic:"reef coral"',
    'topic:"general equilibrium of" topic:algae',
    'topic:general-equilibrium',
  ])('%s holds', (line) => {
    expect(matches(parseQuery(line), paper)).toBe(true);
  });

  test.each([
    'author:babbage',
    'author:kohler author:babbage',
    'category:cs.CV',
    'since:2023-07-14',
    'until:2023-06',
    'year:2022',
    'code:no',
    'org:google',
    '-corals',
    '-"general equilibrium"',
    '-tumor',
    'topic:"coral reef"',
    'topic:"equilibrium of tumours"',
    'topic:algae topic:whales',
    'in:stream',
  ])('%s does not hold', (line) => {
    expect(matches(parseQuery(line), paper)).toBe(false);
  });

  test('a date of reduced precision fits every range that it may lie in', () => {
    const some = samplePaper({ id: 'some', title: 'Some', date: '2023' });
    expect(matches(parseQuery('since:2023-05'), some)).toBe(true);
    expect(matches(parseQuery('until:2022'), some)).toBe(false);
  });
});
