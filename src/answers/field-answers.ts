import { categoryName } from '../categories.ts';
import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { note, paragraph, reply, text } from '../reply/build.ts';
import { readableDate } from '../reply/paper-text.ts';
import type { Reply } from '../reply/reply.ts';
import { fold } from '../text/fold.ts';
import { isStopWord } from '../text/stop-words.ts';
import { isFiller } from './cue-words.ts';
import type { Interpretation, Mention } from './interpretation.ts';
import { factLine, paperActions, paperList, titleSpan } from './replies.ts';

/** Answers computed from the papers' fields: sets, counts, order. Never searched. */

/** Coverage is a sum of weights: just under 1 is every word. */
const ALL_WORDS = 0.99;

export const CUT_LISTS_NOTE =
  'Counted among the listed authors: where a list is cut, only the first names are held.';

/** The filters of a question as a query without words. */
export function filtersOf(asked: Interpretation): Query {
  return {
    ...EMPTY_QUERY,
    categories: [...asked.categories],
    ...(asked.from !== undefined && { from: asked.from }),
    ...(asked.to !== undefined && { to: asked.to }),
    ...(asked.hasCode !== undefined && { hasCode: asked.hasCode }),
    ...(asked.organisation !== undefined && { organisation: asked.organisation }),
  };
}

/** The question as a search: its filters, its people by their listed names, and the words that are left. */
export function queryOf(asked: Interpretation): Query {
  return {
    ...filtersOf(asked),
    authors: asked.people.map(({ people, typed }) => people[0]?.name ?? typed),
    text: asked.words,
  };
}

function isBy(paper: Paper, { people }: Mention): boolean {
  return people.some((person) => person.papers.some(({ id }) => id === paper.id));
}

function isFirst(paper: Paper, { people }: Mention): boolean {
  const first = paper.authors[0]?.name;
  return people.some(
    ({ name, alsoListedAs }) => name === first || alsoListedAs.some((other) => other === first),
  );
}

/** The papers that fulfil every constraint, in the asked order (newest first unless `oldest`). */
export async function selectPapers(asked: Interpretation, engine: Engine): Promise<Paper[]> {
  const papers = (await engine.list(filtersOf(asked))).filter(
    (paper) =>
      asked.people.every((mention) => (asked.firstAuthor ? isFirst(paper, mention) : isBy(paper, mention))) &&
      !asked.excluded.some((mention) => isBy(paper, mention)),
  );
  if (asked.order === 'oldest') papers.reverse();
  return asked.limit === undefined ? papers : papers.slice(0, asked.limit);
}

function nameOf({ people, typed }: Mention): string {
  return people.length === 1 ? (people[0]?.name ?? typed) : typed;
}

