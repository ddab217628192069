import { readFile, rename, writeFile } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import { parseAuthorName } from '../ingestion/author-name.ts';
import { parseFile } from '../ingestion/parse-file.ts';
import { createLibrary } from '../library/create-library.ts';
import { shippedDataPath } from '../shipped-data.ts';
import { openStore } from '../store/open-store.ts';
import { EXIT } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run papers [-- --check]

Makes data/papers.json, the library that a new DATA_DIR starts from, out of data/listing.txt and data/arxiv-ids.json.

  --check   writes nothing, and fails where data/papers.json is another
`;

/** The day on which data/listing.txt was received. */
const LISTING_AS_OF = '2026-11-24';

/** The shipped library's text, made as any ingestion is made. */
async function makePapers(): Promise<string> {
  const { drafts, problems } = await parseFile(shippedDataPath('listing.txt'), { asOf: LISTING_AS_OF });
  const [problem] = problems;
  if (problem !== undefined) {
    throw new UserError(
      `data/listing.txt:${problem.line}: expected ${problem.expected}; found: ${problem.found}`,
    );
  }
  const store = await openStore({ file: ':memory:', now: new Date() });
  const library = createLibrary({ store: store.papers, parseAuthorName });
  await library.ingest(drafts, 'library');
  const papers = await library.papers('library');
  await store.close();
  return `${JSON.stringify(papers, null, 1)}\n`;
}

const COMMAND_LINE = { usage: USAGE, options: { check: { type: 'boolean' } } } as const;

await runCommand(COMMAND_LINE, async (_config, { values }) => {
  const path = shippedDataPath('papers.json');
  const text = await makePapers();
  if (values.check === true) {
    if (text === (await readFile(path, 'utf8'))) return EXIT.ok;
    throw new UserError('data/papers.json is not what data/listing.txt is read as: run `npm run papers`.');
  }
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
  return EXIT.ok;
});
