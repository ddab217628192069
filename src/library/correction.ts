import { z } from 'zod';
import { UserError } from '../errors.ts';
import { type Author, Paper, PaperDate } from '../paper.ts';
import { parseArxivId, parseDoi } from '../text/identifiers.ts';
import { CORRECTABLE_FIELDS, type CorrectableField } from './library.ts';
import { withDetails } from './paper-details.ts';
import type { Corrections, PaperRecord } from './paper-store.ts';

/** Corrections by hand: how each field is written, and how they are laid over what the sources say. */

/** Splits a whole name into given and family name. */
export type ParseAuthorName = (name: string) => Author;

type Patch = { readonly [Field in keyof Paper]?: Paper[Field] | undefined };
type FieldParser = (value: string, parseAuthorName: ParseAuthorName) => Patch;

/** Typed for an optional field, it says that there is none. */
const NONE = 'none';

function isNone(value: string): boolean {
  return value.toLowerCase() === NONE;
}

function expect(isFine: boolean, expected: string): void {
  if (!isFine) throw new UserError(expected);
}

function parseAuthors(value: string, parseAuthorName: ParseAuthorName): Patch {
  const names = value
    .split(/;|\s+and\s+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isCut = /^(?:et al\.?|others)$/i.test(names.at(-1) ?? '');
  const listed = isCut ? names.slice(0, -1) : names;
  expect(listed.length > 0, 'at least one name, several separated by ";"');
  return { authors: listed.map(parseAuthorName), authorsComplete: !isCut };
}

function parseCode(value: string): Patch {
  if (isNone(value) || value.toLowerCase() === 'no') return { hasCode: false, codeUrl: undefined };
  if (value.toLowerCase() === 'yes') return { hasCode: true };
  expect(z.url({ protocol: /^https?$/ }).safeParse(value).success, '"yes", "no" or an address (https://...)');
  return { hasCode: true, codeUrl: value };
}

function parseIdentifier(value: string, parse: (text: string) => string | undefined, expected: string) {
  if (isNone(value)) return undefined;
  const identifier = parse(value);
  expect(identifier !== undefined, expected);
  return identifier;
}

const FIELD_PARSERS: Readonly<Record<CorrectableField, FieldParser>> = {
  title: (value) => ({ title: value, rawTitle: value }),
  authors: parseAuthors,
  abstract: (value) => {
    const abstract = isNone(value) ? '' : value;
    return { abstract, rawAbstract: abstract };
  },
  date: (value) => {
    const date = PaperDate.safeParse(value);
    expect(date.success, 'a date such as 2023, 2023-07 or 2023-07-13');
    return { date: value };
  },
  categories: (value) => ({ categories: isNone(value) ? [] : value.split(/[\s,;]+/).filter(Boolean) }),
  code: parseCode,
  organisation: (value) => ({ organisation: isNone(value) ? undefined : value }),
  arxivId: (value) => ({
    arxivId: parseIdentifier(
      value,
      (text) => parseArxivId(text)?.id,
      'an arXiv id such as 2101.00001, or "none"',
    ),
  }),
  doi: (value) => ({ doi: parseIdentifier(value, parseDoi, 'a DOI such as 10.1000/182, or "none"') }),
  url: (value) => ({ url: isNone(value) ? undefined : value }),
  venue: (value) => ({ venue: isNone(value) ? undefined : value }),
};

function parseField(field: CorrectableField, value: string, parseAuthorName: ParseAuthorName): Patch {
  try {
    return FIELD_PARSERS[field](value, parseAuthorName);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${field}: expected ${error.message}, found "${value.slice(0, 100)}".`);
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

/** Lays what arXiv tells over a paper, and corrections over both. Throws UserError, naming the field, where a value is impossible. */
export function applyCorrections(
  { ingested, corrections, details }: PaperRecord,
  parseAuthorName: ParseAuthorName,
): Paper {
  const told = withDetails(ingested, details);
  if (Object.keys(corrections).length === 0) return told;
  let corrected: Record<string, unknown> = { ...told };
  for (const field of CORRECTABLE_FIELDS) {
    const value = corrections[field];
    if (value !== undefined) corrected = { ...corrected, ...parseField(field, value, parseAuthorName) };
  }
  const paper = Paper.safeParse(withoutUndefined(corrected));
  if (!paper.success) throw new UserError(`That is not possible: ${describe(paper.error)}.`);
  return paper.data;
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Corrections with new values over old ones; an empty value takes one back. */
export function updateCorrections(held: Corrections, values: Corrections): Corrections {
  const entries = Object.entries({ ...held, ...values })
    .map(([field, value]) => [field, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(entries);
}
