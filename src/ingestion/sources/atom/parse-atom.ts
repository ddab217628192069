import { parseXml, type XmlElement, XmlError } from '@rgrove/parse-xml';
import { PaperDate } from '../../../paper.ts';
import { parseArxivId, parseDoi } from '../../../text/identifiers.ts';
import { isWithdrawn } from '../../../text/withdrawal.ts';
import { parseAuthorName } from '../../author-name.ts';
import {
  collectRecords,
  type ParsedSource,
  type RecordResult,
  type SourceOptions,
} from '../../parsed-source.ts';
import type { Problem } from '../../problem.ts';
import { toDraft } from '../../source-record.ts';
import { excerpt, lineCounter } from '../../text-position.ts';
import { childrenOf, textOf } from './xml.ts';

/** arXiv's API answer, https://info.arxiv.org/help/api/user-manual.html, and other Atom feeds of papers. */

type LocatedEntry = { readonly entry: XmlElement; readonly line: number };

const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?$/;
/** Before the first element: later the text of an abstract may speak of it. */
const DOCTYPE = /^\s*(?:(?:<\?[^>]*>|<!--(?:(?!-->)[\s\S])*-->)\s*)*<!DOCTYPE\b/i;
const CLOSING = '</entry>';

function dayOf(timestamp: string | undefined): string | undefined {
  const day = timestamp?.slice(0, 10);
  return PaperDate.safeParse(day).success ? day : undefined;
}

function categoriesOf(entry: XmlElement): string[] {
  const primary = childrenOf(entry, 'arxiv:primary_category').map(({ attributes }) => attributes.term);
  const all = childrenOf(entry, 'category').map(({ attributes }) => attributes.term);
  // Categories also name ACM and MSC classes (`I.2.10`, `68T07`), which are not arXiv's.
  return [...primary, ...all].filter((term) => term !== undefined).filter((term) => CATEGORY.test(term));
}

/** The feed dates the first version and the one it describes; those between it does not tell. */
function versionsOf(entry: XmlElement, number: number | undefined) {
  const published = dayOf(textOf(entry, 'published'));
  const updated = dayOf(textOf(entry, 'updated'));
  const date = number === 1 ? published : (updated ?? published);
  if (number === undefined || date === undefined) return undefined;
  const comment = textOf(entry, 'arxiv:comment')?.slice(0, 2000);
  return [{ number, date, ...(comment === undefined ? {} : { comment }) }];
}

function linkOf(entry: XmlElement): string | undefined {
  const links = childrenOf(entry, 'link').map(({ attributes }) => attributes);
  return (links.find(({ rel }) => rel === 'alternate') ?? links.find(({ rel }) => rel === undefined))?.href;
}

function readEntry({ entry, line }: LocatedEntry, sourceName: string): RecordResult {
  const id = textOf(entry, 'id') ?? '';
  const summary = textOf(entry, 'summary') ?? '';
  if (id.includes('arxiv.org/api/errors')) {
    return { problem: { line, expected: 'papers, not an error of the service', found: excerpt(summary) } };
  }
  const arxiv = parseArxivId(id);
  const comment = textOf(entry, 'arxiv:comment');
  return toDraft({
    source: { kind: 'atom', name: sourceName, line },
    title: textOf(entry, 'title') ?? '',
    authors: childrenOf(entry, 'author')
      .map((author) => textOf(author, 'name') ?? '')
      .filter((name) => name !== '')
      .map(parseAuthorName),
    authorsComplete: true,
    date: dayOf(textOf(entry, 'published') ?? textOf(entry, 'updated')),
    abstract: summary,
    categories: categoriesOf(entry),
    notes: [comment],
    arxivId: arxiv?.id,
    doi: parseDoi(textOf(entry, 'arxiv:doi') ?? ''),
    url: arxiv === undefined ? linkOf(entry) : undefined,
    venue: textOf(entry, 'arxiv:journal_ref'),
    versions: versionsOf(entry, arxiv?.version),
    status: isWithdrawn(comment, summary) ? 'withdrawn' : undefined,
  });
}

type Entries = { readonly entries: readonly LocatedEntry[]; readonly problems: readonly Problem[] };

function parseWhole(text: string): Entries {
  const { root } = parseXml(text, { includeOffsets: true });
  const lineOf = lineCounter(text);
  const elements = root === null ? [] : root.name === 'entry' ? [root] : childrenOf(root, 'entry');
  return { entries: elements.map((entry) => ({ entry, line: lineOf(entry.start) })), problems: [] };
}

function toProblem(error: unknown, firstLine: number, found: string): Problem {
  const isXmlError = error instanceof XmlError;
  const line = isXmlError ? firstLine + error.line - 1 : firstLine;
  // Very deep nesting overflows the parser's stack: that is no XML that a feed holds.
  const reason = isXmlError ? error.message.split(' (line ')[0] : 'nested too deeply';
  return { line, expected: `well-formed XML (${excerpt(reason ?? '', 100)})`, found: excerpt(found) };
}

function* entryTexts(text: string): Generator<{ readonly text: string; readonly offset: number }> {
  const starts = [...text.matchAll(/<entry[\s>]/g)].map(({ index }) => index);
  let end = 0;
  for (const [number, offset] of starts.entries()) {
    const next = starts[number + 1] ?? text.length;
    // Looked for once: all ends may stand at the end of a long text.
    if (end !== -1 && end < offset) end = text.indexOf(CLOSING, offset);
    const stop = end === -1 || end > next ? next : end + CLOSING.length;
    yield { text: text.slice(offset, stop), offset };
  }
}

/** A feed that is not well-formed is read entry by entry: the broken ones are reported, the others kept. */
function parseByEntry(text: string, error: unknown): Entries {
  const lineOf = lineCounter(text);
  const entries: LocatedEntry[] = [];
  const problems: Problem[] = [];
  for (const { text: entryText, offset } of entryTexts(text)) {
    const line = lineOf(offset);
    try {
      const { root } = parseXml(entryText);
      if (root !== null) entries.push({ entry: root, line });
    } catch (entryError) {
      problems.push(toProblem(entryError, line, entryText));
    }
  }
  return problems.length === 0 ? { entries, problems: [toProblem(error, 1, text)] } : { entries, problems };
}

/** No feed has one, and the entities that it may declare can grow without end or name files. */
function refusedDoctype(text: string, offset: number): Problem {
  return {
    line: lineCounter(text)(offset),
    expected:
      'a feed without DOCTYPE, since entities are refused: remove it, and write what its entities stand for',
    found: excerpt(text.slice(offset)),
  };
}

/** Reads an Atom feed of papers; one with a DOCTYPE is refused. */
export function parseAtom(text: string, { sourceName, onProgress }: SourceOptions): ParsedSource {
  const doctype = DOCTYPE.exec(text);
  if (doctype !== null)
    return { drafts: [], problems: [refusedDoctype(text, doctype[0].length - '<!DOCTYPE'.length)] };
  const { entries, problems: broken } = parseEntries(text);
  const { drafts, problems } = collectRecords(entries, (entry) => readEntry(entry, sourceName), onProgress);
  return { drafts, problems: [...broken, ...problems].sort((a, b) => a.line - b.line) };
}

function parseEntries(text: string): Entries {
  try {
    return parseWhole(text);
  } catch (error) {
    return parseByEntry(text, error);
  }
}
