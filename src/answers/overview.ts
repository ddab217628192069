import type { Engine, Passage } from '../engine/engine.ts';
import type { Paper, PaperId } from '../paper.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { commandAction, heading, item, list, note, paragraph, reply } from '../reply/build.ts';
import { firstAuthor, readableDate } from '../reply/paper-text.ts';
import type { Block, Quote, Reply } from '../reply/reply.ts';
import { byRelevance, CUT_LISTS_NOTE, constrainedPapers, inWords, plural } from './field-answers.ts';
import type { Interpretation } from './interpretation.ts';
import { papersAbout, topicOf } from './topic.ts';

/** What the library holds on a topic: groups, years, people, and a sentence of each paper. */

const MAX_GROUPS = 4;
const MINED_TOPICS = 200;
/** A sentence that stands for a group, in characters: the whole fits on a phone's screen. */
const MAX_SAID = 220;
const PEOPLE = 3;
/** Where no paper has all of the words: how much of the weighted words a paper must hold. */
const MIN_COVERAGE = 0.6;

const OTHERS = 'Others';

type Group = { readonly name: string; readonly papers: readonly Paper[] };

/** Groups by the topics that most of the papers left share; what shares none comes last. */
async function grouped(papers: readonly Paper[], words: string, engine: Engine): Promise<Group[]> {
  const groups: Group[] = [];
  let left = [...papers];
  const known = words.toLowerCase();
  const topics = (await engine.topics(MINED_TOPICS)).filter(
    ({ topic }) => !known.includes(topic.toLowerCase()),
  );
  const among = papers.map(({ id }) => id);
  const read: { readonly topic: string; readonly about: ReadonlySet<PaperId> }[] = [];
  for (const { topic } of topics) {
    const parts = (await topicOf(topic, engine))?.parts;
    if (parts !== undefined) read.push({ topic, about: (await engine.about(parts, among)).together });
  }
  while (left.length > 2 && groups.length < MAX_GROUPS - 1) {
    let best: Group | undefined;
    for (const { topic, about } of read) {
      const of = left.filter(({ id }) => about.has(id));
      const isUseful = of.length > 1 && of.length < papers.length;
      if (isUseful && of.length > (best?.papers.length ?? 0)) best = { name: topic, papers: of };
    }
    if (best === undefined) break;
    groups.push(best);
    const taken = new Set(best.papers);
    left = left.filter((paper) => !taken.has(paper));
  }
  return left.length === 0
    ? groups
    : [...groups, { name: groups.length === 0 ? words : OTHERS, papers: left }];
}

function timeline(papers: readonly Paper[]): string {
  const years = new Map<string, number>();
  for (const { date } of papers) years.set(date.slice(0, 4), (years.get(date.slice(0, 4)) ?? 0) + 1);
  return [...years]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([year, count]) => `${year}: ${count}`)
    .join(' · ');
}

async function peopleLine(papers: readonly Paper[], engine: Engine): Promise<string> {
  const ids = new Set(papers.map(({ id }) => id));
  return (await engine.authors(papers))
    .map(({ name, papers: all }) => ({ name, count: all.filter(({ id }) => ids.has(id)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, PEOPLE)
    .map(({ name, count }) => `${name} (${count})`)
    .join(', ');
}

function sentenceOf(paper: Paper, passages: readonly Passage[]): Quote | undefined {
  const best = passages.find(
    (passage) => passage.paper.id === paper.id && passage.sentence.text.length <= MAX_SAID,
  );
  return best === undefined ? undefined : { paperId: paper.id, text: best.sentence.text };
}

/** How many a group has, and its best paper with what it says. */
function groupBlocks({ name, papers }: Group, quotes: ReadonlyMap<string, Quote>): Block[] {
  const [best] = papers;
  if (best === undefined) return [];
  const said = quotes.get(best.id);
  const details = [
    [`${readableDate(best.date)} · ${firstAuthor(best)}`],
    ...(said === undefined ? [] : [[`“${said.text}”`]]),
  ];
  const row = item([best.title], details, commandAction('Open', 'paper', { query: best.id }));
  return [heading(`${name} (${papers.length})`), list([row])];
}

/** An overview of a topic; undefined where no paper speaks of it. */
export async function answerOverview(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  const topic = await topicOf(asked.words, engine);
  const allowed = await constrainedPapers(asked, engine);
  let found = await papersAbout(allowed, topic, engine);
  if (found.length === 0 && topic !== undefined) {
    const { hits } = await engine.search(
      { ...EMPTY_QUERY, text: topic.words },
      { limit: engine.size('library') },
    );
    const near = new Set(
      hits.filter(({ coverage }) => coverage >= MIN_COVERAGE).map(({ paper }) => paper.id),
    );
    found = allowed.filter(({ id }) => near.has(id));
  }
  if (found.length === 0) return undefined;
  const words = topic?.words ?? '';
  const papers = words === '' ? found : await byRelevance(found, words, engine);
  const groups = await grouped(papers, words, engine);
  const shown = groups.flatMap(({ papers: of }) => of.slice(0, 1));
  const passages = await engine.passages(
    { ...EMPTY_QUERY, text: words },
    { limit: 1000, within: shown.map(({ id }) => id) },
  );
  const quotes = new Map(
    shown.flatMap((paper) => {
      const said = words === '' ? undefined : sentenceOf(paper, passages);
      return said === undefined ? [] : [[paper.id, said] as const];
    }),
  );
  return reply({
    kind: 'overview',
    blocks: [
      paragraph(`${plural(papers.length)} ${inWords(asked, topic)}`.trim()),
      paragraph(timeline(papers)),
      paragraph(`Most listed: ${await peopleLine(papers, engine)}`),
      ...groups.flatMap((group) => groupBlocks(group, quotes)),
      ...(papers.some(({ authorsComplete }) => !authorsComplete) ? [note(CUT_LISTS_NOTE)] : []),
    ],
    papers,
    quotes: [...quotes.values()],
    actions: groups
      .filter(({ name }) => name !== OTHERS && name !== words)
      .map(({ name, papers: of }) =>
        commandAction(`${name} (${of.length})`, 'topic', { words: `${words} ${name}`.trim() }),
      ),
  });
}
