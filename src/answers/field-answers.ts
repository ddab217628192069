import { categoryName } from '../categories.ts';
import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { commandAction, note, paragraph, reply, text } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import { readableDate } from '../reply/paper-text.ts';
import type { Block, Reply } from '../reply/reply.ts';
import type { Interpretation, Mention } from './interpretation.ts';
import { factLine, paperActions, paperList } from './replies.ts';
import { papersAbout, type Topic, topicOf } from './topic.ts';

/** Answers computed from the papers' fields: sets, counts, order. Never searched. */

export const CUT_LISTS_NOTE =
  'Counted among the listed authors: where a list is cut, only the first names are held.';

/** The filters of a question as a query without words. */
export function filtersOf(asked: Interpretation): Query {
  return {
    ...EMPTY_QUERY,
    categories: [...asked.categories],
    without: [...asked.without],
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

export function isBy(paper: Paper, { people }: Mention): boolean {
  return people.some((person) => person.papers.some(({ id }) => id === paper.id));
}

function isFirst(paper: Paper, { people }: Mention): boolean {
  const first = paper.authors[0]?.name;
  return people.some(
    ({ name, alsoListedAs }) => name === first || alsoListedAs.some((other) => other === first),
  );
}

/** The papers that fulfil every constraint on fields, newest first unless `oldest` is asked. */
export async function constrainedPapers(asked: Interpretation, engine: Engine): Promise<Paper[]> {
  const within = asked.within === undefined ? undefined : new Set(asked.within);
  const papers = (await engine.list(filtersOf(asked))).filter(
    (paper) =>
      (within === undefined || within.has(paper.id)) &&
      asked.people.every((mention) => (asked.firstAuthor ? isFirst(paper, mention) : isBy(paper, mention))) &&
      !(asked.laterAuthor === true && asked.people.some((mention) => isFirst(paper, mention))) &&
      !asked.excluded.some((mention) => isBy(paper, mention)),
  );
  if (asked.order === 'oldest') papers.reverse();
  return papers;
}

export type Selection = { readonly papers: readonly Paper[]; readonly topic?: Topic };

/** The papers that fulfil every constraint and speak of the topic; as many as asked, in the asked order. */
export async function selectPapers(asked: Interpretation, engine: Engine): Promise<Selection> {
  const topic = await topicOf(asked.words, engine);
  const papers = await papersAbout(await constrainedPapers(asked, engine), topic, engine);
  return {
    papers: asked.limit === undefined ? papers : papers.slice(0, asked.limit),
    ...(topic !== undefined && { topic }),
  };
}

/** Papers by how well they fit the words, best first. */
export async function byRelevance(papers: readonly Paper[], words: string, engine: Engine): Promise<Paper[]> {
  const among = new Set(papers.map(({ id }) => id));
  const { hits } = await engine.search({ ...EMPTY_QUERY, text: words }, { limit: papers.length, among });
  const rank = new Map(hits.map(({ paper }, at) => [paper.id, at]));
  const last = rank.size;
  return [...papers].sort((a, b) => (rank.get(a.id) ?? last) - (rank.get(b.id) ?? last));
}

export function nameOf({ people, typed }: Mention): string {
  return people.length === 1 ? (people[0]?.name ?? typed) : typed;
}

function datesInWords({ from, to }: Interpretation): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === to) return `of ${readableDate(from ?? '')}`;
  return [from && `from ${readableDate(from)}`, to && `until ${readableDate(to)}`].filter(Boolean).join(' ');
}

/**
 * The constraints in words: `by Ada Lovelace, in Machine Learning (cs.LG), 2023, with code`.
 *
 * @param count of how many papers it is said
 */
