import type { Paper, PaperDraft, PaperId, Shelf } from '../paper.ts';
import type { Arrival, News, Poll } from './arrival.ts';
import type { PaperDetails } from './paper-details.ts';

/** The lab's papers: merged, corrected by hand where somebody did, and observed by whoever indexes them. */

/** What one ingestion did. Every draft is counted once. */
export type IngestSummary = {
  readonly added: readonly PaperId[];
  /** A paper held already got richer or newer fields. */
  readonly merged: readonly PaperId[];
  /** Nothing new in it. */
  readonly unchanged: readonly PaperId[];
};

export type Change = {
  readonly sequence: number;
  readonly id: PaperId;
  readonly kind: 'upsert' | 'remove';
  /** Where the paper stands now; absent where it is gone. */
  readonly shelf?: Shelf | undefined;
};

/** A part of a shelf: at most `limit` papers, those that follow one in the shelf's order. */
export type ShelfPage = {
  readonly limit: number;
  readonly after?: Pick<Paper, 'date' | 'id'> | undefined;
};

/** The fields that can be set by hand; kept through every later ingestion. */
export const CORRECTABLE_FIELDS = [
  'title',
  'authors',
  'abstract',
  'date',
  'categories',
  'code',
  'organisation',
  'arxivId',
  'doi',
  'url',
  'venue',
] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];

/** Field to value as typed; an empty value takes the correction back. */
export type CorrectionRequest = Readonly<Partial<Record<CorrectableField, string>>>;

/** What a paper is found by beside its id: `arxiv:2101.00001`, `doi:10.1000/182`. */
export type IdentifierKey = `arxiv:${string}` | `doi:${string}`;

/** Where a paper stands; `removed` is what somebody took out. */
export type Place = Shelf | 'removed';

export type Added = { readonly paper: Paper; readonly before: Place };

export type IngestOptions = {
  /** Called now and then with the number of drafts matched so far. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Absent: a baseline, nothing is news. */
  readonly news?: News;
  /** What is remembered of the poll that brought the drafts, also where it brought none. */
  readonly poll?: Poll;
};

export type Library = {
  /** The papers of a shelf, newest first. */
  papers(shelf: Shelf, page?: ShelfPage): Promise<readonly Paper[]>;
  get(id: PaperId): Promise<Paper | undefined>;
  /**
   * One transaction: each draft is matched (arXiv base id, DOI, folded title + first author), merged or added; what is
   * news becomes an arrival, and the source's place is moved. A draft for the stream never changes what people chose:
   * of a library paper it fills what is empty and tells of versions, of one that was taken out nothing.
   */
  ingest(drafts: readonly PaperDraft[], shelf: Shelf, options?: IngestOptions): Promise<IngestSummary>;
  /**
   * Sets fields by hand, all or none; an empty value restores what the sources say.
   * Throws UserError for an unknown id (`not-found`) or an impossible value.
   */
  correct(id: PaperId, values: CorrectionRequest): Promise<{ readonly before: Paper; readonly after: Paper }>;
  /** Ids of the papers that came with the program and that nobody has ingested or corrected since. */
  startingPapers(): Promise<readonly PaperId[]>;
  /** Takes those out; returns how many there were. */
  removeStartingPapers(): Promise<number>;
  /** Takes the last {@link Library.correct} back. Throws UserError (`not-found`) where there is none. */
  undoCorrection(id: PaperId): Promise<{ readonly before: Paper; readonly after: Paper }>;
  /** A paper by an identifier, wherever it stands; one of the library where several have it. */
  find(identifier: IdentifierKey): Promise<{ readonly paper: Paper; readonly place: Place } | undefined>;
  /**
   * Puts a paper into the library that stands in the stream, which is news, or that was taken out, which is none: it is
   * as it was, with its corrections. Throws UserError (`not-found`) for an unknown id.
   */
  add(id: PaperId, at: Date): Promise<Added>;
  /**
   * Takes an addition back, within an hour and once: into the stream, or for good where the library did not have the paper before. What
   * came by itself goes into the stream, whatever is asked for: the paper given back tells its shelf. What was not announced yet as an
   * addition never will be. Throws UserError (`not-found`) where there is none to take back.
   */
  undoAdd(id: PaperId, options: { readonly to: 'stream' | 'nowhere'; readonly at: Date }): Promise<Paper>;
  /** Takes a paper out; should it be ingested again, its id and its corrections are there again. Throws UserError (`not-found`) for an unknown id. */
  remove(id: PaperId): Promise<void>;
  /** News after a sequence number, oldest first, at most `limit`; see {@link Arrival}. */
  arrivalsAfter(sequence: number, limit: number): Promise<readonly Arrival[]>;
  /** Papers of the library with an arXiv id of which arXiv was not asked yet, newest first; with `again` all that have one. */
  unenriched(options?: {
    readonly again?: boolean;
  }): Promise<readonly { readonly id: PaperId; readonly arxivId: string }[]>;
  /** Keeps beside these papers what arXiv tells of them; those that are gone are left out. */
  enrich(details: ReadonlyMap<PaperId, PaperDetails>, at: Date): Promise<void>;
  /** The newest sequence number of the change feed. Read it before {@link Library.papers}, then follow from it: nothing is missed. */
  lastSequence(): Promise<number>;
  /** What changed after a sequence number, oldest first, with the number to ask from next time. */
  changesSince(sequence: number): Promise<{ readonly changes: readonly Change[]; readonly sequence: number }>;
};
