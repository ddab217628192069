/** What a source could not read: it costs one record, never the file. */
export type Problem = {
  /** Line of the record's first character, 1-based. */
  readonly line: number;
  /** What a reader of the format expects there. */
  readonly expected: string;
  /** What stood there, cut to a readable length. */
  readonly found: string;
};
