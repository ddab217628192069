import type { Engine } from '../engine/engine.ts';
import type { Paper, PaperId } from '../paper.ts';
import { paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { withoutAddressed } from './addressed.ts';
import type { Answer } from './answer.ts';
import { answerComparison } from './comparison.ts';
import type { AnswerContext } from './conversation/context.ts';
import { follow } from './conversation/follow.ts';
import { readFollowUp } from './conversation/follow-up.ts';
import { afterFocus, afterQuestion } from './conversation/remember.ts';
import { OF_ONE } from './conversation/scope.ts';
import { stay } from './conversation/stay.ts';
import { isFiller } from './cue-words.ts';
import { answerDefinition } from './definitions.ts';
import { contentStems } from './evidence.ts';
import {
  answerCount,
  answerList,
  byRelevance,
  emptyAnswer,
  listReply,
  selectPapers,
} from './field-answers.ts';
import { interpret, type LibraryFacts } from './interpret.ts';
import type { Interpretation } from './interpretation.ts';
import { joinReplies } from './join-replies.ts';
import { type AnswerParts, createLibraryFacts } from './library-facts.ts';
import { answerOverview } from './overview.ts';
import { answerCode, answerFieldQuestion, answerWhen, answerWho, falsePremise } from './paper-answers.ts';
import { toEnglish } from './recognise/german.ts';
import { refuse, withLibrary } from './replies.ts';
import { splitQuestion } from './split-question.ts';
import { answerTally } from './tally-answers.ts';
import { answerFact, answerFind } from './text-answers.ts';
import { inWrittenWords } from './written-answer.ts';

const ASKS = /^(?:what|how|why)\b/i;
/** A set of papers about something is more than one. */
const MIN_SET = 2;
const MAX_WORDS = 400;

function helpReply(papers: number): Reply {
  return reply({
    kind: 'help',
    answered: true,
    blocks: [
      paragraph(
        `I answer questions about the ${papers} papers of this library, from their listings and abstracts. Ask for a paper (“which paper compares …”), a fact in it, its authors, date or code, a person's papers, or how many there are of a year or category. /help lists the commands.`,
      ),
    ],
  });
}

const THANKS = /\b(?:thanks|thank you|thx|cheers|bye|goodbye|see you|that (?:is|was) (?:all|it))\b/i;

function youAreWelcome(): Reply {
  const said = 'You’re welcome. What was shown is still there to ask about; /reset forgets it.';
  return reply({ kind: 'help', blocks: [paragraph(said)] });
}

/** `could you find ...`: what is asked for, without the asking whether it could be had. */
const REQUEST =
  /^(?:(?:hi|hey|hello|please)[,!]? )*(?:can|could|would|will) you (?:please )?(?=(?:find|show|list|give|search|look|name|recommend|suggest|count)\b)/i;

const TO_SEE =
  /^(?:can|could|may) (?:i|we) (?:please )?(?:see|have|get) (?=(?:all|any|the|some|your|papers)\b)/i;

function withoutRequest(question: string): string {
  return question.replace(REQUEST, '').replace(TO_SEE, 'show me ');
}

/** Papers for a question: the whole set where several are asked for and their words say which, else the one that fits best. */
async function answerPapers(asked: Interpretation, engine: Engine): Promise<Reply> {
  const isSet =
    asked.plural ||
    asked.hasCode !== undefined ||
    asked.order !== undefined ||
    asked.without.length > 0 ||
    asked.excluded.length > 0;
  if (!isSet) return answerFind(asked, engine);
  const { papers, topic } = await selectPapers(asked, engine);
  if (papers.length === 0 && asked.hasCode !== undefined) {
    const wider = await selectPapers({ ...asked, hasCode: undefined }, engine);
    if (wider.papers.length > 0) return emptyAnswer(asked, topic, engine);
  }
  // Nobody who asks for papers of others is shown one of those people's.
  if (asked.excluded.length > 0)
    return papers.length === 0 ? emptyAnswer(asked, topic, engine) : listReply(papers, asked, topic);
  if (papers.length < (asked.hasCode === undefined && asked.order === undefined ? MIN_SET : 1))
    return answerFind(asked, engine);
  const ordered = asked.order === undefined ? await byRelevance(papers, asked.words, engine) : papers;
  return listReply(ordered, asked, topic);
}

async function answerText(asked: Interpretation, engine: Engine): Promise<Reply> {
  switch (asked.intent) {
    case 'who':
      return answerWho(asked, engine);
    case 'when':
      return answerWhen(asked, engine);
    case 'code':
      return asked.hasCode !== undefined && asked.plural
        ? answerPapers(asked, engine)
        : answerCode(asked, engine);
    case 'define':
      return (await answerDefinition(asked, engine)) ?? answerFact(asked, engine);
    case 'compare':
      return (
        (await answerComparison(asked, engine)) ??
        (ASKS.test(asked.question) ? answerFact(asked, engine) : answerFind(asked, engine))
      );
    case 'overview':
      return (await answerOverview(asked, engine)) ?? answerFind(asked, engine);
    case 'yes-no':
      return (await answerFieldQuestion(asked, engine)) ?? answerFact(asked, engine);
    case 'fact':
      return answerFact(asked, engine);
    default:
      return answerPapers(asked, engine);
  }
}

/** Answers over an engine; see {@link Answer}. */
export function createAnswer(parts: AnswerParts): Answer {
  const { engine, writer } = parts;
  const libraryFacts = createLibraryFacts(parts);

  async function replyTo(asked: Interpretation): Promise<Reply> {
    switch (asked.intent) {
      case 'greeting':
        return THANKS.test(asked.question) ? youAreWelcome() : helpReply(engine.size('library'));
      case 'help':
        return helpReply(engine.size('library'));
      case 'off-topic':
        return refuse(engine.size('library'), [], asked.named[0]);
      case 'count':
        return answerCount(asked, engine);
      case 'list':
        return answerList(asked, engine);
      case 'tally':
        return answerTally(asked, asked.tally ?? { of: 'people', least: false, number: false }, engine);
      default:
        return (
          (asked.intent === 'find' || asked.intent === 'yes-no' ? undefined : falsePremise(asked)) ??
          answerText(asked, engine)
        );
    }
  }

  /** Where a part speaks of `it`, the paper that was shown last is meant, unless another is named. */
  function withFocus(asked: Interpretation, shown: readonly PaperId[]): Interpretation {
    const focus = shown.slice(0, 1).flatMap((id): readonly Paper[] => {
      const paper = engine.get(id);
      return paper === undefined ? [] : [paper];
    });
    if (asked.named.length > 0 || focus.length === 0) return asked;
    const intent = asked.intent === 'list' || asked.intent === 'help' ? asked.literal : asked.intent;
    return { ...asked, named: focus, intent };
  }

  /** The papers that a bare count counted, without listing them. */
  async function counted(asked: Interpretation, { kind, papers }: Reply): Promise<readonly PaperId[]> {
    if ((kind !== 'count' && kind !== 'overview') || papers.length > 0) return [];
    return (await selectPapers(asked, engine)).papers.map(({ id }) => id);
  }

  return async (typed, context, options = {}) => {
    const facts = await libraryFacts();
    const isHeld = (word: string) => facts.people.has(word) || facts.knowsWord(word);
    const question = withoutRequest(toEnglish(withoutAddressed(typed), isHeld).english);
    const understood = new Map<string, Interpretation>();
    const understand = (text: string) => {
      const asked = understood.get(text) ?? interpret(text, facts).asked;
      understood.set(text, asked);
      return asked;
    };
    const followUp = readFollowUp(question, { interpret: understand });
    const followParts = { engine, interpret: understand, respond: replyTo };
    const followed =
      followUp === undefined ? undefined : await follow(followParts, followUp, question, context);
    const stayed = followed ?? (await stay(followParts, question, context));
    if (stayed !== undefined) return { ...stayed, followsUp: true };
    const replies: Reply[] = [];
    const texts: string[] = [];
    let shown: readonly PaperId[] = [];
    let last = understand('');
    for (const part of splitQuestion(question)) {
      const asked = understand(part.text);
      last =
        part.goesOn || (replies.length > 0 && saysNothingOfWhat(asked)) ? withFocus(asked, shown) : asked;
      const found = await replyTo(last);
      const answered = await inWrittenWords(
        found,
        { asked: last, question: part.text, before: replies },
        { ...options, engine, writer },
      );
      if (answered.papers.length > 0) shown = answered.papers.map(({ id }) => id);
      replies.push(answered);
      texts.push(part.text);
    }
    const isForeign = texts.length === 1 && !speaksOfLibrary(last, facts);
    const answer = await withLibrary(joinReplies(replies, texts), engine, isForeign);
    return { answer, context: nextContext(context, last, answer, await counted(last, answer)) };
  };
}

/** `where is the code`: asks for a field and neither names nor describes a paper. */
function saysNothingOfWhat({ literal, named, people, words }: Interpretation): boolean {
  const isOfField = literal === 'who' || literal === 'when' || literal === 'code';
  return isOfField && named.length === 0 && people.length === 0 && contentStems(words).size === 0;
}

/** Whether a question has a word that stands in the library or in a name there, or none that tells anything. */
function speaksOfLibrary({ question }: Interpretation, { knowsWord, people }: LibraryFacts): boolean {
  const words = tokenize(question, MAX_WORDS)
    .flatMap((token) => token.words)
    .filter((word) => !isStopWord(word) && !isFiller(word) && /[a-z]{2}/.test(word));
  return words.length === 0 || words.some((word) => knowsWord(word) || people.has(word));
}

/** A greeting or a question for something else leaves what was spoken of. */
function nextContext(
  context: AnswerContext,
  asked: Interpretation,
  answered: Reply,
  ids: readonly PaperId[],
): AnswerContext {
  if (answered.kind === 'help') return context;
  const after = afterQuestion(asked, answered, ids);
  // One of the papers listed before: the list stays in view, so that `and the other one?` is understood.
  const { focus, last } = after;
  const isOfList = context.shown.length > 1 && focus !== undefined && context.shown.includes(focus);
  return isOfList && last !== undefined && answered.answered && OF_ONE.includes(asked.intent)
    ? afterFocus(context, focus, last)
    : after;
}
