import { CITATION_FORMATS, FORMAT_NAMES, formatCitation } from '../citation/format-citation.ts';
import { commandAction, note, preformatted, reply } from '../reply/build.ts';
import { cutListNote } from '../reply/paper-text.ts';
import { defineCommand } from './command.ts';
import { namedPaper, PAPER_OPTION } from './named-paper.ts';

export const citeCommand = defineCommand(
  {
    name: 'cite',
    description: 'A citation to copy: BibTeX, RIS, APA or CSL-JSON',
    options: [
      PAPER_OPTION,
      { name: 'format', description: 'The format; BibTeX where none is said', choices: CITATION_FORMATS },
    ],
    spokenOf: {
      verbs: ['cite', 'reference', 'copy', 'get', 'make', 'export'],
      things: [
        'citation',
        'reference',
        'bibtex',
        'bib',
        'ris',
        'apa',
        'csl',
        'csl-json',
        'bibliography',
        'latex',
        'paper',
        'library',
        'collection',
      ],
      tip: 'The whole library at once: npm run --silent export -- bibtex (or ris, csl, json) prints it on the bot’s machine.',
    },
    examples: ['{title}', '{title} ris'],
  },
  async ({ paper: reference, format = 'bibtex' }, context) => {
    const named = await namedPaper(reference, 'cite', context);
    if ('reply' in named) return named.reply;
    const { paper, readAs } = named;
    const cutList = cutListNote(paper);
    return reply({
      kind: 'citation',
      blocks: [
        ...readAs,
        // A citation to copy out of a chat fits one screen; exports have the abstract.
        preformatted(formatCitation({ ...paper, abstract: '' }, format), format),
        ...(cutList === undefined ? [] : [note(cutList)]),
      ],
      papers: [paper],
      actions: CITATION_FORMATS.filter((other) => other !== format).map((other) =>
        commandAction(FORMAT_NAMES[other], 'cite', { paper: paper.id, format: other }),
      ),
    });
  },
);
