import { z } from 'zod';
import { type Author, CategoryCode, PaperDate, type PaperSource } from '../../../paper.ts';
import { parseArxivId, parseDoi } from '../../../text/identifiers.ts';
import { EXPORT_SOURCE, saysAuthorsAreCut } from '../../../text/own-export.ts';
import { parseAuthorName } from '../../author-name.ts';
import type { RecordResult } from '../../parsed-source.ts';
import { toDraft } from '../../source-record.ts';
import { excerpt } from '../../text-position.ts';
import { stripMarkup } from './markup.ts';

/** Citation Style Language items, the common form of CSL-JSON and RIS: https://docs.citationstyles.org */

const Text = z.union([z.string(), z.number().transform(String)]);

const Name = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
  'non-dropping-particle': z.string().optional(),
  'dropping-particle': z.string().optional(),
  suffix: Text.optional(),
});
type Name = z.infer<typeof Name>;

const DateParts = z.object({
  /** `[[2020, 3, 4]]`; Zotero and others write the numbers as text. */
  'date-parts': z.array(z.array(z.union([z.number(), z.string(), z.null()]))).optional(),
  raw: z.string().optional(),
  literal: z.string().optional(),
});
type DateParts = z.infer<typeof DateParts>;

const CslItem = z.object({
  title: Text.optional(),
  author: z.array(Name).optional(),
  editor: z.array(Name).optional(),
  issued: DateParts.optional(),
  abstract: z.string().optional(),
  DOI: z.string().optional(),
  URL: z.string().optional(),
  number: Text.optional(),
  note: z.string().optional(),
  'container-title': Text.optional(),
  publisher: Text.optional(),
  keyword: z.string().optional(),
  source: Text.optional(),
  archive: z.string().optional(),
  archive_location: z.string().optional(),
});
type CslItem = z.infer<typeof CslItem>;

function toAuthor(name: Name, isOwn: boolean): Author | undefined {
  if (name.family === undefined || name.family === '') {
    const whole = (name.literal ?? name.given ?? '').trim();
    if (whole === '') return undefined;
    return isOwn ? { name: whole, given: '', family: whole } : parseAuthorName(whole);
  }
  const parts = [name['dropping-particle'], name['non-dropping-particle'], name.family, name.suffix];
  const family = parts
    .map((part) => part?.trim())
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const given = (name.given ?? '').trim();
  return { name: `${given} ${family}`.trim(), given, family };
}

function isOthers(name: Name): boolean {
  return /^(?:others|et\.? al\.?)$/i.test((name.literal ?? name.family ?? '').trim());
}

function dateOf(issued: DateParts | undefined): string | undefined {
  const parts = issued?.['date-parts']?.[0]?.map((part) => String(part ?? '').trim());
  if (parts !== undefined) {
    const [year = '', month = '', day = ''] = parts.map((part) => part.padStart(2, '0'));
    const candidates = [`${year}-${month}-${day}`, `${year}-${month}`, year];
    return candidates.find((date) => PaperDate.safeParse(date).success);
  }
  const text = issued?.raw ?? issued?.literal ?? '';
  const exact = /\d{4}-\d{2}(?:-\d{2})?/.exec(text)?.[0];
  if (exact !== undefined && PaperDate.safeParse(exact).success) return exact;
  return /\b(?:1[5-9]|20)\d{2}\b/.exec(text)?.[0];
}

function arxivIdOf(item: CslItem): string | undefined {
  const texts = [item.number, item.archive_location, item.URL, item.note, item['container-title']];
  return texts
    .filter((text) => text !== undefined && /arxiv/i.test(text))
    .map((text) => parseArxivId(text ?? '')?.id)
    .find((id) => id !== undefined);
}

function venueOf(item: CslItem): string | undefined {
  const venue = item['container-title'];
  return venue === undefined || /^arxiv\b/i.test(venue) ? undefined : venue;
}

/** Of our own exports, where they are arXiv's categories. */
function categoriesOf({ keyword = '' }: CslItem): string[] {
  return keyword.split(/[\s,;]+/).filter((code) => CategoryCode.safeParse(code).success);
}

/** As JSON. */
function written(data: unknown): string {
  try {
    return JSON.stringify(data) ?? '';
  } catch {
    // What is nested thousands deep can be read, and not be written.
    return String(data);
  }
}

/** Parses one item of a file. */
export function readCslItem(data: unknown, source: PaperSource & { readonly line: number }): RecordResult {
  const parsed = CslItem.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    return {
      problem: {
        line: source.line,
        expected: `a reference whose ${where === '' ? 'fields are' : `"${where}" is`} as in CSL-JSON (${issue?.message ?? ''})`,
        found: excerpt(written(data)),
      },
    };
  }
  const item = parsed.data;
  const isOwn = item.source === EXPORT_SOURCE;
  const readable = isOwn ? (text: string) => text : stripMarkup;
  const names = item.author ?? item.editor ?? [];
  const listed = names.filter((name) => !isOthers(name));
  return toDraft({
    source,
    markup: isOwn ? 'none' : 'latex',
    title: readable(item.title ?? ''),
    authors: listed.map((name) => toAuthor(name, isOwn)).filter((author) => author !== undefined),
    authorsComplete: listed.length === names.length && !saysAuthorsAreCut(item.note ?? ''),
    date: dateOf(item.issued),
    abstract: readable(item.abstract ?? ''),
    categories: isOwn ? categoriesOf(item) : [],
    notes: [item.note],
    arxivId: arxivIdOf(item),
    doi: parseDoi(item.DOI ?? ''),
    url: item.URL,
    venue: readable(venueOf(item) ?? ''),
  });
}
