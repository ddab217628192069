import { CITATION_FORMATS, formatCitation } from '../citation/format-citation.ts';
import { commandAction, note, preformatted, reply } from '../reply/build.ts';
import { defineCommand } from './command.ts';
import { namedPaper } from './named-paper.ts';

export const citeCommand = defineCommand(
  {
    name: 'cite',
    description: 'A citation to copy: BibTeX, RIS, APA or CSL-JSON',
    options: [
      {
        name: 'paper',
        description: 'A title or words of it, an id or a link',
        rest: true,
        required: true,
        suggest: 'paper',
      },
      { name: 'format', description: 'The format; BibTeX where none is said', choices: CITATION_FORMATS },
    ],
    examples: ['relationformer', 'relationformer ris'],
  },
  async ({ paper: reference, format = 'bibtex' }, context) => {
    const named = await namedPaper(reference, 'cite', context);
    if ('reply' in named) return named.reply;
    const { paper } = named;
    const listed = paper.authors.length;
    const cutNote = `Among the first ${listed === 1 ? 'author' : `${listed} authors`}: the list is cut, more have written it.`;
    return reply({
      kind: 'citation',
      blocks: [
        preformatted(formatCitation(paper, format).trim(), format),
        ...(paper.authorsComplete ? [] : [note(cutNote)]),
      ],
      papers: [paper],
      actions: CITATION_FORMATS.filter((other) => other !== format).map((other) =>
        commandAction(other, 'cite', { paper: paper.id, format: other }),
      ),
    });
  },
);
