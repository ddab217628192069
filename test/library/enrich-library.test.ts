import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatCitation } from '../../src/citation/format-citation.ts';
import { UserError } from '../../src/errors.ts';
import { createLibrary } from '../../src/library/create-library.ts';
import { enrichLibrary } from '../../src/library/enrich-library.ts';
import type { Library } from '../../src/library/library.ts';
import type { PaperFetcher } from '../../src/library/paper-fetcher.ts';
import type { PaperDraft, PaperId } from '../../src/paper.ts';
import { cardBlocks } from '../../src/reply/paper-card.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { author, draft } from './paper-draft.ts';

const AT = new Date('2026-03-01T09:00:00Z');
const FULL = [author('Ada', 'Okafor'), author('Lin', 'Wei'), author('Jörg', 'Müller')];

let store: Store;
let library: Library;

const idOf = (number: number) => `2105.${String(number).padStart(5, '0')}`;
/** As a listing tells it: the first author and "et al.". */
const listed = (number: number) =>
  draft({ title: `Paper of number ${number}`, arxivId: idOf(number), authorsComplete: false });
const onArxiv = (number: number): PaperDraft =>
  draft({
    title: `Paper of number ${number}`,
    arxivId: idOf(number),
    doi: `10.1000/${number}`,
    authors: FULL,
    abstract: 'Another abstract.',
    versions: [{ number: 3, date: '2022-01-01', comment: 'Accepted at Plants 2022' }],
  });

function fetcherOf(has: (number: number) => boolean, asked: string[][] = []): PaperFetcher {
  return {
    async fetch(ids) {
      asked.push([...ids]);
      const numbers = ids.map((id) => Number(id.slice(5)));
      const found = numbers.filter(has).map(onArxiv);
      return { found, missing: numbers.filter((number) => !has(number)).map(idOf) };
    },
  };
}

const options = {
  again: false,
  now: () => AT,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const all = () => true;

async function only() {
  const [paper] = await library.papers('library');
  if (paper === undefined) throw new Error('no paper');
  return paper;
}

beforeEach(async () => {
  store = await openStore({ file: ':memory:', now: new Date(0) });
  library = createLibrary({ store: store.papers, parseAuthorName: (name) => author('', name) });
});
afterEach(() => store.close());

describe('enrichLibrary', () => {
  it('shows all authors, DOI and comment, and keeps what was listed', async () => {
    await library.ingest([listed(1)], 'library');
    const [record] = await store.papers.list('library');

    expect(await enrichLibrary(library, fetcherOf(all), options)).toEqual({ found: 1, missing: [], left: 0 });

    const paper = await only();
    expect(paper).toMatchObject({
      authors: FULL,
      authorsComplete: true,
      doi: '10.1000/1',
      comment: 'Accepted at Plants 2022',
      abstract: '',
    });
    expect((await store.papers.list('library'))[0]?.ingested).toEqual(record?.ingested);
    const card = JSON.stringify(cardBlocks(paper));
    expect(card).toContain('Jörg Müller');
    expect(card).toContain('Accepted at Plants 2022');
    expect(card).not.toContain('et al.');
    expect(formatCitation(paper, 'bibtex')).not.toContain('others');
  });

  it('is over what sources say and under what people say, and changes no later ingestion', async () => {
    await library.ingest([listed(1)], 'library');
    await enrichLibrary(library, fetcherOf(all), options);
    const { sequence } = await library.changesSince(0);
    expect((await library.ingest([listed(1)], 'library')).unchanged).toHaveLength(1);
    expect((await library.changesSince(sequence)).changes).toEqual([]);
    // Found by the DOI that only arXiv told.
    expect((await library.ingest([draft({ title: 'Renamed', doi: '10.1000/1' })], 'library')).added).toEqual(
      [],
    );
    expect((await only()).authors).toEqual(FULL);

    await library.correct((await only()).id, { authors: 'Somebody Else' });
    expect((await only()).authors).toEqual([author('', 'Somebody Else')]);
  });

  it('takes no list that is shorter than the one it has', async () => {
    const long = [...FULL, author('Max', 'Planck')];
    await library.ingest([{ ...listed(1), authors: long }], 'library');
    await enrichLibrary(library, fetcherOf(all), options);
    expect(await only()).toMatchObject({ authors: long, authorsComplete: false, doi: '10.1000/1' });
  });

  it('asks twenty at a time, tells how far it is and what arXiv does not know', async () => {
    await library.ingest(
      Array.from({ length: 45 }, (_, index) => listed(index)),
      'library',
    );
    await library.ingest([draft({ title: 'Not on arXiv' })], 'library');
    await library.ingest([listed(99)], 'stream');
    const asked: string[][] = [];
    const progress: string[] = [];
    const result = await enrichLibrary(
      library,
      fetcherOf((number) => number !== 7, asked),
      { ...options, onProgress: (done, total) => progress.push(`${done}/${total}`) },
    );
    expect(asked.map((ids) => ids.length)).toEqual([20, 20, 5]);
    expect(progress).toEqual(['20/45', '40/45', '45/45']);
    expect(result).toEqual({ found: 44, missing: [idOf(7)], left: 0 });
  });

  it('goes on where it was stopped or failed, and asks for all again when told to', async () => {
    const drafts = Array.from({ length: 45 }, (_, index) => listed(index));
    await library.ingest(drafts, 'library');
    const stopping = new AbortController();
    const stopped = await enrichLibrary(library, fetcherOf(all), {
      ...options,
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    });
    expect(stopped).toMatchObject({ found: 20, left: 25 });

    let requests = 0;
    const failing: PaperFetcher = {
      fetch(ids) {
        requests += 1;
        return requests > 1
          ? Promise.reject(new UserError('arXiv could not be asked'))
          : fetcherOf(all).fetch(ids);
      },
    };
    await expect(enrichLibrary(library, failing, options)).rejects.toThrow('could not be asked');

    const asked: string[][] = [];
    await enrichLibrary(library, fetcherOf(all, asked), options);
    expect(asked.map((ids) => ids.length)).toEqual([5]);
    expect(await library.unenriched()).toEqual([]);
    expect(await library.unenriched({ again: true })).toHaveLength(45);
  });

  it('leaves out what somebody took out meanwhile', async () => {
    const { added } = await library.ingest([listed(1)], 'library');
    await library.remove(added[0] as PaperId);
    const [authors] = [FULL];
    await library.enrich(new Map([[added[0] as PaperId, { authors }]]), AT);
    expect(await library.papers('library')).toEqual([]);
  });
});
