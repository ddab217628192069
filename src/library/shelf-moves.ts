import { UserError } from '../errors.ts';
import type { Paper, PaperId } from '../paper.ts';
import { ADDED, type Arrival } from './arrival.ts';
import type { Added, Library } from './library.ts';
import type { PaperRecord, PaperRow, PaperStore, PaperTransaction } from './paper-store.ts';

/** Papers between the shelves, by hand: put into the library, taken out, and both taken back. */

/** Who added by mistake takes it back soon; later it is the library's business. */
const UNDO_WITHIN_MS = 60 * 60 * 1000;

type Parts = {
  readonly store: PaperStore;
  readonly corrected: (record: PaperRecord) => Paper;
  readonly toRow: (record: PaperRecord) => PaperRow;
};

type ShelfMoves = Pick<Library, 'find' | 'add' | 'undoAdd' | 'remove'>;

function notHeld(id: PaperId): UserError {
  return new UserError(`There is no paper "${id}".`, { code: 'not-found' });
}

async function heldRecord(papers: PaperTransaction, id: PaperId): Promise<PaperRecord> {
  const record = await papers.find(id);
  if (record === undefined) throw notHeld(id);
  return record;
}

/** The last time that somebody put the paper into the library. */
function lastAdded(arrivals: readonly Arrival[]): Arrival | undefined {
  return arrivals.filter(({ source, kind }) => source === ADDED && kind === 'new').at(-1);
}

/**
 * Whoever takes an addition back may type anything, and what a source has told once it does not tell again: that goes back into the
 * stream. Only what came by the addition itself, from arXiv's API, can go for good. Feeds and harvests are the source `arxiv`.
 */
function cameByItself({ ingested }: PaperRecord, arrivals: readonly Arrival[]): boolean {
  const isOfArxiv = ingested.sources.some(({ kind }) => kind === 'arxiv');
  return isOfArxiv || arrivals.some(({ source }) => source !== ADDED);
}

function placeOf({ isRemoved, ingested }: PaperRecord): Added['before'] {
  return isRemoved ? 'removed' : ingested.shelf;
}

export function createShelfMoves({ store, corrected, toRow }: Parts): ShelfMoves {
  async function put(papers: PaperTransaction, record: PaperRecord): Promise<Paper> {
    await papers.put([toRow(record)]);
    return corrected(record);
  }

  return {
    find(identifier) {
      return store.transaction(async (papers) => {
        const found = await papers.findByKeys([identifier]);
        const present = found.filter(({ isRemoved }) => !isRemoved);
        const [record] = [
          ...present.filter(({ ingested }) => ingested.shelf === 'library'),
          ...present,
          ...found,
        ];
        return record && { paper: corrected(record), place: placeOf(record) };
      });
    },

    add(id, at) {
      return store.transaction(async (papers) => {
        const held = await heldRecord(papers, id);
        const before = placeOf(held);
        if (before === 'library') return { paper: corrected(held), before };
        const record: PaperRecord = {
          ...held,
          isRemoved: false,
          ingested: { ...held.ingested, shelf: 'library' },
        };
        const paper = await put(papers, record);
        await papers.adopt([id]);
        // What comes back was there before: nobody waits to hear of it.
        if (before === 'stream')
          await papers.arrive([{ paperId: id, kind: 'new', source: ADDED, arrivedAt: at }]);
        return { paper, before };
      });
    },

    undoAdd(id, { to, at }) {
      return store.transaction(async (papers) => {
        const held = await heldRecord(papers, id);
        const arrivals = await papers.arrivalsOf(id);
        const added = lastAdded(arrivals);
        const isRecent = added !== undefined && at.getTime() - added.arrivedAt.getTime() <= UNDO_WITHIN_MS;
        if (placeOf(held) !== 'library' || !isRecent)
          throw new UserError('That can be taken back for an hour only, and once.', { code: 'not-found' });
        await papers.retract(id, ADDED);
        if (to === 'stream' || cameByItself(held, arrivals)) {
          const back = { ...held, ingested: { ...held.ingested, shelf: 'stream' as const } };
          return put(papers, back);
        }
        const isTouched = Object.keys(held.corrections).length > 0 || held.edits.length > 0;
        if (isTouched) await papers.setAside([id]);
        else await papers.remove([id]);
        return corrected(held);
      });
    },

    remove(id) {
      return store.transaction(async (papers) => {
        const held = await papers.get(id);
        if (held === undefined) throw notHeld(id);
        await papers.setAside([id]);
      });
    },
  };
}
