import { type Creator, type Entry, type Library, type ParseError, parse } from '@retorquere/bibtex-parser';
import { type Author, PaperDate } from '../../../paper.ts';
import { parseArxivId, parseDoi } from '../../../text/identifiers.ts';
import { parseAuthorName } from '../../author-name.ts';
import { toPlainText } from '../../latex/plain-text.ts';
import {
  collectRecords,
  type ParsedSource,
  type RecordResult,
  type SourceOptions,
} from '../../parsed-source.ts';
import type { Problem } from '../../problem.ts';
import { toDraft } from '../../source-record.ts';
import { excerpt, lineCounter } from '../../text-position.ts';
import { withoutLongEntries } from './long-entries.ts';
import { stripMarkup } from './markup.ts';
import { type SetAside, setAsideLongFields } from './set-aside.ts';

/**
 * BibTeX and BibLaTeX: from Zotero, Google Scholar, publishers, or by hand. Fields are taken as LaTeX and made
 * readable by our own reader: the parser's own drops what it does not know.
 */

const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?$/;
/** Braces within braces, thousands of them, exhaust the parser, which recurses. */
const TOO_DEEP = /call stack/i;
const OTHERS = /^(?:others|et\.?\s*al\.?)$/i;

type Located = { readonly entry: Entry; readonly line: number };

function field(entry: Entry, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value: unknown = entry.fields[name];
    const text = Array.isArray(value) ? value.join(', ') : value;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  return undefined;
}

