import type { Engine } from '../engine/engine.ts';
import type { Change, Library } from '../library/library.ts';
import type { Paper, PaperId } from '../paper.ts';

/**
 * Keeps an engine level with the library, also with what other processes ingest. The library comes first: however much
 * the stream brings, a question about the library waits for none of it.
 */
export type LibrarySync = {
  /** The first call loads the library, each later one what the change feed says of it. Calls at the same time share one run. */
  sync(): Promise<void>;
  /** The same, and the newest papers of the stream, for whoever asks for them. */
  withStream(): Promise<void>;
  /** Loads no more of the stream. */
  stop(): void;
};

/** The newest papers of the stream are enough to search in: a month of a few busy categories. */
const MOST_OF_STREAM = 5000;
/** Loaded in one go while a question may wait: some 30 ms. */
const PAGE = 50;

type Options = { readonly mostOfStream?: number };

export function createLibrarySync(
  library: Library,
  engine: Engine,
  { mostOfStream = MOST_OF_STREAM }: Options = {},
): LibrarySync {
  let sequence: number | undefined;
  let syncing: Promise<void> | undefined;
  let streaming: Promise<void> | undefined;
  let isStreamLoaded = false;
  let isStopped = false;
  /** Changed in the stream since the library was loaded, and not read again yet. */
  const pending = new Set<PaperId>();

  let last: Promise<unknown> = Promise.resolve();
  /** One at a time, so that what was read is in the engine before anything newer is read. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  /** Brings these into the engine as they stand now. */
  async function reread(ids: readonly PaperId[]): Promise<void> {
    const held = await Promise.all(ids.map(async (id) => ({ id, paper: await library.get(id) })));
    await engine.add(held.flatMap(({ paper }) => (paper === undefined ? [] : [paper])));
    await engine.remove(held.filter(({ paper }) => paper === undefined).map(({ id }) => id));
  }

  /** What changes while it is read is pending again. */
  async function rereadPending(ids: readonly PaperId[]): Promise<void> {
    for (const id of ids) pending.delete(id);
    try {
      await reread(ids);
    } catch (error) {
      for (const id of ids) pending.add(id);
      throw error;
    }
  }

  async function load(): Promise<void> {
    // The number first: what changes while the papers are read is then read again.
    const start = await library.lastSequence();
    await engine.add(await library.papers('library'));
    sequence = start;
  }

  function isWaiting({ id, shelf }: Change): boolean {
    return shelf === 'stream' && engine.get(id)?.shelf !== 'library';
  }

  async function follow(since: number): Promise<void> {
    const { changes, sequence: next } = await library.changesSince(since);
    for (const change of changes) if (isWaiting(change)) pending.add(change.id);
    await reread([...new Set(changes.filter((change) => !isWaiting(change)).map(({ id }) => id))]);
    sequence = next;
  }

  function sync(): Promise<void> {
    syncing ??= inTurn(() => (sequence === undefined ? load() : follow(sequence))).finally(() => {
      syncing = undefined;
    });
    return syncing;
  }

  async function loadStream(): Promise<void> {
    let after: Paper | undefined;
    for (let loaded = 0; loaded < mostOfStream && !isStopped; loaded += PAGE) {
      const page = await inTurn(async () => {
        const papers = await library.papers('stream', {
          limit: Math.min(PAGE, mostOfStream - loaded),
          after,
        });
        await engine.add(papers);
        return papers;
      });
      after = page.at(-1);
      if (page.length < PAGE) break;
    }
    isStreamLoaded = true;
  }

  async function catchUp(): Promise<void> {
    if (!isStreamLoaded) await loadStream();
    for (
      let ids = [...pending].slice(0, PAGE);
      ids.length > 0 && !isStopped;
      ids = [...pending].slice(0, PAGE)
    ) {
      await inTurn(() => rereadPending(ids));
    }
  }

  return {
    sync,
    async withStream() {
      await sync();
      streaming ??= catchUp().finally(() => {
        streaming = undefined;
      });
      await streaming;
    },
    stop() {
      isStopped = true;
    },
  };
}