export function inWords(asked: Interpretation, topic?: Topic, count = 2): string {
  return [
    topic === undefined ? undefined : `that ${count === 1 ? 'mentions' : 'mention'} “${topic.words}”`,
    asked.people.length > 0
      ? `${asked.firstAuthor ? 'with first author' : 'by'} ${asked.people.map(nameOf).join(' and ')}${asked.laterAuthor === true ? ', not as first author' : ''}`
      : undefined,
    asked.excluded.length > 0 ? `not by ${asked.excluded.map(nameOf).join(' or ')}` : undefined,
    asked.categories.length > 0
      ? `in ${asked.categories.map((code) => `${categoryName(code)} (${code})`).join(' or ')}`
      : undefined,
    datesInWords(asked),
    asked.hasCode === undefined ? undefined : asked.hasCode ? 'with code' : 'without a code flag',
    asked.organisation === undefined ? undefined : `from ${asked.organisation}`,
    asked.without.length === 0 ? undefined : `that do not mention “${asked.without.join('”, “')}”`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

export function plural(count: number): string {
  return count === 1 ? '1 paper' : `${count} papers`;
}

/** Notes on how names were read, and on cut lists. */
export function peopleNotes(asked: Interpretation, papers: readonly Paper[]): Block[] {
  const mentions = [...asked.people, ...asked.excluded];
  return [
    ...mentions
      .filter(({ corrected }) => corrected)
      .map((mention) => note(`Read “${mention.typed}” as ${nameOf(mention)}.`)),
    ...(mentions.length > 0 && papers.some(({ authorsComplete }) => !authorsComplete)
      ? [note(CUT_LISTS_NOTE)]
      : []),
  ];
}

/** Whether what else is asked leaves papers of one of the people only, or of none, so that nobody has to choose. */
function meantByOthers(asked: Interpretation, several: Mention, fitting: readonly Paper[]): boolean {
  const bare = { ...asked, people: asked.people.filter((mention) => mention !== several) };
  if (inWords(bare) === '') return false;
  if (fitting.length === 0) return true;
  return several.people.some((person) =>
    fitting.every((paper) => isBy(paper, { ...several, people: [person] })),
  );
}

/** A name that fits several people, where the question is about one of them: a choice, never one merged list. */
export function choiceOf(asked: Interpretation, fitting?: readonly Paper[]): Reply | undefined {
  const several = asked.people.find(({ people }) => people.length > 1);
  if (several === undefined || (fitting !== undefined && meantByOthers(asked, several, fitting)))
    return undefined;
  const names = several.people.map(({ name, papers }) => `${name} (${papers.length})`);
  return reply({
    kind: 'choice',
    answered: true,
    blocks: [paragraph(`Which one: ${names.slice(0, 5).join(' or ')}?`)],
    papers: several.people.flatMap(({ papers }) => papers),
    actions: several.people.slice(0, 5).map(({ name }) => commandAction(name, 'author', { name })),
  });
}

/** How far the library reaches, where a date is asked beyond it or in a gap of it. */
async function reach(asked: Interpretation, engine: Engine): Promise<string> {
  const all = await engine.list(EMPTY_QUERY);
  const [newest] = all;
  const oldest = all.at(-1);
  if (newest === undefined || oldest === undefined) return 'The library is empty.';
  if (asked.to !== undefined && asked.to < oldest.date.slice(0, asked.to.length)) {
    return `The oldest here is “${oldest.title}” of ${readableDate(oldest.date)}.`;
  }
  if (asked.from !== undefined && asked.from > newest.date.slice(0, asked.from.length)) {
    return `The newest here is “${newest.title}” of ${readableDate(newest.date)}.`;
  }
  return `The ${plural(all.length)} here are from ${readableDate(oldest.date)} to ${readableDate(newest.date)}.`;
}

/** Which constraint leaves nothing: how many papers there are without each. */
async function withoutOne(asked: Interpretation, engine: Engine): Promise<Block[]> {
  const parts: (readonly [string, Interpretation])[] = [];
  if (asked.hasCode !== undefined)
    parts.push(['whether or not there is code', { ...asked, hasCode: undefined }]);
  if (asked.excluded.length > 0)
    parts.push([`with ${asked.excluded.map(nameOf).join(' or ')}`, { ...asked, excluded: [] }]);
  if (asked.from !== undefined || asked.to !== undefined) {
    const { from: _, to: __, ...timeless } = asked;
    parts.push(['of any date', timeless]);
  }
  if (
    parts.length === 0 ||
    (asked.people.length === 0 && asked.categories.length === 0 && asked.words === '')
  )
    return [];
  const lines: string[] = [];
  for (const [what, wider] of parts) {
    const { papers } = await selectPapers(wider, engine);
    if (papers.length > 0) lines.push(`${plural(papers.length)} ${what}`);
  }
  return lines.length === 0
    ? []
    : [note(`There ${lines[0]?.startsWith('1 ') ? 'is' : 'are'} ${lines.join(', ')}.`)];
}

export async function emptyAnswer(
  asked: Interpretation,
  topic: Topic | undefined,
  engine: Engine,
): Promise<Reply> {
  return reply({
    kind: 'none',
    answered: false,
    blocks: [
      paragraph(`No paper here ${inWords(asked, topic, 1)}.`),
      ...(await withoutOne(asked, engine)),
      note(await reach(asked, engine)),
      ...peopleNotes(asked, await engine.list(EMPTY_QUERY)),
    ],
  });
}

/** A set of papers under a line that says what it is. */
export function listReply(papers: readonly Paper[], asked: Interpretation, topic?: Topic): Reply {
  const [first] = papers;
  const order = asked.order === undefined ? '' : `${asked.order} first, `;
  // The newest or oldest is one by itself; that a set has one paper only is worth a word.
  const isOne = papers.length === 1 && first !== undefined;
  const lead = paragraph(`${plural(papers.length)} ${order}${inWords(asked, topic, papers.length)}`.trim());
  const only = isOne ? [paragraph(titleSpan(first), text(` · ${factLine(first)}`))] : [];
  return reply({
    kind: 'list',
    answered: true,
    blocks: [
      ...(isOne && asked.limit === 1 ? [] : [lead]),
      ...(isOne ? only : paperList(papers)),
      ...peopleNotes(asked, papers),
    ],
    papers,
    actions: papers.length === 1 && first !== undefined ? paperActions(first) : [],
  });
}

/** The set that was asked for. */
export async function answerList(asked: Interpretation, engine: Engine): Promise<Reply> {
  const { papers, topic } = await selectPapers(asked, engine);
  const choice = choiceOf(asked, papers);
  if (choice !== undefined) return choice;
  return papers.length === 0
    ? emptyAnswer(asked, topic, engine)
    : listReply(papers, meant(asked, papers), topic);
}

/** The same, with the one person whom a shared name means here. */
function meant(asked: Interpretation, papers: readonly Paper[]): Interpretation {
  const people = asked.people.map((mention) => {
    const fitting = mention.people.filter((person) =>
      papers.every((paper) => isBy(paper, { ...mention, people: [person] })),
    );
    return mention.people.length > 1 && fitting.length === 1 ? { ...mention, people: fitting } : mention;
  });
  return { ...asked, people };
}

/** How many papers fulfil the constraints; several categories are counted one by one. */
export async function answerCount(asked: Interpretation, engine: Engine): Promise<Reply> {
  const { papers, topic } = await selectPapers(asked, engine);
  const choice = choiceOf(asked, papers);
  if (choice !== undefined) return choice;
  const parts = await Promise.all(
    asked.categories.map(async (code) => {
      const { papers: ofOne } = await selectPapers({ ...asked, categories: [code] }, engine);
      return `${ofOne.length} in ${categoryName(code)} (${code})`;
    }),
  );
  const lead =
    parts.length > 1
      ? `${parts.join(', ')}.`
      : `${plural(papers.length)} ${inWords(asked, topic, papers.length) || 'in the library'}.`;
  const limited = papers.length < engine.size('library');
  // None on a topic is an honest no, not an answer from the papers.
  const isAnswered = papers.length > 0 || topic === undefined;
  return reply({
    kind: isAnswered ? 'count' : 'none',
    answered: isAnswered,
    blocks: [paragraph(lead), ...(limited ? paperList(papers) : []), ...peopleNotes(asked, papers)],
    papers: limited ? papers : [],
  });
}
