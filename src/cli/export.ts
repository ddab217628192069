import { formatCitation } from '../citation/format-citation.ts';
import { openLibrary } from '../data-folder.ts';
import type { Paper } from '../paper.ts';
import { EXIT, tell, UsageError } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run --silent export -- json|bibtex|ris|csl

Prints the library in DATA_DIR on standard output, newest paper first.

  json     every field of every paper: titles and abstracts as text and as received, authors, dates, links
  bibtex   for LaTeX
  ris      for Zotero, EndNote, Mendeley
  csl      CSL-JSON, for Zotero and Pandoc

Example:
  npm run --silent export -- bibtex > library.bib
`;

const FORMATS = {
  json: (papers: readonly Paper[]) => JSON.stringify(papers, null, 2),
  bibtex: (papers: readonly Paper[]) => papers.map((paper) => formatCitation(paper, 'bibtex')).join('\n\n'),
  ris: (papers: readonly Paper[]) => papers.map((paper) => formatCitation(paper, 'ris')).join('\n\n'),
  csl: (papers: readonly Paper[]) =>
    `[\n${papers.map((paper) => formatCitation(paper, 'csl')).join(',\n')}\n]`,
} as const;

function isFormat(text: string | undefined): text is keyof typeof FORMATS {
  return text !== undefined && Object.hasOwn(FORMATS, text);
}

const COMMAND_LINE = { usage: USAGE, options: {}, allowPositionals: true } as const;

await runCommand(COMMAND_LINE, async ({ dataDir }, { positionals }) => {
  const [format] = positionals;
  if (!isFormat(format) || positionals.length > 1) {
    throw new UsageError(
      `${format === undefined ? 'Which format?' : `"${positionals.join(' ')}" is no format.`}\n\n${USAGE}`,
    );
  }

  const { library, notice, close } = await openLibrary({ dataDir, startFrom: 'shipped', now: new Date() });
  tell(notice);
  try {
    process.stdout.write(`${FORMATS[format](await library.papers('library'))}\n`);
  } finally {
    await close();
  }
  return EXIT.ok;
});
