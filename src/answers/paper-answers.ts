import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { note, paragraph, reply, text } from '../reply/build.ts';
import { readableDate } from '../reply/paper-text.ts';
import type { Reply } from '../reply/reply.ts';
import { isFiller } from './cue-words.ts';
import { queryOf } from './field-answers.ts';
import type { Interpretation } from './interpretation.ts';
import { factLine, paperActions, readableAuthors, titleSpan, whereToRead } from './replies.ts';
import { refuse } from './text-answers.ts';

/** Answers from the fields of the one paper that a question describes: its authors, date, code, acronym. */

const MIN_COVERAGE = 0.3;

type Described = { readonly paper: Paper } | { readonly refusal: Reply };

async function describedPaper(asked: Interpretation, engine: Engine): Promise<Described> {
  const query = queryOf({ ...asked, hasCode: undefined });
  const result = await engine.search(query, { limit: 4 });
  const [best] = result.hits;
  return best === undefined || best.coverage < MIN_COVERAGE
    ? { refusal: refuse(result.searched, result.hits) }
    : { paper: best.paper };
}

function aboutPaper(paper: Paper, lead: string, notes: readonly string[] = []): Reply {
  return reply({
    kind: 'answer',
    answered: true,
    blocks: [
      paragraph(lead),
      paragraph(titleSpan(paper), text(` · ${factLine(paper)}`)),
      ...notes.map((value) => note(value)),
    ],
    papers: [paper],
    actions: paperActions(paper),
  });
}

export async function answerWho(asked: Interpretation, engine: Engine): Promise<Reply> {
  const found = await describedPaper(asked, engine);
  if ('refusal' in found) return found.refusal;
  const { paper } = found;
  const notes = paper.authorsComplete
    ? []
    : [
        `The list is cut: only the first ${paper.authors.length} authors are held. All: ${whereToRead(paper)}`,
      ];
  return aboutPaper(paper, readableAuthors(paper), notes);
}

export async function answerWhen(asked: Interpretation, engine: Engine): Promise<Reply> {
  const found = await describedPaper(asked, engine);
  if ('refusal' in found) return found.refusal;
  return aboutPaper(found.paper, readableDate(found.paper.date));
}

export async function answerCode(asked: Interpretation, engine: Engine): Promise<Reply> {
  const found = await describedPaper(asked, engine);
  if ('refusal' in found) return found.refusal;
  const { paper } = found;
  if (paper.codeUrl !== undefined) return aboutPaper(paper, paper.codeUrl);
  const lead = paper.hasCode
    ? 'Code is flagged for this paper, but no address is given.'
    : 'No code is listed for this paper.';
  return { ...aboutPaper(paper, lead), answered: false };
}

/** What an acronym stands for, as a paper defines it; undefined where none of the words is one that a paper defines. */
export async function answerDefinition(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  for (const word of asked.words
    .split(' ')
    .filter((candidate) => candidate.length > 1 && !isFiller(candidate.toLowerCase()))) {
    const definitions = await engine.definitions(word);
    const [first] = definitions;
    if (first === undefined) continue;
    const { acronym, expansion, paper, sentence } = first;
    const quotes =
      sentence === undefined || sentence.text.length > 350
        ? []
        : [{ paperId: paper.id, text: sentence.text }];
    const meanings = new Set(definitions.map((definition) => definition.expansion));
    return reply({
      kind: 'answer',
      answered: true,
      blocks: [
        paragraph(`${acronym}: ${expansion}`),
        ...quotes.map(({ paperId, text: quoted }) => ({ type: 'quote' as const, paperId, text: quoted })),
        paragraph(titleSpan(paper), text(` · ${factLine(paper)}`)),
        ...(meanings.size > 1 ? [note(`Also used for: ${[...meanings].slice(1, 4).join(' · ')}`)] : []),
      ],
      papers: [paper],
      quotes,
      actions: paperActions(paper),
    });
  }
  return undefined;
}
