import { PaperDraft } from '../../../paper.ts';
import { parseAuthorName } from '../../author-name.ts';
import { codeAddress } from '../../code-address.ts';
import { toPlainText } from '../../latex/plain-text.ts';
import type { Problem } from '../../problem.ts';
import { type AuthorLine, parseAuthorLine } from './author-line.ts';
import { categoryChooser } from './category-choice.ts';
import { pageEvidence, wordsOf } from './page-evidence.ts';
import { excerpt, type RecordLines, splitRecords } from './records.ts';

export type ListingOptions = {
  /** ISO date of the page: what `May 29` without a year is counted back from. */
  readonly asOf: string;
  /** Kept with every paper, such as the file's base name. */
  readonly sourceName: string;
};
export type ListingResult = { readonly drafts: PaperDraft[]; readonly problems: Problem[] };

type SplitRecord = RecordLines & { readonly split: AuthorLine };

/**
 * Reads a page of papers, three lines each, whose fields are glued together:
 * subject code, date and flag; title, authors and organisation; abstract.
 * Never throws: what cannot be read costs one record and is reported with its line.
 */
export function parseListing(text: string, { asOf, sourceName }: ListingOptions): ListingResult {
  const { records, problems } = splitRecords(text, asOf);
  const page = pageEvidence(
    records.map(({ authorLine }) => authorLine),
    records.map(({ abstract }) => abstract),
  );
  const split: SplitRecord[] = [];
  for (const record of records) {
    const found = parseAuthorLine(record.authorLine, wordsOf(record.abstract), page);
    if (found !== undefined) split.push({ ...record, split: found });
    else problems.push(noAuthors(record));
  }
  const coded = split.map((record) => ({
    code: record.header.code,
    title: record.split.title,
    text: record.abstract,
  }));
  const choose = categoryChooser(coded);
  const drafts: PaperDraft[] = [];
  for (const [index, record] of split.entries()) {
    const wire = toDraft(record, sourceName);
    const category = choose(coded[index] ?? { code: record.header.code, title: '', text: '' });
    const draft = PaperDraft.safeParse({ ...wire, categories: category === undefined ? [] : [category] });
    if (draft.success) drafts.push(draft.data);
    else
      problems.push({
        line: record.line,
        expected: 'fields within their limits',
        found: issueOf(draft.error.issues),
      });
  }
  problems.sort((a, b) => a.line - b.line);
  return { drafts, problems };
}

function toDraft(
  { header, split, abstract, line }: SplitRecord,
  sourceName: string,
): Omit<PaperDraft, 'categories'> {
  const codeUrl = codeAddress(abstract);
  return {
    title: toPlainText(split.title),
    rawTitle: split.title,
    authors: split.authors.map((name) => parseAuthorName(toPlainText(name).trim() || name)),
    authorsComplete: split.authorsComplete,
    abstract: toPlainText(abstract),
    rawAbstract: abstract,
    date: header.date,
    hasCode: header.hasCode,
    ...(codeUrl !== undefined && { codeUrl }),
    ...(split.organisation !== undefined && { organisation: split.organisation }),
    sources: [{ kind: 'listing', name: sourceName, line }],
  };
}

function noAuthors({ authorLineNumber, authorLine }: RecordLines): Problem {
  return {
    line: authorLineNumber,
    expected: 'a title followed at once by authors',
    found: excerpt(authorLine),
  };
}

function issueOf(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  return issue === undefined ? 'something else' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}
