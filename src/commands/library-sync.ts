import type { Engine } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';

/**
 * Keeps an engine level with the library, also with what other processes ingest: the first call loads every paper, each
 * later one only what the change feed says. Calls at the same time share one run.
 */
export function createLibrarySync(library: Library, engine: Engine): () => Promise<void> {
  let sequence: number | undefined;
  let running: Promise<void> | undefined;

  async function load(): Promise<void> {
    // The number first: what changes while the papers are read is then read again.
    const start = await library.lastSequence();
    await engine.add(await library.papers('library'));
    await engine.add(await library.papers('stream'));
    sequence = start;
  }

  async function follow(since: number): Promise<void> {
    const { changes, sequence: next } = await library.changesSince(since);
    const ids = [...new Set(changes.map(({ id }) => id))];
    const held = await Promise.all(ids.map(async (id) => ({ id, paper: await library.get(id) })));
    await engine.add(held.flatMap(({ paper }) => (paper === undefined ? [] : [paper])));
    await engine.remove(held.filter(({ paper }) => paper === undefined).map(({ id }) => id));
    sequence = next;
  }

  return () => {
    running ??= (sequence === undefined ? load() : follow(sequence)).finally(() => {
      running = undefined;
    });
    return running;
  };
}
