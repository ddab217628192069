import { describe, expect, it } from 'vitest';
import { parseOai } from '../../../../src/ingestion/sources/arxiv/parse-oai.ts';
import { fixture } from './fixture.ts';

const answer = (inner: string) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-08-24T10:31:00Z</responseDate>${inner}</OAI-PMH>`;

describe('records in arXivRaw', () => {
  const { records, resumptionToken, skipped } = parseOai(fixture('oai-raw.xml'));

  it('tell all versions, the newest with its comment', () => {
    expect(records[0]).toMatchObject({
      arxivId: '2203.01250',
      changedOn: '2024-08-23',
      draft: {
        title: 'Mass concentration in rescaled first order integral functionals',
        abstract: 'We consider first order local minimization problems under a mass constraint.',
        date: '2022-03-02',
        doi: '10.5802/jep.257',
        categories: ['math.AP', 'math.OC'],
        versions: [
          { number: 1, date: '2022-03-02' },
          { number: 2, date: '2022-09-05' },
          { number: 3, date: '2024-08-22', comment: '39 pages, to appear' },
        ],
      },
    });
    expect(records[0]?.draft?.authors.map(({ name }) => name)).toEqual(['Antonin Monteil', 'Paul Pegon']);
  });

  it('tell what was withdrawn and what was removed', () => {
    expect(records.map(({ draft }) => draft?.status)).toEqual([undefined, 'withdrawn', undefined]);
    expect(records[2]).toEqual({ arxivId: '2408.11111', changedOn: '2024-08-23', draft: undefined });
  });

  it('go on with a token', () => {
    expect(resumptionToken).toBe('verb=ListRecords&from=2024-08-20&skip=3');
    expect(skipped).toBe(0);
  });
});

it('reads records in arXiv, which has authors one by one', () => {
  const { records, resumptionToken } = parseOai(fixture('oai-arxiv.xml'));
  expect(resumptionToken).toBeUndefined();
  expect(records[0]?.draft).toMatchObject({ arxivId: 'hep-th/9901001', date: '1999-01-01' });
  expect(records[0]?.draft?.versions).toBeUndefined();
  expect(records[0]?.draft?.authors).toEqual([
    { name: 'María du Bois', given: 'María', family: 'du Bois' },
    { name: 'M. L. King Jr', given: 'M. L.', family: 'King Jr' },
    { name: 'The Kettle Collaboration', given: '', family: 'The Kettle Collaboration' },
  ]);
});

it('takes "nothing" for an answer, and errors for errors', () => {
  expect(parseOai(answer('<error code="noRecordsMatch">None.</error>')).records).toEqual([]);
  const expired = () => parseOai(answer('<error code="badResumptionToken">It has expired.</error>'));
  expect(expired).toThrow('It has expired.');
  expect(expired).toThrow(expect.objectContaining({ code: 'badResumptionToken' }));
  expect(() => parseOai(answer(''))).toThrow('no list of records');
  expect(() => parseOai(answer('<ListRecords><record/></ListRecords>'))).toThrow('can be read');
  expect(() => parseOai('<html/>')).toThrow('another kind (html)');
});
