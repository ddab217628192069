import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import { joinArxivId } from './arxiv-ids.ts';
import { detectFormat, type Format } from './detect-format.ts';
import type { ParsedSource, SourceOptions } from './parsed-source.ts';
import { type ReadOptions, readTextFile } from './read-file.ts';
import { parseAtom } from './sources/atom/parse-atom.ts';
import { parseCslJson } from './sources/bibliography/parse-csl-json.ts';
import { parseListing } from './sources/listing/parse-listing.ts';

export type ParseFileOptions = ReadOptions & {
  /** The day that dates without a year are read from, `2026-11-24`. */
  readonly asOf: string;
  readonly onProgress?: SourceOptions['onProgress'];
};

export type ParsedFile = ParsedSource & { readonly format: Format };

type Parse = (text: string, options: SourceOptions & { readonly asOf: string }) => ParsedSource;

/** The two that bring a library of their own are loaded when a file needs them: every start would wait for both. */
const PARSERS: Readonly<Record<Format, () => Parse | Promise<Parse>>> = {
  listing: () => parseListing,
  bibtex: async () => (await import('./sources/bibliography/parse-bibtex.ts')).parseBibtex,
  ris: async () => (await import('./sources/bibliography/parse-ris.ts')).parseRis,
  'csl-json': () => parseCslJson,
  atom: () => parseAtom,
};

/** Reads a file of papers in whatever format it is. Throws UserError where it is none of them. */
export async function parseFile(
  path: string,
  { asOf, onProgress, ...reading }: ParseFileOptions,
): Promise<ParsedFile> {
  const text = await readTextFile(path, reading);
  const format = detectFormat(text);
  if (format === undefined) {
    throw new UserError(
      `${path} is in no format that is known: a listing, BibTeX, RIS, CSL-JSON or an Atom feed.`,
    );
  }
  const parse = await PARSERS[format]();
  const { drafts, problems } = parse(text, { sourceName: basename(path), asOf, onProgress });
  return { format, drafts: drafts.map(joinArxivId), problems };
}
