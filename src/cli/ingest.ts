import { basename } from 'node:path';
import { z } from 'zod';
import { openLibrary, shownFolder } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { type ParsedFile, parseFile } from '../ingestion/parse-file.ts';
import type { PaperId } from '../paper.ts';
import { counted } from '../text/counted.ts';
import { printable } from '../text/printable.ts';
import { EXIT, UsageError } from './entry.ts';
import { createProgress } from './progress.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run ingest -- FILE... [--as-of DATE]

Reads papers into the library in DATA_DIR. A file is a listing, BibTeX, RIS, CSL-JSON (a Zotero export)
or an arXiv Atom feed; which one is told by its content. A paper that is held already is merged, and a
second run changes nothing. Nothing is written before all files have been read.

  --as-of DATE   the day a listing was read, as 2026-06-30, for dates without a year; default: today
  --without-starting-papers
                 takes out the papers that came with Labrarian, but for those that somebody has ingested or corrected
  --quietly      what is new is announced to nobody; so it is with the first papers of a new library
  --help         this text

Examples:
  npm run ingest -- references.bib
  DATA_DIR=other npm run ingest -- listing.txt --as-of 2026-06-30

Exit codes: 0 all records were read, 1 some were not (the others are kept), 2 a wrong command line.
`;

/** Problems told in full; of more, the number. */
const MAX_PROBLEMS = 50;

const COMMAND_LINE = {
  usage: USAGE,
  options: {
    'as-of': { type: 'string' },
    'without-starting-papers': { type: 'boolean', default: false },
    quietly: { type: 'boolean', default: false },
  },
  allowPositionals: true,
} as const;

function tellProblems(path: string, { problems, drafts, format }: ParsedFile): void {
  const name = printable(basename(path));
  for (const { line, expected, found } of problems.slice(0, MAX_PROBLEMS)) {
    process.stderr.write(`${printable(`${name}:${line}: skipped: expected ${expected}; found: ${found}`)}\n`);
  }
  if (problems.length > MAX_PROBLEMS) {
    process.stderr.write(`${name}: ${problems.length - MAX_PROBLEMS} more records were skipped.\n`);
  }
  process.stdout.write(
    `${name}: ${format}, ${counted(drafts.length, 'record')} read, ${problems.length} skipped\n`,
  );
}

/** Whoever looked before ingesting has the shipped papers beside their own: nothing is taken out that nobody asked for. */
function startingPapersLine(number: number): string {
  return (
    `${number} of them came with Labrarian and are not yours: --without-starting-papers takes out those that nobody ` +
    'has ingested or corrected.\n'
  );
}

function uniqueCount(ids: readonly PaperId[], except: readonly PaperId[] = []): number {
  const others = new Set(except);
  return new Set(ids.filter((id) => !others.has(id))).size;
}

await runCommand(COMMAND_LINE, async ({ dataDir }, { values, positionals: files }) => {
  const now = new Date();
  const {
    'as-of': asOf = now.toISOString().slice(0, 10),
    'without-starting-papers': withoutStart,
    quietly,
  } = values;
  if (!z.iso.date().safeParse(asOf).success) {
    throw new UsageError(`--as-of: expected a day such as 2026-06-30, found "${asOf}".`);
  }
  if (files.length === 0) throw new UsageError(`Which file?\n\n${USAGE}`);

  const progress = createProgress(process.stderr);
  const parsed: ParsedFile[] = [];
  for (const path of files) {
    const onProgress = (done: number, total: number) =>
      progress.show(`${printable(basename(path))}: ${done} of ${total} read`);
    onProgress(0, 0);
    parsed.push(await parseFile(path, { asOf, onProgress }));
  }
  progress.clear();
  for (const [index, path] of files.entries()) {
    const file = parsed[index];
    if (file !== undefined) tellProblems(path, file);
  }

  const drafts = parsed.flatMap((file) => file.drafts);
  const skipped = parsed.reduce((sum, file) => sum + file.problems.length, 0);
  if (drafts.length === 0) throw new UserError('No record could be read; the library is as it was.');

  const { library, isNew, close } = await openLibrary({ dataDir, startFrom: 'nothing', now });
  try {
    const { added, merged, unchanged } = await library.ingest(drafts, 'library', {
      onProgress: (done, total) => progress.show(`${done} of ${total} matched`),
      // Nobody waits to hear of what a library began with.
      ...(!isNew && !quietly && { news: { source: 'ingest', at: now } }),
    });
    progress.clear();
    const dropped = withoutStart ? await library.removeStartingPapers() : 0;
    if (dropped > 0) process.stdout.write(`${counted(dropped, 'starting paper')} taken out.\n`);
    const starting = (await library.startingPapers()).length;
    const { length } = await library.papers('library');
    process.stdout.write(
      `${isNew ? 'New library' : 'Library'} in ${shownFolder(dataDir)}: ${uniqueCount(added)} added, ` +
        `${uniqueCount(merged, added)} merged, ${uniqueCount(unchanged, [...added, ...merged])} unchanged, ` +
        `${skipped} skipped; ${counted(length, 'paper')} in all.\n`,
    );
    if (starting > 0) process.stdout.write(startingPapersLine(starting));
  } finally {
    await close();
  }
  return skipped === 0 ? EXIT.ok : EXIT.failed;
});
