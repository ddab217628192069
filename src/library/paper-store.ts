import type { Paper, PaperId, Shelf } from '../paper.ts';
import type { Arrival, Poll } from './arrival.ts';
import type { Identity } from './identity.ts';
import type { Change, CorrectableField, ShelfPage } from './library.ts';
import type { PaperDetails } from './paper-details.ts';

/** What the library needs of a store; implemented in `src/store`, held to `test/contracts/paper-store.ts`. */

/** Values as typed by hand; they win over whatever a source says. */
export type Corrections = Readonly<Partial<Record<CorrectableField, string>>>;

/** A paper as its sources tell it, and beside it what people corrected. */
export type PaperRecord = {
  readonly ingested: Paper;
  readonly corrections: Corrections;
  /** What its sources were ever found by, also where a merge has replaced it. */
  readonly identity: Identity;
  /** The corrections before each edit that can be undone, oldest first. */
  readonly edits: readonly Corrections[];
  /** What arXiv tells beside, where it was asked; `put` leaves it as it is. */
  readonly details?: PaperDetails | undefined;
  /** Taken out by somebody: no reader sees it, but its id and corrections wait for its return. */
  readonly isRemoved: boolean;
};

export type PaperRow = PaperRecord & {
  /** What the paper is found by when it arrives again; see `identity.ts`. */
  readonly keys: readonly string[];
  /** The date to sort by, corrections applied. */
  readonly date: string;
};

/** What a new library starts from: the papers that come with the program, or none. */
export type LibraryStart = 'shipped' | 'nothing';

export type PaperReader = {
  /** Newest first; papers of the same day by id. */
  list(shelf: Shelf, page?: ShelfPage): Promise<readonly PaperRecord[]>;
  get(id: PaperId): Promise<PaperRecord | undefined>;
  /** Ids of the shipped papers that nobody has ingested or corrected since the start. */
  startingIds(): Promise<readonly PaperId[]>;
};

export type PaperTransaction = PaperReader & {
  /** A paper by its id, also one set aside. */
  find(id: PaperId): Promise<PaperRecord | undefined>;
  /** Of one paper, oldest first. */
  arrivalsOf(id: PaperId): Promise<readonly Arrival[]>;
  /** Takes back what arrived of a paper from a source, as far as nobody was told of it. */
  retract(id: PaperId, source: string): Promise<void>;
  /** All papers found by at least one of the keys, also those set aside. */
  findByKeys(keys: readonly string[]): Promise<readonly PaperRecord[]>;
  /** Ids in use, on both shelves and set aside. */
  ids(): Promise<ReadonlySet<string>>;
  /** Adds papers or replaces those of the same id; the change feed tells it. */
  put(rows: readonly PaperRow[]): Promise<void>;
  /** Takes papers out of sight; what they are found by and what people corrected is kept. The change feed tells it. */
  setAside(ids: readonly PaperId[]): Promise<void>;
  /** For good. Unknown ids are ignored; the change feed tells the others. */
  remove(ids: readonly PaperId[]): Promise<void>;
  /** For good, each for the paper that it turned out to be: that one's arrivals are its. The change feed tells it. */
  replace(successors: ReadonlyMap<PaperId, PaperId>): Promise<void>;
  /** Adds to the news, in this order. */
  arrive(arrivals: readonly Omit<Arrival, 'sequence'>[]): Promise<void>;
  /** Moves the source's cursor, remembers its ids, and counts the poll as a success; see `source-log.ts`. */
  keepPoll(poll: Poll): Promise<void>;
  /** Fills a new database: its first papers, and what they are; with `shipped` they count as nobody's until touched. */
  start(from: LibraryStart, rows: readonly PaperRow[], now: Date): Promise<void>;
  /** Keeps what arXiv tells of papers that are held; the change feed tells it. */
  putDetails(details: ReadonlyMap<PaperId, PaperDetails>, at: Date): Promise<void>;
  /** From now on these count as chosen by somebody. */
  adopt(ids: readonly PaperId[]): Promise<void>;
};

export type PaperStore = PaperReader & {
  /** News after a sequence number, oldest first, at most `limit`. */
  arrivalsAfter(sequence: number, limit: number): Promise<readonly Arrival[]>;
  /** The feed's newest sequence number, 0 before the first change. */
  lastSequence(): Promise<number>;
  /** Changes after a sequence number, oldest first; a paper that changed twice is told once, by its latest change. */
  changesSince(sequence: number): Promise<readonly Change[]>;
  /**
   * All or nothing. Writers of all processes take turns, so what `work` reads stays true until it is done,
   * and sequence numbers become visible in their order.
   */
  transaction<T>(work: (papers: PaperTransaction) => Promise<T>): Promise<T>;
};
