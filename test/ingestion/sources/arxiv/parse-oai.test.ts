import { describe, expect, it } from 'vitest';
import { parseOai } from '../../../../src/ingestion/sources/arxiv/parse-oai.ts';
import { fixture } from './fixture.ts';

const answer = (inner: string) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-08-24T10:31:00Z</responseDate>${inner}</OAI-PMH>`;

const { records, resumptionToken, skipped } = await parseOai(fixture('oai-raw.xml'));

describe('records in arXivRaw', () => {
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

it('reads records in arXiv, which has authors one by one', async () => {
  const last = await parseOai(fixture('oai-arxiv.xml'));
  expect(last.resumptionToken).toBeUndefined();
  const draft = last.records[0]?.draft;
  expect(draft).toMatchObject({ arxivId: 'hep-th/9901001', date: '1999-01-01' });
  expect(draft?.versions).toBeUndefined();
  expect(draft?.authors).toEqual([
    { name: 'María du Bois', given: 'María', family: 'du Bois' },
    { name: 'M. L. King Jr', given: 'M. L.', family: 'King Jr' },
    { name: 'The Kettle Collaboration', given: '', family: 'The Kettle Collaboration' },
  ]);
});

it('takes "nothing" for an answer, and errors for errors', async () => {
  const none = await parseOai(answer('<error code="noRecordsMatch">None.</error>'));
  expect(none.records).toEqual([]);
  const failing = (text: string) => expect(parseOai(text)).rejects;
  const expired = answer('<error code="badResumptionToken">It has expired.</error>');
  await failing(expired).toMatchObject({ code: 'badResumptionToken' });
  await failing(expired).toThrow('It has expired.');
  await failing(answer('')).toThrow('no list of records');
  await failing(answer('<ListRecords><record/></ListRecords>')).toThrow('can be read');
  await failing('<html/>').toThrow('another kind (html)');
});
