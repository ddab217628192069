import { openLibrary } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import {
  CORRECTABLE_FIELDS,
  type CorrectableField,
  type CorrectionRequest,
  type Library,
} from '../library/library.ts';
import { type Paper, PaperId } from '../paper.ts';
import { editDistance } from '../text/edit-distance.ts';
import { printable } from '../text/printable.ts';
import { EXIT, tell, UsageError } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run edit -- ID field=value [field=value...]
       npm run edit -- ID --undo

Corrects a paper by hand; later ingestions keep the correction. All fields are set, or none.
An empty value takes a correction back: the value that was ingested returns.
--undo takes the last edit of the paper back, whatever it set; again, the one before.

Fields: ${CORRECTABLE_FIELDS.join(', ')}
  authors     names separated by ";", with "et al." at the end where the list is cut
  date        2023, 2023-07 or 2023-07-13
  categories  arXiv codes, the primary one first: "cs.LG stat.ML"
  code        yes, no, or the address
  "none" says that there is none.

Examples:
  npm run edit -- doe2021plants "title=Plants of the North" date=2021-03
  npm run edit -- doe2021plants title=
`;

const NEAREST = 5;

function isCorrectable(field: string): field is CorrectableField {
  return CORRECTABLE_FIELDS.some((known) => known === field);
}

function parseAssignments(assignments: readonly string[]): CorrectionRequest {
  const values: Partial<Record<CorrectableField, string>> = {};
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    const field = assignment.slice(0, Math.max(0, at));
    if (at === -1) throw new UsageError(`Expected field=value, found "${assignment}".\n\n${USAGE}`);
    if (!isCorrectable(field)) {
      throw new UsageError(`There is no field "${field}". Fields: ${CORRECTABLE_FIELDS.join(', ')}.`);
    }
    values[field] = assignment.slice(at + 1);
  }
  return values;
}

async function unknownPaper(library: Library, text: string): Promise<UserError> {
  const papers = await library.papers('library');
  const nearest = papers
    .map(({ id, title }) => ({
      id,
      title,
      distance: id.includes(text.toLowerCase())
        ? 0
        : editDistance(id, text, Math.max(id.length, text.length)),
    }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAREST)
    .map(({ id, title }) => `  ${id}  ${title}`);
  const hint = nearest.length === 0 ? 'The library is empty.' : `The nearest ids:\n${nearest.join('\n')}`;
  return new UserError(`There is no paper "${text.slice(0, 100)}". ${hint}`, { code: 'not-found' });
}

const SHOWN: Readonly<Record<CorrectableField, (paper: Paper) => string>> = {
  title: ({ title }) => title,
  authors: ({ authors, authorsComplete }) =>
    [...authors.map(({ name }) => name), ...(authorsComplete ? [] : ['et al.'])].join('; '),
  abstract: ({ abstract }) => abstract,
  date: ({ date }) => date,
  categories: ({ categories }) => categories.join(' '),
  code: ({ hasCode, codeUrl }) => codeUrl ?? (hasCode ? 'yes' : 'no'),
  organisation: ({ organisation }) => organisation ?? 'none',
  arxivId: ({ arxivId }) => arxivId ?? 'none',
  doi: ({ doi }) => doi ?? 'none',
  url: ({ url }) => url ?? 'none',
  venue: ({ venue }) => venue ?? 'none',
};

/** What stands in a paper was written by others: nothing of it may steer the terminal. */
function describeChange(field: CorrectableField, before: Paper, after: Paper): string {
  const [old, current] = [before, after].map((paper) => printable(SHOWN[field](paper)));
  return old === current ? `  ${field}: ${old} (unchanged)\n` : `  ${field}: ${old}\n    -> ${current}\n`;
}

const COMMAND_LINE = {
  usage: USAGE,
  options: { undo: { type: 'boolean', default: false } },
  allowPositionals: true,
} as const;

await runCommand(COMMAND_LINE, async ({ dataDir }, { values, positionals }) => {
  const [text, ...assignments] = positionals;
  if (text === undefined || (assignments.length === 0) !== values.undo) throw new UsageError(USAGE);
  const request = parseAssignments(assignments);

  const { library, notice, close } = await openLibrary({ dataDir, startFrom: 'shipped', now: new Date() });
  tell(notice);
  try {
    const id = PaperId.safeParse(text);
    if (!id.success || (await library.get(id.data)) === undefined) throw await unknownPaper(library, text);
    const { before, after } = values.undo
      ? await library.undoCorrection(id.data)
      : await library.correct(id.data, request);
    process.stdout.write(`${id.data}\n`);
    const shown = CORRECTABLE_FIELDS.filter((name) =>
      values.undo ? SHOWN[name](before) !== SHOWN[name](after) : name in request,
    );
    for (const field of shown) {
      process.stdout.write(describeChange(field, before, after));
    }
  } finally {
    await close();
  }
  return EXIT.ok;
});
