import type { z } from 'zod';
import { type Author, PaperDate, PaperDraft, type PaperSource, type Version } from '../paper.ts';
import { arxivIdOfDoi, parseArxivId, parseDoi } from '../text/identifiers.ts';
import { codeAddress } from './code-address.ts';
import { toPlainText } from './latex/plain-text.ts';
import type { RecordResult } from './parsed-source.ts';
import { excerpt } from './text-position.ts';

/** A record as a bibliography or feed tells it, before it is known to be whole. */
export type SourceRecord = {
  readonly source: PaperSource & { readonly line: number };
  /** What title, abstract and venue are written in; LaTeX where it is not said. */
  readonly markup?: 'latex' | 'none';
  readonly title: string;
  readonly authors: readonly Author[];
  readonly authorsComplete: boolean;
  readonly date: string | undefined;
  readonly abstract?: string | undefined;
  readonly categories?: readonly string[];
  /** Texts beside the abstract that may hold the code's address. */
  readonly notes?: readonly (string | undefined)[];
  readonly organisation?: string | undefined;
  readonly arxivId?: string | undefined;
  readonly doi?: string | undefined;
  readonly url?: string | undefined;
  readonly venue?: string | undefined;
  readonly versions?: readonly Version[] | undefined;
  readonly status?: 'withdrawn' | undefined;
};

/** Ids since April 2007 begin with year and month, the older ones after the archive: https://info.arxiv.org/help/arxiv_identifier.html */
function dateOfArxivId(id: string | undefined): string | undefined {
  const digits = /^(?:[a-z-]+\/)?(\d{2})(\d{2})/.exec(id ?? '');
  if (digits === null) return undefined;
  const [, year = '', month = ''] = digits;
  const date = `${Number(year) > 90 ? '19' : '20'}${year}-${month}`;
  return PaperDate.safeParse(date).success ? date : undefined;
}

/** The paper's own page: arXiv's and the DOI's are told by their ids. */
function ownPage(url: string | undefined, { arxivId, doi }: Pick<SourceRecord, 'arxivId' | 'doi'>) {
  if (url === undefined || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const isTold =
    (arxivId !== undefined && parseArxivId(url)?.id === arxivId) ||
    (doi !== undefined && parseDoi(url) === doi);
  return isTold ? undefined : url;
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'a record of a paper' : `a valid ${issue.path.join('.')} (${issue.message})`;
}

/** Turns a record into a draft, its LaTeX into readable text; says what is missing where it is none. */
export function toDraft(record: SourceRecord): RecordResult {
  const { line } = record.source;
  const readable = record.markup === 'none' ? (text: string) => text : toPlainText;
  const title = readable(record.title).replace(/\s+/g, ' ').trim();
  const found = excerpt(title === '' ? '(no title)' : title);
  const rawAbstract = (record.abstract ?? '').trim();
  const abstract = readable(rawAbstract)
    .replace(/[ \t]*\n[ \t]*/g, ' ')
    .trim();
  const arxivId = record.arxivId ?? (record.doi === undefined ? undefined : arxivIdOfDoi(record.doi));
  const date = record.date ?? dateOfArxivId(arxivId);
  if (title === '')
    return { problem: { line, expected: 'a title', found: excerpt(record.authors[0]?.name ?? found) } };
  if (record.authors.length === 0) return { problem: { line, expected: 'at least one author', found } };
  if (date === undefined) return { problem: { line, expected: 'a year', found } };

  const codeUrl = [rawAbstract, ...(record.notes ?? [])]
    .map((text) => (text === undefined ? undefined : codeAddress(text)))
    .find((address) => address !== undefined);
  const draft = PaperDraft.safeParse({
    title,
    rawTitle: record.title.trim(),
    authors: record.authors,
    authorsComplete: record.authorsComplete,
    abstract,
    rawAbstract,
    date,
    categories: [...new Set(record.categories ?? [])],
    hasCode: codeUrl !== undefined,
    sources: [record.source],
    ...present({
      codeUrl,
      organisation: record.organisation,
      arxivId,
      // arXiv's own DOI says no more than the id, and would hide the publisher's.
      doi: record.doi !== undefined && arxivIdOfDoi(record.doi) !== undefined ? undefined : record.doi,
      url: ownPage(record.url, { arxivId, doi: record.doi }),
      venue: record.venue === undefined ? undefined : readable(record.venue).trim().slice(0, 1000),
      versions: record.versions,
      status: record.status,
    }),
  });
  return draft.success
    ? { draft: draft.data }
    : { problem: { line, expected: describe(draft.error), found } };
}
