import { categoryName } from '../categories.ts';
import type { AuthorProfile, Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { commandAction, item, list, note, paragraph, reply } from '../reply/build.ts';
import { readableDate } from '../reply/paper-text.ts';
import type { Block, Reply } from '../reply/reply.ts';
import {
  CUT_LISTS_NOTE,
  choiceOf,
  emptyAnswer,
  inWords,
  nameOf,
  plural,
  selectPapers,
} from './field-answers.ts';
import type { Interpretation, Tally } from './interpretation.ts';

/** People, years and categories by the number of their papers, computed from the fields. */

type Row = { readonly name: string; readonly papers: readonly Paper[]; readonly person?: AuthorProfile };

const SOME_PEOPLE = 5;
const SHOWN = 12;

/** Most papers first, or fewest; equal ones by name. */
function ranked(rows: readonly Row[], least: boolean): Row[] {
  const direction = least ? 1 : -1;
  return [...rows].sort(
    (a, b) => direction * (a.papers.length - b.papers.length) || (a.name < b.name ? -1 : 1),
  );
}

async function peopleOf(papers: readonly Paper[], asked: Interpretation, engine: Engine): Promise<Row[]> {
  const ids = new Set(papers.map(({ id }) => id));
  const mentioned = new Set(asked.people.flatMap(({ people }) => people.map(({ name }) => name)));
  return (await engine.authors(papers))
    .filter(({ name }) => !mentioned.has(name))
    .map((person) => ({ name: person.name, person, papers: person.papers.filter(({ id }) => ids.has(id)) }))
    .filter((row) => row.papers.length > 0);
}

function keysOf(paper: Paper, of: Tally['of']): readonly string[] {
  if (of === 'years') return [paper.date.slice(0, 4)];
  if (of === 'months') return [paper.date.slice(0, 7)];
  return [...new Set(paper.categories)];
}

function groupsOf(papers: readonly Paper[], of: Tally['of']): Row[] {
  const groups = new Map<string, Paper[]>();
  for (const paper of papers) {
    for (const key of keysOf(paper, of)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [paper]);
      else group.push(paper);
    }
  }
  return [...groups].map(([name, grouped]) => ({ name, papers: grouped }));
}

function readableKey(name: string, of: Tally['of']): string {
  if (of === 'categories') return `${categoryName(name)} (${name})`;
  return of === 'months' ? readableDate(name) : name;
}

/** The first so many, and whoever has as many papers as the last of them. */
function withTies(rows: readonly Row[], limit: number): Row[] {
  const last = rows[Math.min(limit, rows.length) - 1];
  return rows.filter((row, at) => at < limit || row.papers.length === last?.papers.length);
}

function rowsBlock(rows: readonly Row[], of: Tally['of']): Block[] {
  const shown = rows.slice(0, SHOWN);
  const more = rows.length - shown.length;
  const items = shown.map(({ name, papers, person }) =>
    item(
      [`${readableKey(name, of)}: ${papers.length}`],
      [],
      person === undefined ? undefined : commandAction('Open', 'author', { name }),
    ),
  );
  return [list(items, of === 'people' ? 1 : undefined), ...(more > 0 ? [note(`and ${more} more`)] : [])];
}

function leadOf(rows: readonly Row[], { of }: Tally, scope: string): string {
  const [first] = rows;
  const names = rows.slice(0, SHOWN).map(({ name }) => readableKey(name, of));
  const count = plural(first?.papers.length ?? 0);
  const isEqual = rows.every(({ papers }) => papers.length === first?.papers.length);
  const told = isEqual
    ? `${names.join(', ')}: ${count}${rows.length > 1 ? ' each' : ''}`
    : rows
        .slice(0, SHOWN)
        .map(({ name, papers }) => `${readableKey(name, of)} ${papers.length}`)
        .join(', ');
  return `${told}${scope === '' ? '' : ` (${scope})`}.`;
}

/** Who or what has how many of the papers that the question limits itself to. */
export async function answerTally(asked: Interpretation, tally: Tally, engine: Engine): Promise<Reply> {
  const choice = choiceOf(asked);
  if (choice !== undefined) return choice;
  const { papers, topic } = await selectPapers(asked, engine);
  if (papers.length === 0) return emptyAnswer(asked, topic, engine);
  const isPeople = tally.of === 'people';
  const all = isPeople ? await peopleOf(papers, asked, engine) : groupsOf(papers, tally.of);
  const cut =
    isPeople && papers.some(({ authorsComplete }) => !authorsComplete) ? [note(CUT_LISTS_NOTE)] : [];
  const scope = inWords({ ...asked, people: [] }, topic);
  const withWhom =
    asked.people.length === 0
      ? scope
      : [`with ${asked.people.map(nameOf).join(' and ')}`, scope].filter((part) => part !== '').join(', ');
  if (all.length === 0) {
    return reply({
      kind: 'none',
      answered: false,
      blocks: [paragraph('Nobody else is listed there.'), ...cut],
      papers,
    });
  }
  if (tally.number) {
    return reply({
      kind: 'count',
      blocks: [
        paragraph(`${all.length} people${withWhom === '' ? '' : ` (${withWhom})`}.`),
        ...rowsBlock(ranked(all, false).slice(0, SOME_PEOPLE), tally.of),
        ...cut,
      ],
    });
  }
  const isSeries = !isPeople && tally.limit === undefined;
  const rows = isSeries
    ? [...all].sort((a, b) =>
        tally.of === 'categories' ? b.papers.length - a.papers.length : a.name < b.name ? -1 : 1,
      )
    : withTies(ranked(all, tally.least), tally.limit ?? SOME_PEOPLE);
  return reply({
    kind: 'count',
    blocks: [
      paragraph(leadOf(rows, tally, withWhom)),
      ...(rows.length > 1 ? rowsBlock(rows, tally.of) : []),
      ...cut,
    ],
    papers: rows.length === 1 ? (rows[0]?.papers ?? []) : [],
  });
}
