import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibrary } from '../../src/library/create-library.ts';
import type { Library } from '../../src/library/library.ts';
import { PaperId } from '../../src/paper.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { author, draft, draftArbitrary } from './paper-draft.ts';

let store: Store;
let library: Library;

function parseAuthorName(name: string) {
  const space = name.lastIndexOf(' ');
  return { name, given: name.slice(0, Math.max(0, space)), family: name.slice(space + 1) };
}

async function openLibrary(): Promise<void> {
  store = await openStore({ file: ':memory:', now: new Date(0) });
  library = createLibrary({ store: store.papers, parseAuthorName });
}

beforeEach(openLibrary);
afterEach(() => store.close());

const only = async () => {
  const papers = await library.papers('library');
  expect(papers).toHaveLength(1);
  const [paper] = papers;
  if (paper === undefined) throw new Error('no paper');
  return paper;
};

describe('ingest', () => {
  it('adds, then leaves alone what comes again, and the feed is silent', async () => {
    const drafts = [draft(), draft({ title: 'Roots', doi: '10.1/roots' })];
    expect((await library.ingest(drafts, 'library')).added).toEqual(['okafor2021sparse', 'okafor2021roots']);
    const { sequence } = await library.changesSince(0);

    const again = await library.ingest(drafts, 'library');

    expect(again).toEqual({ added: [], merged: [], unchanged: ['okafor2021sparse', 'okafor2021roots'] });
    expect(await library.changesSince(sequence)).toEqual({ changes: [], sequence });
  });

  it.each([
    ['arXiv id', { title: 'A', arxivId: '2105.00001' }, { title: 'B', arxivId: '2105.00001' }],
    ['DOI', { title: 'A', doi: '10.1/a' }, { title: 'B', doi: '10.1/a' }],
    [
      'title and first author',
      { arxivId: '2105.00001' },
      { title: 'sparse priors, for tomographic imaging of plants!', doi: '10.1/a' },
    ],
    [
      'a shorter form of the first author',
      { authors: [author('', 'Kolar Martinez de Luna')] },
      { authors: [author('Ana', 'Kolar')] },
    ],
  ])('knows a paper by its %s', async (_, first, second) => {
    await library.ingest([draft(first)], 'library');
    const summary = await library.ingest([draft(second)], 'library');
    expect(summary.added).toEqual([]);
    await only();
  });

  it.each([
    ['arXiv ids', { arxivId: '2105.00001' }, { arxivId: '2105.00002' }],
    ['DOIs', { doi: '10.1/a' }, { doi: '10.1/b' }],
    ['first authors', {}, { authors: [author('Lin', 'Wei')] }],
    ['years under a title that recurs', { title: 'Editorial' }, { title: 'Editorial', date: '2024' }],
  ])('keeps papers of different %s apart', async (_, first, second) => {
    await library.ingest([draft(first), draft(second)], 'library');
    expect(await library.papers('library')).toHaveLength(2);
  });

  it('makes one paper of two when a third record shows that they are one', async () => {
    await library.ingest([draft({ title: 'Preprint title', arxivId: '2105.00001' })], 'library');
    await library.ingest([draft({ title: 'Journal title', doi: '10.1/a', venue: 'Plants' })], 'library');

    await library.ingest(
      [draft({ title: 'Journal title', arxivId: '2105.00001', doi: '10.1/a' })],
      'library',
    );

    expect(await only()).toMatchObject({ id: 'okafor2021preprint', doi: '10.1/a', venue: 'Plants' });
    expect((await library.changesSince(0)).changes.map(({ kind }) => kind)).toEqual(['remove', 'upsert']);
  });

  it.each([
    ['title', { title: 'Dense Priors for Tomographic Imaging of Roots' }],
    ['first author', { authors: [author('Lin', 'Wei'), author('Ada', 'Okafor')] }],
    ['DOI', { doi: '10.1/b' }],
  ])('finds a paper by the %s that a merge has replaced', async (_, later) => {
    const old = draft({ doi: '10.1/a' });
    await library.ingest([draft({ arxivId: '2105.00001', doi: '10.1/a' })], 'library');
    const version = { versions: [{ number: 2, date: '2022-01-01' }] };
    await library.ingest([draft({ arxivId: '2105.00001', ...version, ...later })], 'library');

    expect((await library.ingest([old], 'library')).added).toEqual([]);
    const { doi: _doi, ...withoutId } = draft(later);
    expect((await library.ingest([withoutId, draft(later)], 'library')).added).toEqual([]);
    await only();
  });

  it('keeps papers apart that a record without identifiers fits both of', async () => {
    const drafts = [draft({ arxivId: '2105.00001' }), draft(), draft({ arxivId: '2105.00002' })];
    await library.ingest(drafts, 'library');
    const papers = await library.papers('library');
    expect(papers).toHaveLength(2);
    await library.ingest(drafts, 'library');
    expect(await library.papers('library')).toEqual(papers);
  });

  it('counts a paper that is twice in one batch once', async () => {
    const summary = await library.ingest([draft(), draft({ doi: '10.1/a' }), draft()], 'library');
    const id = 'okafor2021sparse';
    expect(summary).toEqual({ added: [id], merged: [id], unchanged: [id] });
  });

  it('moves a paper from the stream to the library, never back', async () => {
    await library.ingest([draft()], 'stream');
    await library.ingest([draft()], 'library');
    await library.ingest([draft()], 'stream');
    expect((await only()).shelf).toBe('library');
    expect(await library.papers('stream')).toEqual([]);
  });

  it('ends in the same library however often records come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(draftArbitrary, { minLength: 1, maxLength: 5 }), async (drafts) => {
        await store.close();
        await openLibrary();
        await library.ingest(drafts, 'library');
        const papers = await library.papers('library');
        const { sequence } = await library.changesSince(0);

        await library.ingest(drafts, 'library');

        expect(await library.papers('library')).toEqual(papers);
        expect((await library.changesSince(sequence)).changes).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('correct', () => {
  const id = PaperId.parse('okafor2021sparse');
  beforeEach(async () => {
    await library.ingest([draft({ organisation: 'tum', categories: ['cs.CV'] })], 'library');
  });

  it('wins over later ingestions and is found by what the source says', async () => {
    await library.correct(id, { title: 'Dense Priors', authors: 'Ada Okafor; Lin Wei; et al.' });

    await library.ingest([draft({ abstract: 'New.', rawAbstract: 'New.' })], 'library');
    await library.ingest([draft({ title: 'Dense priors', venue: 'Plants' })], 'library');

    expect(await only()).toMatchObject({
      id,
      title: 'Dense Priors',
      authors: [author('Ada', 'Okafor'), author('Lin', 'Wei')],
      authorsComplete: false,
      abstract: 'New.',
      venue: 'Plants',
    });
  });

  it('can be taken back: the ingested value returns', async () => {
    const before = await library.get(id);
    await library.correct(id, {
      title: 'Wrong',
      date: '2020',
      organisation: 'none',
      categories: 'hep-th math.AG',
    });
    expect(await library.get(id)).toMatchObject({ title: 'Wrong', categories: ['hep-th', 'math.AG'] });
    expect((await library.get(id))?.organisation).toBeUndefined();

    const result = await library.correct(id, { title: '', date: ' ', organisation: '', categories: '' });

    expect(result.after).toEqual(before);
    expect(await library.get(id)).toEqual(before);
  });

  it('sorts by the corrected date', async () => {
    await library.ingest([draft({ title: 'Roots', date: '2022' })], 'library');
    await library.correct(id, { date: '2023-02' });
    expect((await library.papers('library')).map((paper) => paper.id)).toEqual([id, 'okafor2022roots']);
  });

  it.each([
    [{ date: '2023-02-31' }, 'date'],
    [{ date: 'yesterday' }, 'date'],
    [{ arxivId: 'abc' }, 'arxivId'],
    [{ doi: 'abc' }, 'doi'],
    [{ url: 'javascript:alert(1)' }, 'url'],
    [{ code: 'perhaps' }, 'code'],
    [{ categories: 'not!a!code' }, 'categories'],
    [{ authors: ' ; ' }, 'authors'],
    [{ title: 'x'.repeat(3000) }, 'title'],
  ])('refuses %j and sets nothing', async (values, field) => {
    const before = await library.get(id);
    const correcting = library.correct(id, { venue: 'Plants', ...values });
    await expect(correcting).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(field),
    });
    expect(await library.get(id)).toEqual(before);
  });

  it('reads identifiers out of links', async () => {
    await library.correct(id, {
      arxivId: 'https://arxiv.org/abs/2203.10202v2',
      doi: 'https://doi.org/10.1000/ABC',
    });
    expect(await library.get(id)).toMatchObject({ arxivId: '2203.10202', doi: '10.1000/abc' });
  });

  it('says that it does not know a paper', async () => {
    const unknown = PaperId.parse('nobody2000nothing');
    await expect(library.correct(unknown, { title: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(library.remove(unknown)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('waits for a paper that was taken out, with its id', async () => {
    await library.correct(id, { title: 'By Hand' });
    await library.remove(id);
    expect(await library.papers('library')).toEqual([]);
    await expect(library.correct(id, { title: 'x' })).rejects.toMatchObject({ code: 'not-found' });

    const summary = await library.ingest([draft({ venue: 'Plants' })], 'library');

    expect(summary.added).toEqual([id]);
    const paper = await only();
    expect(paper).toMatchObject({ id, title: 'By Hand', venue: 'Plants' });
    expect(paper.organisation).toBeUndefined();
  });

  it('is undone edit by edit', async () => {
    const before = await library.get(id);
    await library.correct(id, { title: 'First', venue: 'Plants' });
    await library.correct(id, { title: 'Second' });

    expect(await library.undoCorrection(id)).toMatchObject({
      before: { title: 'Second', venue: 'Plants' },
      after: { title: 'First', venue: 'Plants' },
    });
    await library.undoCorrection(id);
    expect(await library.get(id)).toEqual(before);
    await expect(library.undoCorrection(id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
