import fc from 'fast-check';
import { expect, it } from 'vitest';
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
