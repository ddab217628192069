import { PaperDate, type PaperDraft, type Version } from '../../../paper.ts';
import { isWithdrawn } from '../../../text/withdrawal.ts';
import type { AuthorList } from '../../author-list.ts';
import type { RecordResult } from '../../parsed-source.ts';
import { toDraft } from '../../source-record.ts';

/** What feeds and OAI-PMH both tell of a paper. */
export type ArxivRecord = AuthorList & {
  readonly arxivId: string;
  readonly title: string;
  readonly abstract: string;
  /** Primary first, as far as the source keeps to that. */
  readonly categories: readonly string[];
  readonly comment?: string | undefined;
  readonly doi?: string | undefined;
  readonly venue?: string | undefined;
  /** When it first appeared, where the source tells. */
  readonly date: string | undefined;
  readonly versions?: readonly Version[] | undefined;
};

const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?$/;
/** Papers of arXiv have no place in a file. */
const SOURCE = { kind: 'arxiv', name: 'arXiv' } as const;

/** The draft of a record, or what is wrong with it. */
export function toArxivDraft(record: ArxivRecord): RecordResult {
  const { comment, abstract, categories, ...rest } = record;
  const result = toDraft({
    ...rest,
    source: { ...SOURCE, line: 1 },
    abstract,
    categories: categories.filter((code) => CATEGORY.test(code)),
    notes: [comment],
    status: isWithdrawn(comment, abstract) ? 'withdrawn' : undefined,
  });
  return 'draft' in result ? { draft: { ...result.draft, sources: [SOURCE] } } : result;
}

/** The day of a moment as feeds write it, on the wall where it was written: `Fri, 23 Feb 2024 00:00:00 -0500`, `2024-08-23T00:00:00-04:00`. */
export function dayOf(moment: string | undefined): PaperDate | undefined {
  const iso = /^\d{4}-\d\d-\d\d/.exec(moment ?? '')?.[0];
  // Without its zone the date is read as it stands there.
  const rfc = /^(?:[A-Z][a-z]{2}, )?(\d{1,2} [A-Z][a-z]{2} \d{4})\b/.exec(moment ?? '')?.[1];
  const milliseconds = rfc === undefined ? Number.NaN : Date.parse(`${rfc} 00:00:00 GMT`);
  const day =
    iso ?? (Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString().slice(0, 10));
  return PaperDate.safeParse(day).data;
}

/** Sorts by when ids were given; those before April 2007 are all alike, and first. */
export function idOrder(arxivId: string): string {
  const match = /^(\d{4})\.(\d{4,5})$/.exec(arxivId);
  return match === null ? '' : `${match[1]}.${match[2]?.padStart(5, '0')}`;
}

/** A draft of arXiv has its id. */
export type ArxivDraft = PaperDraft & { readonly arxivId: string };

export function hasArxivId(draft: PaperDraft): draft is ArxivDraft {
  return draft.arxivId !== undefined;
}
