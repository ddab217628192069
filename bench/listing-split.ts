// How often the listing's parser finds where a title ends and its authors begin, on pages made from other papers.
// usage: node run.mjs bench/listing-split [--failures] [FILE.jsonl.gz]   lines of {title, text, authors}
// Half of the papers gave the shipped list of given names: only the other half is counted.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { parseListing } from '../src/ingestion/sources/listing/parse-listing.ts';

const Row = z.object({ title: z.string(), text: z.string(), authors: z.string() });
type Row = Omit<z.infer<typeof Row>, 'authors'> & { readonly authors: readonly string[] };
type Style = {
  readonly papers: number;
  readonly page: number;
  readonly authors: (row: Row, n: number) => readonly string[];
  /** Default: as printed. */
  readonly title?: (row: Row) => string;
};

/** A name of a method made of two of the abstract's words, which the abstract itself never says: `GraphPlant`. */
function mergedName({ text }: Row): string {
  const words = (text.match(/\b\p{Ll}{4,6}\b/gu) ?? []).map(
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
  return `${words[0] ?? 'Graph'}${words[3] ?? 'Net'}`;
}

const GROUPS = [
  'ATLAS Collaboration',
  'The LIGO Scientific Collaboration',
  'OpenAI',
  'ENIGMA Consortium',
  'Team Cohere',
];

/** `Juan Felipe Gomez` as `J. F. Gomez`. */
function initialled(name: string): string {
  const words = name.split(' ');
  const given = words.slice(0, -1).map((word) => (/^\p{Lu}/u.test(word) ? `${word.charAt(0)}.` : word));
  return [...given, words.at(-1)].join(' ');
}

const STYLES: Readonly<Record<string, Style>> = {
  'as printed, pages of 50': { papers: 6000, page: 50, authors: ({ authors }) => authors },
  'as printed, one paper a page': { papers: 2000, page: 1, authors: ({ authors }) => authors },
  'initials, pages of 150': { papers: 3000, page: 150, authors: ({ authors }) => authors.map(initialled) },
  'initials, one paper a page': { papers: 1500, page: 1, authors: ({ authors }) => authors.map(initialled) },
  'one author, pages of 50': { papers: 3000, page: 50, authors: ({ authors }) => authors.slice(0, 1) },
  'groups first, pages of 50': {
    papers: 1500,
    page: 50,
    authors: ({ authors }, n) =>
      n % 10 === 0 ? [GROUPS[(n / 10) % GROUPS.length] ?? '', ...authors] : authors,
  },
  'for a group, pages of 50': {
    papers: 1500,
    page: 50,
    authors: ({ authors }, n) =>
      n % 10 === 0
        ? [`${authors[0]} for the ${(GROUPS[(n / 10) % GROUPS.length] ?? '').replace(/^the /i, '')}`]
        : authors,
  },
  'titles that end in a name of two words, pages of 50': {
    papers: 1500,
    page: 50,
    title: (row) => `${row.title}: Learning with ${mergedName(row)}`,
    authors: ({ authors }) => authors,
  },
};

function readRows(file: string): Row[] {
  const rows: Row[] = [];
  const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
  for (const [index, line] of gunzipSync(readFileSync(file)).toString('utf8').split('\n').entries()) {
    if (line === '' || index % 2 === 0) continue;
    const { title, text, authors } = Row.parse(JSON.parse(line));
    const names = authors.split(', ').filter((name) => name !== ':');
    if (names.length > 0) rows.push({ title: tidy(title), text: tidy(text), authors: names });
  }
  return rows;
}

function glued({ title, text }: Row, authors: readonly string[]): string {
  return `CVMar 19, 2022\n${title}${authors.slice(0, 3).join(', ')}${authors.length > 3 ? ' et al.' : ''}\n${text}`;
}

function measure(rows: readonly Row[], style: Style): { count: number; failures: string[] } {
  const step = Math.max(1, Math.floor(rows.length / style.papers));
  const sample = rows.filter((_, index) => index % step === 0);
  const failures: string[] = [];
  for (let at = 0; at < sample.length; at += style.page) {
    const page = sample.slice(at, at + style.page).map((printed, n) => {
      const row = { ...printed, title: style.title?.(printed) ?? printed.title };
      return { row, authors: style.authors(row, at + n) };
    });
    const text = page.map(({ row, authors }) => glued(row, authors)).join('\n');
    const { drafts } = parseListing(text, { asOf: '2026-06-30', sourceName: 'made' });
    const byLine = new Map(drafts.map((draft) => [draft.sources[0]?.line, draft]));
    for (const [index, { row, authors }] of page.entries()) {
      const draft = byLine.get(index * 3 + 1);
      const wanted = authors
        .slice(0, 3)
        .flatMap((name) => name.split(' for the '))
        .join(', ');
      if (draft?.rawTitle === row.title && draft.authors.map(({ name }) => name).join(', ') === wanted)
        continue;
      failures.push(
        `${row.title.slice(-70)} | ${wanted}\n    ${draft?.rawTitle.slice(-70)} | ${draft?.authors[0]?.name}`,
      );
    }
  }
  return { count: sample.length, failures };
}

const { values, positionals } = parseArgs({
  options: { failures: { type: 'boolean' } },
  allowPositionals: true,
});
const file = positionals[0] ?? '../shared/bench/arxiv/corpus.jsonl.gz';
if (!existsSync(file)) {
  process.stdout.write(`skipped: there is no ${file}\n`);
} else {
  const rows = readRows(file);
  for (const [name, style] of Object.entries(STYLES)) {
    const { count, failures } = measure(rows, style);
    const right = count - failures.length;
    process.stdout.write(`${name}: ${right} of ${count} right, ${((100 * right) / count).toFixed(2)} %\n`);
    if (values.failures) for (const failure of failures) process.stdout.write(`  ${failure}\n`);
  }
}
