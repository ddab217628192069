import type { PaperDraft } from '../paper.ts';
import type { Problem } from './problem.ts';

/** What a file yields: the records that are fine, and what was wrong with the others. */
export type ParsedSource = { readonly drafts: readonly PaperDraft[]; readonly problems: readonly Problem[] };

export type SourceOptions = {
  /** The file's base name. */
  readonly sourceName: string;
  /** Called now and then with the number of records read so far. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** Records between two reports of progress. */
const PROGRESS_STEP = 200;

export type RecordResult = { readonly draft: PaperDraft } | { readonly problem: Problem };

/** Reads records one by one: what is wrong with one costs that one. `undefined` is a record of no paper. */
export function collectRecords<T>(
  records: readonly T[],
  read: (record: T) => RecordResult | undefined,
  onProgress: SourceOptions['onProgress'],
): { drafts: PaperDraft[]; problems: Problem[] } {
  const drafts: PaperDraft[] = [];
  const problems: Problem[] = [];
  for (const [index, record] of records.entries()) {
    const result = read(record);
    if (result !== undefined && 'draft' in result) drafts.push(result.draft);
    if (result !== undefined && 'problem' in result) problems.push(result.problem);
    if ((index + 1) % PROGRESS_STEP === 0) onProgress?.(index + 1, records.length);
  }
  return { drafts, problems };
}
