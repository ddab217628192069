/** Where each source stands and how it fares; implemented in `src/store`, held to `test/contracts/source-log.ts`. */

export type SourceCursor = { readonly cursor: string; readonly polledAt: Date };

export type SourceHealth = {
  readonly source: string;
  /** The last look at it, whatever came of it. */
  readonly checkedAt: Date;
  /** The last look that was answered. */
  readonly succeededAt: Date | undefined;
  /** The last look that brought something not seen before. */
  readonly broughtAt: Date | undefined;
  /** The first failure since the last success, and how many there were; 0 where the last look was answered. */
  readonly failingSince: Date | undefined;
  readonly failures: number;
  /** Of the last failure, for people; holds no secret. */
  readonly reason: string | undefined;
};

/**
 * A poll's cursor and the ids that it told are written by `Library.ingest` (its option `poll`), together with its papers
 * and as a success; what is written here are looks that brought no poll to keep.
 */
export type SourceLog = {
  /** After its last poll; undefined where it was never polled. */
  cursor(source: string): Promise<SourceCursor | undefined>;
  /** Whether the next poll is the first: then nothing that it brings is news. */
  isBaseline(source: string): Promise<boolean>;
  /** Those of a source's own ids that no poll of it has told yet, in their order, each once. */
  unseen(source: string, ids: readonly string[]): Promise<readonly string[]>;
  /** It was asked, and had nothing to tell. */
  succeeded(source: string, at: Date): Promise<void>;
  /** It could not be asked, or answered what cannot be read. */
  failed(source: string, at: Date, reason: string): Promise<void>;
  /** Of every source that was ever looked at, by name. */
  health(): Promise<readonly SourceHealth[]>;
};
