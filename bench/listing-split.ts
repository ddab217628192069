// How often the listing's parser finds where a title ends and its authors begin, on pages made from other papers.
// usage: node run.mjs bench/listing-split FILE.jsonl.gz [even|odd]   lines of {title, text, authors, categories, created}
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { parseListing } from '../src/ingestion/sources/listing/parse-listing.ts';

const Row = z.object({ title: z.string(), text: z.string(), authors: z.string(), categories: z.string() });
type Row = z.infer<typeof Row>;

const PAGE = 50;
const [file, half = 'even'] = process.argv.slice(2);
if (file === undefined) {
  process.stdout.write('skipped: no corpus given\n');
  process.exit(0);
}
const rows: Row[] = [];
for (const [index, line] of gunzipSync(readFileSync(file)).toString('utf8').split('\n').entries()) {
  if (line === '' || (half === 'even') !== (index % 2 === 0)) continue;
  const row = Row.parse(JSON.parse(line));
  const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
  const first = row.authors.split(', ').filter((name) => name !== ':');
  if (first.length > 0)
    rows.push({ ...row, title: tidy(row.title), text: tidy(row.text), authors: first.join(', ') });
}
let wrong = 0;
let count = 0;
const step = Math.max(1, Math.floor(rows.length / 15_000));
const sample = rows.filter((_, index) => index % step === 0);
for (let at = 0; at < sample.length; at += PAGE) {
  const page = sample.slice(at, at + PAGE);
  const text = page.map(record).join('\n');
  const { drafts } = parseListing(text, { asOf: '2026-06-30', sourceName: 'made' });
  const byLine = new Map(drafts.map((draft) => [draft.sources[0]?.line, draft]));
  for (const [index, row] of page.entries()) {
    count += 1;
    const draft = byLine.get(index * 3 + 1);
    const authors = row.authors.split(', ').slice(0, 3).join(', ');
    if (draft?.rawTitle === row.title && draft.authors.map(({ name }) => name).join(', ') === authors)
      continue;
    wrong += 1;
    process.stdout.write(
      `${row.title} | ${authors}\n    ${draft?.rawTitle.slice(-60)} | ${draft?.authors[0]?.name}\n`,
    );
  }
}
process.stdout.write(
  `${count - wrong} of ${count} right: ${((100 * (count - wrong)) / count).toFixed(2)} %\n`,
);

function record(row: Row): string {
  const names = row.authors.split(', ');
  return `CVMar 19, 2022\n${row.title}${names.slice(0, 3).join(', ')}${names.length > 3 ? ' et al.' : ''}\n${row.text}`;
}
