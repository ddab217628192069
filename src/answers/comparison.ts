import type { Engine, Passage } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { item, list, note, paragraph, quote, reply, text } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import { readableAuthors, readableCategory, readableDate } from '../reply/paper-text.ts';
import type { ListItem, Quote, Reply } from '../reply/reply.ts';
import { fold } from '../text/fold.ts';
import { selectPapers } from './field-answers.ts';
import type { Interpretation } from './interpretation.ts';
import { MAX_QUOTE_LENGTH } from './quotation.ts';

/** Two or more papers side by side: their fields, and what each says of itself. */

const MAX_PAPERS = 4;
/** A described side must hold this share of its weighted words. */
const MIN_SIDE_COVERAGE = 0.5;
const BETWEEN = /\s+(?:and|or|vs\.?|versus|with|to|than)\s+|\s*[,;/]\s*/i;
const OLDER = /\b(?:older|earlier|first|before)\b/;
const NEWER = /\b(?:newer|later|more recent|last|after)\b/;
/** Only then is each side of an `and` looked for: `A vs B` often means two methods in one paper. */
const EXPLICIT = /\b(?:compare|contrast)\b|\bpapers?\b/i;
/** `the two frost papers`: all of them are meant. */
const SEVERAL =
  /^\W*(?:all |both )?(?:the |our |these |those )?(?:two |three |four |both )?(.+?) (?:papers|studies|ones|works|articles)\W*$/i;
/** What a paper says that it does. */
const OWN_WORDS = /\b(?:we|our|this (?:paper|work|study|note)|in this)\b/i;

/** The papers that a question sets side by side: named ones, else the best of what stands on each side of an `and`. */
async function sides(asked: Interpretation, engine: Engine): Promise<readonly Paper[]> {
  if (asked.named.length > 1) return asked.named.slice(0, MAX_PAPERS);
  if (!EXPLICIT.test(asked.question)) return asked.named;
  const described = asked.question
    .replace(
      /^.*?\b(?:compare|contrast|differences? between|older|newer|earlier|later|first|more recent)\b[,: ]*/i,
      '',
    )
    .split(BETWEEN)
    .filter((part) => /\p{L}{2}/u.test(part));
  const several = described.length === 1 ? SEVERAL.exec(described[0] ?? '')?.[1] : undefined;
  if (several !== undefined && asked.named.length === 0) {
    const { papers } = await selectPapers({ ...asked, intent: 'list', words: several }, engine);
    if (papers.length > 1 && papers.length <= MAX_PAPERS) return papers;
  }
  const found = new Map<string, Paper>();
  for (const part of described.slice(0, MAX_PAPERS)) {
    const { hits } = await engine.search({ ...EMPTY_QUERY, text: part }, { limit: 1 });
    const [best] = hits;
    if (best !== undefined && best.coverage >= MIN_SIDE_COVERAGE) found.set(best.paper.id, best.paper);
  }
  for (const paper of asked.named) found.set(paper.id, paper);
  return [...found.values()];
}

/** The sentence in which a paper says what it does; its first where it does not say `we`. */
function ownSentence(paper: Paper, passages: readonly Passage[]): Quote | undefined {
  const own = passages.filter(
    (passage) => passage.paper.id === paper.id && passage.sentence.text.length <= MAX_QUOTE_LENGTH,
  );
  const best = own.find(({ sentence }) => OWN_WORDS.test(sentence.text)) ?? own[0];
  return best === undefined ? undefined : { paperId: paper.id, text: best.sentence.text };
}

function row(paper: Paper): ListItem {
  const facts = [
    readableDate(paper.date),
    readableCategory(paper),
    paper.hasCode ? 'with code' : 'no code listed',
  ];
  return item(
    [titleSpan(paper)],
    [[readableAuthors(paper)], [facts.filter((fact) => fact !== undefined).join(' · ')]],
  );
}

function sharedAuthors(papers: readonly Paper[]): string[] {
  const [first, ...others] = papers;
  return (first?.authors ?? [])
    .map(({ name }) => name)
    .filter((name) => others.every(({ authors }) => authors.some((author) => author.name === name)));
}

/** Which is older: the dates decide. */
function byDate(papers: readonly Paper[], wantsOlder: boolean): Reply {
  const ordered = [...papers].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  if (!wantsOlder) ordered.reverse();
  const [first, second] = ordered;
  if (first === undefined) throw new Error('Nothing to compare');
  const isTie = first.date === second?.date;
  const rest = ordered.slice(1).map((paper) => `${paper.title}: ${readableDate(paper.date)}`);
  const lead = isTie ? `Both are of ${readableDate(first.date)}.` : `, ${readableDate(first.date)}`;
  return reply({
    kind: 'answer',
    blocks: [isTie ? paragraph(lead) : paragraph(titleSpan(first), text(lead)), paragraph(rest.join(' · '))],
    papers: ordered,
  });
}

/** Papers side by side; undefined where the question does not lead to two. */
export async function answerComparison(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  const papers = await sides(asked, engine);
  if (papers.length < 2) return undefined;
  const question = fold(asked.question);
  if (OLDER.test(question) !== NEWER.test(question)) return byDate(papers, OLDER.test(question));
  const query = { ...EMPTY_QUERY, text: asked.words };
  const passages = await engine.passages(query, { limit: 200, within: papers.map(({ id }) => id) });
  const quotes = papers.flatMap((paper) => ownSentence(paper, passages) ?? []);
  const shared = sharedAuthors(papers);
  return reply({
    kind: 'answer',
    blocks: [
      list(papers.map(row), 1),
      ...quotes.map(quote),
      ...(shared.length > 0 ? [note(`Listed on all: ${shared.join(', ')}`)] : []),
    ],
    papers,
    quotes,
  });
}
