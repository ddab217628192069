import { expect, it } from 'vitest';
import { parseAuthorList } from '../../src/ingestion/author-list.ts';

it.each([
  ['Antonin Monteil, Paul Pegon', ['Antonin Monteil', 'Paul Pegon']],
  ['Ada Okafor', ['Ada Okafor']],
  ['A. Okafor (1), B. Li (1 and 2) and C. Roy ((1) ETH, (2) MIT, Boston)', ['A. Okafor', 'B. Li', 'C. Roy']],
  ['The Kettle Collaboration: A. Okafor, et al.', ['The Kettle Collaboration', 'A. Okafor']],
  ['Martin King, Jr., Sandra Anderson', ['Martin King Jr.', 'Sandra Anderson']],
  ['J\\\'er\\^ome Petit, Zo\\"e Roy', ['Jérôme Petit', 'Zoë Roy']],
  ['Ada Okafor (never closed, Bo Li', ['Ada Okafor']],
  [' , ; ', []],
])('reads %j', (line, names) => {
  expect(parseAuthorList(line).authors.map(({ name }) => name)).toEqual(names);
});

it('knows a list that was cut', () => {
  expect(parseAuthorList('A. Okafor et al.').authorsComplete).toBe(false);
  expect(parseAuthorList('A. Okafor, Ray Etal').authorsComplete).toBe(true);
});
