import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArrivalKind } from '../../src/library/arrival.ts';
import { createLibrary } from '../../src/library/create-library.ts';
import type { Library } from '../../src/library/library.ts';
import { type PaperDraft, PaperId, type Shelf } from '../../src/paper.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { author, draft, draftArbitrary } from './paper-draft.ts';

let store: Store;
let library: Library;

async function openLibrary(): Promise<void> {
  store = await openStore({ file: ':memory:', now: new Date(0) });
  library = createLibrary({ store: store.papers, parseAuthorName: (name) => author('', name) });
}

beforeEach(openLibrary);
afterEach(() => store.close());

const AT = new Date('2026-03-01T01:00:00.000Z');
const PLANTS = { arxivId: '2105.00001', title: 'Sparse Priors for Tomographic Imaging of Plants' };
const V2 = { versions: [{ number: 2, date: '2022-01-01' }] };

function take(drafts: readonly PaperDraft[], shelf: Shelf, said?: ArrivalKind, source = 'arxiv') {
  const news = said === undefined ? { source, at: AT } : { source, at: AT, kindOf: () => said };
  return library.ingest(drafts, shelf, { news });
}

async function told(): Promise<readonly string[]> {
  const arrivals = await library.arrivalsAfter(0, 1000);
  return arrivals.map(({ paperId, kind, source }) => `${paperId} ${kind} ${source}`);
}

describe('what arrives', () => {
  it('is nothing of a baseline, and everything new after it, once', async () => {
    await library.ingest([draft(PLANTS)], 'stream');
    await take([draft(PLANTS), draft({ title: 'Roots' })], 'stream');
    await take([draft(PLANTS), draft({ title: 'Roots' })], 'stream');
    expect(await told()).toEqual(['okafor2021roots new arxiv']);
    expect(await library.arrivalsAfter(0, 9)).toMatchObject([{ sequence: 1, arrivedAt: AT }]);
  });

  it('is a cross-list only where the paper was not held', async () => {
    await take([draft(PLANTS)], 'stream', 'cross');
    await take([draft({ ...PLANTS, categories: ['cs.LG'] })], 'stream', 'cross');
    expect(await told()).toEqual(['okafor2021sparse cross arxiv']);
  });

  it('is a version once, and none of a paper that was never held', async () => {
    await take([draft({ ...PLANTS, ...V2 })], 'stream', 'version');
    await take([draft({ title: 'Roots', arxivId: '2105.00002' })], 'stream');
    await take([draft({ title: 'Roots', arxivId: '2105.00002', ...V2 })], 'stream', 'version');
    await take(
      [draft({ title: 'Roots', arxivId: '2105.00002', ...V2, venue: 'Plants' })],
      'stream',
      'version',
    );
    expect(await told()).toEqual(['okafor2021roots new arxiv', 'okafor2021roots version arxiv']);
  });

  it('is a withdrawal once', async () => {
    const withdrawn = draft({ ...PLANTS, ...V2, status: 'withdrawn' });
    await library.ingest([draft(PLANTS)], 'library');
    await take([withdrawn], 'stream', 'withdrawn');
    await take([{ ...withdrawn, venue: 'Plants' }], 'stream', 'withdrawn');
    expect(await told()).toEqual(['okafor2021sparse withdrawn arxiv']);
  });

  it('is new when somebody moves it into the library', async () => {
    await take([draft(PLANTS)], 'stream');
    await take([draft(PLANTS)], 'library', undefined, 'added');
    await take([draft(PLANTS)], 'library', undefined, 'added');
    expect(await told()).toEqual(['okafor2021sparse new arxiv', 'okafor2021sparse new added']);
  });

  it('is one paper where two records turn out to be one', async () => {
    const preprint = { title: 'Preprint title', arxivId: '2105.00001' };
    const article = { title: 'Journal title', doi: '10.1/a' };
    await take([draft(preprint)], 'stream');
    await take([draft(article), draft({ ...preprint, ...article })], 'stream');
    expect(await told()).toEqual(['okafor2021preprint new arxiv']);
    expect(await library.papers('stream')).toHaveLength(1);
  });

  it('moves the source in the same transaction, also where nothing came', async () => {
    const poll = { source: 'arxiv', cursor: '2026-03-01', seen: ['a', 'b'], at: AT };
    await library.ingest([], 'stream', { poll });
    expect(await store.sources.cursor('arxiv')).toEqual({ cursor: '2026-03-01', polledAt: AT });
    expect(await store.sources.unseen('arxiv', ['a', 'b', 'c'])).toEqual(['c']);
  });

  it('leaves nothing of a poll whose papers cannot be kept', async () => {
    const poll = { source: 'arxiv', cursor: 'c', seen: ['a'], at: AT };
    const kindOf = () => {
      throw new Error('half way');
    };
    const failing = library.ingest([draft()], 'stream', { poll, news: { source: 'arxiv', at: AT, kindOf } });
    await expect(failing).rejects.toThrow('half way');
    expect(await store.sources.isBaseline('arxiv')).toBe(true);
    expect(await library.papers('stream')).toEqual([]);
  });
});

