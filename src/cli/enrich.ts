import { openArxiv } from '../arxiv-source.ts';
import { openLibrary } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { enrichLibrary } from '../library/enrich-library.ts';
import { createLogger } from '../logger.ts';
import { EXIT, tell } from './entry.ts';
import { createProgress } from './progress.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run enrich [-- --again]

Asks arXiv once for the papers of the library that have an arXiv id: all authors, DOI and comment. They are kept
beside what was ingested, and cards, /author and /cite use them. What was asked already is not asked again, so a
run that was stopped goes on where it was.

  --again   asks anew for all papers
  --help    this text

Exit codes: 0 all papers were found, 1 some are unknown to arXiv or it could not be asked, 2 a wrong command line.
`;

const COMMAND_LINE = { usage: USAGE, options: { again: { type: 'boolean', default: false } } } as const;

await runCommand(COMMAND_LINE, async (config, { values }) => {
  if (config.arxiv === undefined)
    throw new UserError('ARXIV=no says that arXiv is not to be asked. Set ARXIV=yes for this command.');
  const { library, sources, notice, close } = await openLibrary({
    dataDir: config.dataDir,
    startFrom: 'shipped',
    now: new Date(),
  });
  tell(notice);
  const logger = createLogger(config, 'warn');
  const progress = createProgress(process.stderr);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const { fetcher } = openArxiv({ config: config.arxiv, library, log: sources, logger });
    const { found, missing, left } = await enrichLibrary(library, fetcher, {
      again: values.again,
      now: () => new Date(),
      signal: stopping.signal,
      onProgress: (done, total) => progress.show(`${done} of ${total} papers asked for`),
    });
    progress.clear();
    for (const id of missing) tell(`arXiv knows no paper ${id}.`);
    process.stdout.write(`${found} enriched, ${missing.length} unknown to arXiv, ${left} left to ask.\n`);
    return missing.length === 0 && left === 0 ? EXIT.ok : EXIT.failed;
  } finally {
    progress.clear();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await close();
  }
});
