import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ADDED } from '../../src/library/arrival.ts';
import { createLibrary } from '../../src/library/create-library.ts';
import { PaperId } from '../../src/paper.ts';
import { openStore } from '../../src/store/open-store.ts';
import { author, draft } from './paper-draft.ts';

const IDS = ['okafor2021first', 'okafor2021second', 'okafor2021third'].map((id) => PaperId.parse(id));
const AT = new Date('2026-03-01T09:00:00Z');

/** What somebody may do to a paper, each time with its undoing. */
const STEP = fc.record({
  id: fc.constantFrom(...IDS),
  what: fc.constantFrom('add' as const, 'remove' as const, 'correct' as const),
});

it('undoing brings back the shelf, the corrections and the news, in whatever order things were done', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { maxLength: 8 }), async (steps) => {
      const store = await openStore({ file: ':memory:', now: new Date(0) });
      const library = createLibrary({ store: store.papers, parseAuthorName: (name) => author('', name) });
      const all = async () => ({
        library: await library.papers('library'),
        stream: await library.papers('stream'),
        arrivals: (await library.arrivalsAfter(0, 99)).map(({ sequence: _, ...arrival }) => arrival),
      });
      await library.ingest([draft({ title: 'First' }), draft({ title: 'Second' })], 'library');
      await library.ingest([draft({ title: 'Third' })], 'stream');

      for (const { id, what } of steps) {
        const held = await library.get(id);
        const before = await all();
        if (what === 'correct') {
          if (held === undefined) continue;
          await library.correct(id, { venue: `${held.venue ?? ''}x` });
          continue;
        }
        if (what === 'remove') {
          if (held?.shelf !== 'library') continue;
          await library.remove(id);
          expect((await library.add(id, AT)).before).toBe('removed');
          expect(await all()).toEqual(before);
          await library.remove(id);
          continue;
        }
        const { before: place } = await library.add(id, AT);
        if (place === 'library') expect(await all()).toEqual(before);
        if (place === 'removed') await library.remove(id);
        if (place === 'stream') await library.undoAdd(id, { to: 'stream', at: AT });
        expect(await all()).toEqual(before);
        await library.add(id, AT);
      }
      await store.close();
    }),
    { numRuns: 60 },
  );
});

const OF_ARXIV = [{ kind: 'arxiv' as const, name: 'arXiv' }];
const OF_FILE = [{ kind: 'bibtex' as const, name: 'a.bib' }];

it.each([
  ['as news', OF_FILE, { news: { source: 'arxiv', at: AT } }],
  ['as news of an inbox', OF_FILE, { news: { source: 'inbox', at: AT } }],
  ['before anything was news', OF_ARXIV, {}],
])('what came by itself, %s, goes back into the stream, whatever is asked', async (_, sources, how) => {
  const store = await openStore({ file: ':memory:', now: new Date(0) });
  const library = createLibrary({ store: store.papers, parseAuthorName: (name) => author('', name) });
  const [id] = (await library.ingest([draft({ title: 'First', sources })], 'stream', how)).added;
  if (id === undefined) throw new Error('Nothing was added');
  const before = [await library.get(id), await library.arrivalsAfter(0, 99)];
  await library.add(id, AT);
  expect((await library.undoAdd(id, { to: 'nowhere', at: AT })).shelf).toBe('stream');
  expect([await library.get(id), await library.arrivalsAfter(0, 99)]).toEqual(before);
  await store.close();
});

it('what came by the addition alone goes for good', async () => {
  const store = await openStore({ file: ':memory:', now: new Date(0) });
  const library = createLibrary({ store: store.papers, parseAuthorName: (name) => author('', name) });
  const fetched = draft({ title: 'First', sources: [{ kind: 'atom', name: 'arXiv' }] });
  const [id] = (await library.ingest([fetched], 'library', { news: { source: ADDED, at: AT } })).added;
  if (id === undefined) throw new Error('Nothing was added');
  await library.undoAdd(id, { to: 'nowhere', at: AT });
  expect([await library.papers('library'), await library.papers('stream')]).toEqual([[], []]);
  await store.close();
});