/** The constraints in words: `by Ada Lovelace, in Machine Learning (cs.LG), 2023, with code`. */
function inWords(asked: Interpretation): string {
  const { from, to } = asked;
  const dates =
    from === undefined && to === undefined
      ? undefined
      : from === to
        ? `of ${readableDate(from ?? '')}`
        : [from && `from ${readableDate(from)}`, to && `until ${readableDate(to)}`].filter(Boolean).join(' ');
  return [
    asked.people.length > 0
      ? `${asked.firstAuthor ? 'with first author' : 'by'} ${asked.people.map(nameOf).join(' and ')}`
      : undefined,
    asked.excluded.length > 0 ? `not by ${asked.excluded.map(nameOf).join(' or ')}` : undefined,
    asked.categories.length > 0
      ? `in ${asked.categories.map((code) => `${categoryName(code)} (${code})`).join(' or ')}`
      : undefined,
    dates,
    asked.hasCode === undefined ? undefined : asked.hasCode ? 'with code' : 'without a code flag',
    asked.organisation === undefined ? undefined : `from ${asked.organisation}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function plural(count: number): string {
  return count === 1 ? '1 paper' : `${count} papers`;
}

/** Notes on how names were read, and on cut lists. */
function peopleNotes(asked: Interpretation, papers: readonly Paper[]) {
  const corrected = asked.people.filter((mention) => mention.corrected);
  return [
    ...corrected.map((mention) => note(`Read “${mention.typed}” as ${nameOf(mention)}.`)),
    ...(asked.people.length > 0 && papers.some(({ authorsComplete }) => !authorsComplete)
      ? [note(CUT_LISTS_NOTE)]
      : []),
  ];
}

/** A name that fits several people, where the question is about one of them: a choice, never one merged list. */
export function choiceOf(asked: Interpretation): Reply | undefined {
  const several = asked.people.find(({ people }) => people.length > 1);
  if (several === undefined) return undefined;
  const names = several.people.map(({ name, papers }) => `${name} (${papers.length})`);
  return reply({
    kind: 'choice',
    answered: true,
    blocks: [paragraph(`Which one: ${names.slice(0, 5).join(' or ')}?`)],
    papers: several.people.flatMap(({ papers }) => papers),
    actions: several.people.slice(0, 5).map(({ name }) => ({
      type: 'command',
      label: name,
      state: { command: 'author', args: { name } },
    })),
  });
}

async function emptyAnswer(asked: Interpretation, engine: Engine): Promise<Reply> {
  const all = await engine.list(EMPTY_QUERY);
  const [newest] = all;
  const oldest = all.at(-1);
  const span =
    newest === undefined || oldest === undefined
      ? 'The library is empty.'
      : `The ${plural(all.length)} here are from ${readableDate(oldest.date)} to ${readableDate(newest.date)}.`;
  return reply({
    kind: 'none',
    answered: false,
    blocks: [paragraph(`No paper here ${inWords(asked)}.`), note(span), ...peopleNotes(asked, all)],
  });
}

/** The set that was asked for. */
export async function answerList(asked: Interpretation, engine: Engine): Promise<Reply> {
  const choice = choiceOf(asked);
  if (choice !== undefined) return choice;
  const papers = await selectPapers(asked, engine);
  const [first] = papers;
  if (first === undefined) return emptyAnswer(asked, engine);
  const order = asked.order === undefined ? '' : `${asked.order} first, `;
  const lead =
    papers.length === 1
      ? paragraph(titleSpan(first), text(` · ${factLine(first)}`))
      : paragraph(`${plural(papers.length)} ${[order, inWords(asked)].join('').trim()}`.trim());
  return reply({
    kind: 'list',
    answered: true,
    blocks: [lead, ...(papers.length === 1 ? [] : paperList(papers)), ...peopleNotes(asked, papers)],
    papers,
    actions: papers.length === 1 ? paperActions(first) : [],
  });
}

/** What a counted paper must speak of: the words left of the question; empty where all papers are counted. */
function subjectOf(asked: Interpretation): string {
  const words = asked.words
    .split(' ')
    .filter((word) => word !== '' && !isFiller(fold(word)) && !isStopWord(fold(word)));
  return words.join(' ');
}

/** Only the papers that hold every word of the subject. */
async function aboutSubject(papers: Paper[], subject: string, engine: Engine): Promise<Paper[]> {
  if (subject === '') return papers;
  const { hits } = await engine.search({ ...EMPTY_QUERY, text: subject }, { limit: engine.size('library') });
  const holding = new Set(hits.filter(({ coverage }) => coverage > ALL_WORDS).map(({ paper }) => paper.id));
  return papers.filter(({ id }) => holding.has(id));
}

/** How many papers fulfil the constraints; several categories are counted one by one. */
export async function answerCount(asked: Interpretation, engine: Engine): Promise<Reply> {
  const choice = choiceOf(asked);
  if (choice !== undefined) return choice;
  const subject = subjectOf(asked);
  const papers = await aboutSubject(await selectPapers(asked, engine), subject, engine);
  const parts = await Promise.all(
    asked.categories.map(async (code) => {
      const { length } = await selectPapers({ ...asked, categories: [code] }, engine);
      return `${length} in ${categoryName(code)} (${code})`;
    }),
  );
  const lead =
    parts.length > 1
      ? `${parts.join(', ')}.`
      : `${plural(papers.length)} ${[subject === '' ? '' : `that mention “${subject}”`, inWords(asked)].filter((part) => part !== '').join(', ') || 'in the library'}.`;
  const limited = papers.length < engine.size('library');
  // None on a topic is an honest no, not an answer from the papers.
  const isAnswered = papers.length > 0 || subject === '';
  return reply({
    kind: isAnswered ? 'count' : 'none',
    answered: isAnswered,
    blocks: [paragraph(lead), ...(limited ? paperList(papers) : []), ...peopleNotes(asked, papers)],
    papers: limited ? papers : [],
  });
}
