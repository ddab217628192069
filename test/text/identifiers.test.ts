import { describe, expect, it } from 'vitest';
import { arxivIdOfDoi, parseArxivId, parseDoi } from '../../src/text/identifiers.ts';

describe('parseArxivId', () => {
  it.each([
    ['2203.10202', { id: '2203.10202' }],
    ['arXiv:2203.10202v3', { id: '2203.10202', version: 3 }],
    ['https://arxiv.org/abs/2203.10202v12', { id: '2203.10202', version: 12 }],
    ['http://arxiv.org/pdf/0704.0001.pdf', { id: '0704.0001' }],
    ['math/0309136', { id: 'math/0309136' }],
    ['math.GT/0309136v2', { id: 'math/0309136', version: 2 }],
    ['https://arxiv.org/abs/hep-th/9901001', { id: 'hep-th/9901001' }],
    ['arXiv preprint arXiv:2203.10202 (2022)', { id: '2203.10202' }],
  ])('%s', (text, expected) => {
    expect(parseArxivId(text)).toEqual(expected);
  });

  it.each([
    '',
    'abs',
    '12.3456',
    'version 2203.10202 of it',
    '10.1000/2203.10202',
    '2203.102025',
    'x'.repeat(1e6),
  ])('sees none in %s', (text) => {
    expect(parseArxivId(text)).toBeUndefined();
  });
});

describe('parseDoi', () => {
  it.each([
    ['https://doi.org/10.1000/ABC.1', '10.1000/abc.1'],
    ['doi: 10.1007/978-3-031-19803-8_25.', '10.1007/978-3-031-19803-8_25'],
    ['10.1016/0024-3795(90)90027-8', '10.1016/0024-3795(90)90027-8'],
    ['(see 10.1000/182)', '10.1000/182'],
  ])('%s', (text, expected) => {
    expect(parseDoi(text)).toBe(expected);
  });

  it('sees none in other text', () => {
    expect(parseDoi('10.5 of 10')).toBeUndefined();
  });
});

describe('arxivIdOfDoi', () => {
  it('reads the DOIs that arXiv gives', () => {
    expect(arxivIdOfDoi('10.48550/arxiv.2203.10202')).toBe('2203.10202');
    expect(arxivIdOfDoi('10.1000/182')).toBeUndefined();
  });
});