describe('what a source tells of a library paper', () => {
  const id = PaperId.parse('okafor2021sparse');
  const held = draft({
    ...PLANTS,
    abstract: 'As listed.',
    rawAbstract: 'As listed.',
    authorsComplete: false,
  });
  const richer = draft({
    ...PLANTS,
    ...V2,
    title: 'Dense Priors for Roots',
    abstract: 'A longer abstract, of the second version.',
    authors: [author('Ada', 'Okafor'), author('Lin', 'Wei')],
    date: '2021-05-01',
    hasCode: true,
    doi: '10.1/a',
  });

  it('fills what is empty, tells of versions, and replaces nothing', async () => {
    await library.ingest([held], 'library');
    await library.correct(id, { venue: 'By hand' });
    const before = await library.get(id);
    await library.ingest([richer], 'stream');
    expect(await library.get(id)).toEqual({ ...before, doi: '10.1/a', ...V2 });
    expect(await library.papers('stream')).toEqual([]);
  });

  it('joins no two papers that people chose, and keeps the id that people know', async () => {
    await library.ingest([draft({ title: 'Another title', doi: '10.1/a' })], 'library');
    await library.ingest([draft({ title: 'Dense Priors for Roots', arxivId: '2105.00001' })], 'stream');
    await library.ingest([draft({ ...richer, title: 'Another title' })], 'stream');
    expect((await library.papers('library')).map((paper) => paper.id)).toEqual(['okafor2021another']);
    expect(await library.papers('stream')).toEqual([]);

    await library.ingest([draft({ title: 'A third title here', doi: '10.1/b' })], 'library');
    await library.ingest([draft({ title: 'A third title here', arxivId: '2105.00001' })], 'stream');
    expect(await library.papers('library')).toHaveLength(2);
  });

  it('brings nothing back that somebody took out', async () => {
    await library.ingest([held], 'library');
    await library.remove(id);
    const summary = await take([richer], 'stream');
    expect(summary).toEqual({ added: [], merged: [], unchanged: [id] });
    expect(await library.get(id)).toBeUndefined();
    expect(await told()).toEqual([]);
  });

  it('never changes the shelf, the id or the corrections of what people chose', async () => {
    const steps = fc.array(
      fc.tuple(fc.array(draftArbitrary, { maxLength: 3 }), fc.constantFrom('library', 'stream')),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.array(draftArbitrary, { maxLength: 5 }), async (before, stream) => {
        await store.close();
        await openLibrary();
        for (const [drafts, shelf] of before) await library.ingest(drafts, shelf as Shelf);
        for (const { id: each } of await library.papers('library')) {
          await library.correct(each, { venue: `${each} by hand` });
        }
        const chosen = (await library.papers('library')).map((paper) => [
          paper.id,
          paper.title,
          paper.authors,
          paper.venue,
          paper.date,
          paper.hasCode,
        ]);

        await take(stream, 'stream');
        const after = await library.papers('library');
        expect(
          after.map((paper) => [
            paper.id,
            paper.title,
            paper.authors,
            paper.venue,
            paper.date,
            paper.hasCode,
          ]),
        ).toEqual(chosen);

        const arrivals = await told();
        const stands = await library.papers('stream');
        await take(stream, 'stream');
        expect(await told()).toEqual(arrivals);
        expect(await library.papers('library')).toEqual(after);
        expect(await library.papers('stream')).toEqual(stands);
        const known = [...after, ...stands].map((paper) => paper.id);
        const paperIds = (await library.arrivalsAfter(0, 1000)).map(({ paperId }) => paperId);
        expect(known).toEqual(expect.arrayContaining(paperIds));
        expect(new Set(paperIds).size).toBe(paperIds.length);
      }),
      { numRuns: 60 },
    );
  });
});
