import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { note, paragraph, quote, reply, text } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import type { Quote, Reply } from '../reply/reply.ts';
import { acronymDefinitions } from '../text/acronyms.ts';
import { sentences } from '../text/sentences.ts';
import { stem } from '../text/stem.ts';
import { tokenize } from '../text/tokens.ts';
import { isFiller } from './cue-words.ts';
import { contentStems } from './evidence.ts';
import type { Interpretation } from './interpretation.ts';
import { MAX_QUOTE_LENGTH } from './quotation.ts';
import { factLine, paperActions } from './replies.ts';

/** What acronyms and terms mean, as the papers themselves say it. */

/** The short form is asked for: `abbreviation of the subgroup metric`. */
const ASKS_SHORT_FORM = /\b(?:abbreviation|acronym|short (?:form|name))\b.{0,20}\b(?:of|for)\b/i;
/** How a sentence goes on after the term that it defines, and how it leads to one. */
const AFTER_TERM =
  /^[\s,)]*(?:\([^)]{1,40}\)[\s,]*)?(?:is|are|refers? to|means?|denotes?|describes?|aims? to|requires?|allows?|provides?|can be seen as|which (?:is|are))\b/i;
const BEFORE_TERM =
  /\b(?:called|termed|known as|referred to as|dubbed|introduced? (?:a |an |the )?(?:novel )?|propose (?:a |an |the )?(?:novel )?)[\s“"']*(?:the )?$/i;
/** The plainest form of a definition. */
const PLAIN =
  /^[\s,)]*(?:\([^)]{1,40}\)[\s,]*)?(?:is|are) (?:an?|the) (?:process|way|approach|method|technique|framework|task|problem|[\w-]+ (?:approach|method|process|technique|framework|measure|metric))\b/i;

function definitionReply(
  lead: string | undefined,
  paper: Paper,
  quotes: readonly Quote[],
  notes: readonly string[] = [],
): Reply {
  return reply({
    kind: 'answer',
    blocks: [
      ...(lead === undefined ? [] : [paragraph(lead)]),
      ...quotes.map(quote),
      paragraph(titleSpan(paper), text(` · ${factLine(paper)}`)),
      ...notes.map((value) => note(value)),
    ],
    papers: [paper],
    quotes,
    actions: paperActions(paper),
  });
}

/** What an acronym stands for; undefined where none of the words is one that a paper defines. */
async function spellOut(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  const own = new Set(asked.named.map(({ id }) => id));
  const words = asked.words.split(' ').filter((word) => word.length > 1 && !isFiller(word.toLowerCase()));
  for (const word of words) {
    const definitions = await engine.definitions(word);
    const first = definitions.find(({ paper }) => own.has(paper.id)) ?? definitions[0];
    if (first === undefined) continue;
    const { acronym, expansion, paper, sentence } = first;
    const isShort = sentence !== undefined && sentence.text.length <= MAX_QUOTE_LENGTH;
    const quotes = isShort ? [{ paperId: paper.id, text: sentence.text }] : [];
    const meanings = new Set(definitions.map((definition) => definition.expansion.toLowerCase()));
    meanings.delete(expansion.toLowerCase());
    const also = meanings.size > 0 ? [`Also used for: ${[...meanings].slice(0, 3).join(' · ')}`] : [];
    return definitionReply(`${acronym}: ${expansion}`, paper, quotes, also);
  }
  return undefined;
}

function shareOf(stems: ReadonlySet<string>, value: string): number {
  const held = contentStems(value);
  return [...stems].filter((term) => held.has(term)).length;
}

/** The short form of what is described, from the definitions of all papers. */
async function shorten(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  const stems = contentStems(asked.words);
  let best:
    | { readonly score: number; readonly lead: string; readonly paper: Paper; readonly quotes: Quote[] }
    | undefined;
  for (const paper of await engine.list(EMPTY_QUERY)) {
    for (const { acronym, expansion } of acronymDefinitions(paper.abstract)) {
      const inExpansion = shareOf(stems, expansion);
      if (inExpansion === 0) continue;
      const sentence = sentences(paper.abstract).find((one) => one.text.includes(expansion))?.text ?? '';
      const score = 2 * inExpansion + shareOf(stems, sentence) + shareOf(stems, paper.title);
      if (score <= (best?.score ?? 0)) continue;
      const isShort = sentence !== '' && sentence.length <= MAX_QUOTE_LENGTH;
      best = {
        score,
        lead: `${acronym}: ${expansion}`,
        paper,
        quotes: isShort ? [{ paperId: paper.id, text: sentence }] : [],
      };
    }
  }
  return best === undefined ? undefined : definitionReply(best.lead, best.paper, best.quotes);
}

/** Where a term ends in a sentence, by its stems in a row; -1 where it does not stand there. */
function termIn(
  sentence: string,
  term: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
  const tokens = tokenize(sentence);
  const flat = tokens.flatMap((token) => token.words.map((word) => ({ stem: stem(word), token })));
  for (let at = 0; at + term.length <= flat.length; at += 1) {
    if (!term.every((one, offset) => flat[at + offset]?.stem === one)) continue;
    const first = flat[at]?.token;
    const last = flat[at + term.length - 1]?.token;
    if (first !== undefined && last !== undefined) return { start: first.start, end: last.end };
  }
  return undefined;
}

function definesTerm(sentence: string, term: readonly string[]): number {
  const found = termIn(sentence, term);
  if (found === undefined) return 0;
  const after = sentence.slice(found.end);
  if (PLAIN.test(after)) return 3;
  if (AFTER_TERM.test(after)) return found.start < 25 ? 2 : 1;
  return BEFORE_TERM.test(sentence.slice(0, found.start)) ? 1 : 0;
}

/** The sentence in which a paper defines a term. */
async function defineTerm(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  const term = tokenize(asked.words).flatMap(({ words }) => words.map(stem));
  if (term.length === 0 || term.length > 5) return undefined;
  let best: { readonly score: number; readonly paper: Paper; readonly sentence: string } | undefined;
  for (const paper of await engine.list(EMPTY_QUERY)) {
    for (const { text: sentence } of sentences(paper.abstract)) {
      const score = sentence.length > MAX_QUOTE_LENGTH ? 0 : definesTerm(sentence, term);
      if (score > (best?.score ?? 0)) best = { score, paper, sentence };
    }
  }
  return best === undefined
    ? undefined
    : definitionReply(undefined, best.paper, [{ paperId: best.paper.id, text: best.sentence }]);
}

/** What is meant by a term or acronym, or what something is called for short; undefined where no paper says it. */
export async function answerDefinition(asked: Interpretation, engine: Engine): Promise<Reply | undefined> {
  if (ASKS_SHORT_FORM.test(asked.question)) {
    const short = await shorten(asked, engine);
    if (short !== undefined) return short;
  }
  return (await spellOut(asked, engine)) ?? defineTerm(asked, engine);
}