function readable(latex: string | undefined): string {
  return toPlainText(latex ?? '')
    .replace(/[{}]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function toAuthor({ name, lastName, firstName, prefix, suffix }: Creator): Author | undefined {
  if (lastName === undefined || firstName === undefined) {
    const whole = readable(name ?? lastName ?? firstName);
    // Braces keep a name whole: `{Deep Sea Group}`.
    const isWhole = /^\{.*\}$/s.test(name ?? lastName ?? '');
    if (whole === '') return undefined;
    return isWhole ? { name: whole, given: '', family: whole } : parseAuthorName(whole);
  }
  const given = readable(firstName);
  const family = [prefix, lastName, suffix].map(readable).filter(Boolean).join(' ');
  return family === '' ? undefined : { name: `${given} ${family}`.trim(), given, family };
}

function authorsOf(entry: Entry): { authors: Author[]; authorsComplete: boolean } {
  const creators = entry.fields.author ?? entry.fields.editor ?? [];
  const isOthers = (creator: Creator) => OTHERS.test(readable(creator.name ?? creator.lastName));
  const listed = creators.filter((creator) => !isOthers(creator));
  const authors = listed.map(toAuthor).filter((author) => author !== undefined);
  return { authors, authorsComplete: listed.length === creators.length };
}

function dateOf(entry: Entry): string | undefined {
  // BibLaTeX ranges and times: `2020-03-04/2020-03-06`, `2020-03-04T10:00`.
  const whole = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(field(entry, 'date') ?? '')?.[0];
  if (whole !== undefined && PaperDate.safeParse(whole).success) return whole;
  const year = /\b(?:1[5-9]|20)\d{2}\b/.exec(field(entry, 'year', 'date') ?? '')?.[0];
  if (year === undefined) return undefined;
  const month = /^\d{1,2}$/.exec(field(entry, 'month') ?? '')?.[0].padStart(2, '0');
  const day = /^\d{1,2}$/.exec(field(entry, 'day') ?? '')?.[0].padStart(2, '0');
  const candidates = [`${year}-${month}-${day}`, `${year}-${month}`];
  return candidates.find((date) => PaperDate.safeParse(date).success) ?? year;
}

function arxivIdOf(entry: Entry): string | undefined {
  const eprint = field(entry, 'eprint', 'arxivid', 'arxiv');
  const archive =
    field(entry, 'archiveprefix', 'eprinttype') ?? (field(entry, 'arxivid', 'arxiv') ? 'arxiv' : '');
  if (eprint !== undefined && /^arxiv$/i.test(archive)) return parseArxivId(eprint)?.id;
  // Google Scholar: `journal={arXiv preprint arXiv:2101.00001}`.
  const others = ['journal', 'url', 'note', 'howpublished', 'number', 'eprint'].map((name) =>
    field(entry, name),
  );
  return others
    .filter((text) => text !== undefined && /arxiv/i.test(text))
    .map((text) => parseArxivId(text ?? '')?.id)
    .find((id) => id !== undefined);
}

function categoriesOf(entry: Entry): string[] {
  const named = (field(entry, 'primaryclass', 'eprintclass') ?? '').split(/[\s,;]+/);
  // arXiv exports of Zotero put categories among the keywords: `Computer Science - Machine Learning` or `cs.LG`.
  return named.filter((code) => CATEGORY.test(code));
}

function venueOf(entry: Entry): string | undefined {
  const venue = field(entry, 'journal', 'journaltitle', 'booktitle', 'school');
  return venue === undefined || /^arxiv\b/i.test(venue) ? undefined : stripMarkup(venue);
}

function readEntry(
  { entry, line }: Located,
  sourceName: string,
  restore: SetAside['restore'],
): RecordResult | undefined {
  const isParentOnly = entry.fields.author === undefined && (entry.crossref?.donated.length ?? 0) > 0;
  if (isParentOnly) return undefined;
  const doi = parseDoi(field(entry, 'doi') ?? '');
  return toDraft({
    source: { kind: 'bibtex', name: sourceName, line },
    title: stripMarkup(field(entry, 'title') ?? ''),
    ...authorsOf(entry),
    date: dateOf(entry),
    abstract: stripMarkup(restore(field(entry, 'abstract') ?? '')),
    categories: categoriesOf(entry),
    notes: [field(entry, 'note'), field(entry, 'code'), field(entry, 'annote'), field(entry, 'addendum')],
    arxivId: arxivIdOf(entry),
    doi,
    url: field(entry, 'url'),
    venue: venueOf(entry),
  });
}

/** Entries with their lines; of the parser, an entry that it could not read comes as one without fields. */
function locate(text: string, entries: readonly Entry[]): readonly Located[] {
  const lineOf = lineCounter(text);
  let from = 0;
  const located: Located[] = [];
  for (const entry of entries) {
    if (entry.input === '') continue;
    const offset = text.indexOf(entry.input, from);
    if (offset !== -1) from = offset + entry.input.length;
    located.push({ entry, line: lineOf(Math.max(0, offset)) });
  }
  return located;
}

function toProblem(
  text: string,
  lineOf: (offset: number) => number,
  { error, input = '' }: ParseError,
): Problem {
  const offset = text.indexOf(input.trimEnd());
  return {
    line: lineOf(Math.max(0, offset)),
    expected: TOO_DEEP.test(error)
      ? 'a BibTeX entry that is not nested too deep'
      : // The parser counts lines from somewhere else.
        `a BibTeX entry (${excerpt(error.replace(/ at line \d+, column \d+/, ''), 100)})`,
    found: excerpt(input),
  };
}

function parseEntries(text: string): Pick<Library, 'entries' | 'errors'> {
  try {
    return parse(text, {
      raw: true,
      english: false,
      sentenceCase: false,
      unsupported: 'ignore',
      applyCrossRef: true,
    });
  } catch (error) {
    // What it catches costs an entry; abbreviations made of each other can outgrow what a text may hold.
    const reason = error instanceof Error ? error.message : String(error);
    return { entries: [], errors: [{ error: reason, input: text }] };
  }
}

/** Reads a `.bib` file. A broken entry costs itself only. */
export function parseBibtex(whole: string, { sourceName, onProgress }: SourceOptions): ParsedSource {
  const { text: shortened, restore } = setAsideLongFields(whole);
  const { text, problems: tooLong } = withoutLongEntries(shortened);
  onProgress?.(0, (text.match(/^[ \t]*@[a-z]+[ \t]*[{(]/gim) ?? []).length);
  const { entries, errors } = parseEntries(text);
  const lineOf = lineCounter(text);
  const { drafts, problems } = collectRecords(
    locate(text, entries),
    (located) => readEntry(located, sourceName, restore),
    onProgress,
  );
  const broken = errors.map((error) => toProblem(text, lineOf, error));
  return { drafts, problems: [...tooLong, ...broken, ...problems].sort((a, b) => a.line - b.line) };
}
