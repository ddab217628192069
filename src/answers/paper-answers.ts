import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { note, paragraph, reply, text } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import { readableAuthors, readableDate } from '../reply/paper-text.ts';
import type { Reply } from '../reply/reply.ts';
import { inWords, isBy, nameOf, queryOf } from './field-answers.ts';
import type { AuthorPlace, Interpretation } from './interpretation.ts';
import { factLine, paperActions, refuse, whereToRead } from './replies.ts';

/** Answers from the fields of the one paper that a question describes: its authors, date, code, acronym. */

const MIN_COVERAGE = 0.3;

type Described = { readonly paper: Paper } | { readonly refusal: Reply };

/** The held names, and whether there are more. */
function listed(paper: Paper): string {
  const names = paper.authors.slice(0, 10).map(({ name }) => name);
  return paper.authorsComplete
    ? names.join(', ')
    : `${names.join(', ')} (the list is cut, others are not held)`;
}

/** What a question says of a paper that names it and is not so; undefined where nothing is wrong. */
export function falsePremise(asked: Interpretation): Reply | undefined {
  const [paper, another] = asked.named;
  if (paper === undefined || another !== undefined) return undefined;
  const { from, to } = asked;
  const absent = asked.people.filter((mention) => !isBy(paper, mention));
  const isEarlier = from !== undefined && paper.date < from.slice(0, paper.date.length);
  const isLater = to !== undefined && paper.date.slice(0, to.length) > to;
  const isWrongDate = isEarlier || isLater;
  const corrections = [
    ...absent.map((mention) => `${nameOf(mention)} is not among the listed authors: ${listed(paper)}.`),
    ...(isWrongDate ? [`It is of ${readableDate(paper.date)}.`] : []),
  ];
  if (corrections.length === 0) return undefined;
  // Who is not among the first names may be among those that were cut.
  const isDecided = asked.intent === 'yes-no' && (isWrongDate || paper.authorsComplete);
  return reply({
    kind: 'answer',
    answered: isDecided,
    blocks: [
      paragraph(`${isDecided ? 'No: ' : ''}${corrections.join(' ')}`),
      paragraph(titleSpan(paper), text(` · ${factLine(paper)}`)),
    ],
    papers: [paper],
    actions: paperActions(paper),
  });
}

async function describedPaper(asked: Interpretation, engine: Engine): Promise<Described> {
  const [named, another] = asked.named;
  if (named !== undefined && another === undefined) return { paper: named };
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

function cutNote(paper: Paper): string[] {
  return paper.authorsComplete
    ? []
    : [
        `The list is cut: only the first ${paper.authors.length} authors are held. All: ${whereToRead(paper)}`,
      ];
}

/** One author by place; what a cut list cannot tell is not guessed. */
function authorAt(paper: Paper, place: AuthorPlace): Reply {
  const at = place === 'last' ? paper.authors.length : place;
  const author = paper.authors[at - 1];
  const isTold = author !== undefined && (place !== 'last' || paper.authorsComplete);
  if (isTold) return aboutPaper(paper, author.name, cutNote(paper));
  const held = `${paper.authors.length} ${paper.authors.length === 1 ? 'author' : 'authors'}`;
  const lead = paper.authorsComplete
    ? `It has ${held}: ${readableAuthors(paper)}.`
    : `The list of authors is cut here after ${held}: ${readableAuthors(paper)}. All: ${whereToRead(paper)}`;
  return { ...aboutPaper(paper, lead), answered: false };
}

export async function answerWho(asked: Interpretation, engine: Engine): Promise<Reply> {
  const found = await describedPaper(asked, engine);
  if ('refusal' in found) return found.refusal;
  const { paper } = found;
  if (asked.place !== undefined) return authorAt(paper, asked.place);
  return aboutPaper(paper, readableAuthors(paper), cutNote(paper));
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

/** A yes or no that fields decide: who wrote a named paper, when, whether there is code. Undefined where only the text could tell. */
export async function answerFieldQuestion(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  const [paper, another] = asked.named;
  if (paper === undefined || another !== undefined) return undefined;
  const isAsked =
    asked.people.length > 0 ||
    asked.from !== undefined ||
    asked.to !== undefined ||
    asked.hasCode !== undefined ||
    asked.categories.length > 0;
  if (!isAsked) return undefined;
  const papers = await engine.list({ ...queryOf(asked), text: '' });
  const isSo =
    papers.some(({ id }) => id === paper.id) && asked.people.every((mention) => isBy(paper, mention));
  if (isSo) {
    const code = asked.hasCode === true && paper.codeUrl !== undefined ? `: ${paper.codeUrl}` : '.';
    return aboutPaper(paper, `Yes, ${inWords(asked)}${code}`);
  }
  const wrong = falsePremise(asked);
  if (wrong !== undefined) return wrong;
  if (asked.hasCode !== undefined) return answerCode({ ...asked, hasCode: undefined }, engine);
  return aboutPaper(paper, `No, not ${inWords(asked)}.`);
}
