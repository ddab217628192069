import type { Paper, PaperDate, PaperDraft, PaperId } from '../paper.ts';

/** News of one paper, written in the transaction that took the paper in; what is announced is decided from it. */

export const ARRIVAL_KINDS = ['new', 'cross', 'version', 'withdrawn'] as const;
/**
 * `new`: first seen, or put into the library by somebody. `cross`: first seen here as a cross-list. `version`,
 * `withdrawn`: of a paper that was held already. A paper that is held already and comes again, also as a cross-list,
 * is no arrival.
 */
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number];

/** The source of what somebody put into the library from a chat. */
export const ADDED = 'added';

export type Arrival = {
  /** From 1, in the order of commits. */
  readonly sequence: number;
  readonly paperId: PaperId;
  readonly kind: ArrivalKind;
  /** What brought it: `arxiv`, `inbox`, `ingest`, `added`. */
  readonly source: string;
  readonly arrivedAt: Date;
  /** The day on which the source announced it, where it tells. */
  readonly announcedOn?: PaperDate | undefined;
  /** The number of the version that it tells of, where the source tells one. */
  readonly version?: number | undefined;
};

/** How an ingestion's papers become arrivals. */
export type News = {
  readonly source: string;
  readonly at: Date;
  /** The day on which the source announced it; default: it does not tell. */
  readonly announcedOn?: (draft: PaperDraft) => PaperDate | undefined;
  /**
   * What the source says of a draft; `held` is the paper as it was before, undefined where it was not held. Default: `new`.
   * The library decides whether it is one: see {@link arrivalKind}.
   */
  readonly kindOf?: (draft: PaperDraft, held: Paper | undefined) => ArrivalKind | undefined;
};

/** A source's place after a poll, moved in the transaction that keeps what the poll brought. */
export type Poll = {
  readonly source: string;
  /** Opaque to the library; the source reads it before its next poll. */
  readonly cursor: string;
  /** The source's own ids of everything that it told, remembered for ever. */
  readonly seen: readonly string[];
  readonly at: Date;
};

function latestVersion({ versions }: Pick<PaperDraft, 'versions'>): number {
  return versions?.at(-1)?.number ?? 0;
}

/** True where a draft tells of a version that the held paper had not; a draft that tells no number is believed. */
function isNewVersion(draft: PaperDraft, held: Paper): boolean {
  return draft.versions === undefined || latestVersion(draft) > latestVersion(held);
}

/**
 * The arrival that a draft makes, if any. What was not held arrives as `new` or `cross`; what was held only when it
 * moves into the library, in a version that was not known, or when it is withdrawn: so nothing arrives twice,
 * however often a source tells it.
 */
export function arrivalKind(
  draft: PaperDraft,
  { held, after, said }: { held: Paper | undefined; after: Paper; said: ArrivalKind | undefined },
): ArrivalKind | undefined {
  if (held === undefined) return said === 'new' || said === 'cross' ? said : undefined;
  if (said === 'withdrawn' && held.status !== 'withdrawn' && after.status === 'withdrawn') return said;
  if (said === 'version' && isNewVersion(draft, held)) return said;
  return said !== undefined && held.shelf === 'stream' && after.shelf === 'library' ? 'new' : undefined;
}
