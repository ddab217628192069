import type { Paper, PaperDraft, PaperId, Shelf } from '../paper.ts';

/** The lab's papers: merged, corrected by hand where somebody did, and observed by whoever indexes them. */

/** What one ingestion did. Every draft is counted once. */
export type IngestSummary = {
  readonly added: readonly PaperId[];
  /** A paper held already got richer or newer fields. */
  readonly merged: readonly PaperId[];
  /** Nothing new in it. */
  readonly unchanged: readonly PaperId[];
};

export type Change = { readonly sequence: number; readonly id: PaperId; readonly kind: 'upsert' | 'remove' };

/** The fields that `edit` can set by hand; kept through every later ingestion. */
export type CorrectableField =
  | 'title'
  | 'authors'
  | 'abstract'
  | 'date'
  | 'categories'
  | 'code'
  | 'organisation'
  | 'arxivId'
  | 'doi'
  | 'url'
  | 'venue';

export type Library = {
  /** All papers of a shelf, newest first. */
  papers(shelf: Shelf): Promise<readonly Paper[]>;
  get(id: PaperId): Promise<Paper | undefined>;
  /** One transaction: each draft is matched (arXiv base id, DOI, folded title + first author), merged or added. */
  ingest(drafts: readonly PaperDraft[], shelf: Shelf): Promise<IngestSummary>;
  /** Sets a field by hand, validated; an empty value takes the correction back. */
  correct(id: PaperId, field: CorrectableField, value: string): Promise<Paper>;
  remove(id: PaperId): Promise<void>;
  /** What changed after a sequence number, oldest first, with the number to ask from next time. */
  changesSince(sequence: number): Promise<{ readonly changes: readonly Change[]; readonly sequence: number }>;
};
