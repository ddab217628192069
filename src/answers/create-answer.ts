import type { Engine } from '../engine/engine.ts';
import { EMPTY_QUERY } from '../query/query.ts';
import { paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import type { Answer } from './answer.ts';
import { answerCount, answerList } from './field-answers.ts';
import { interpret, type LibraryFacts } from './interpret.ts';
import type { Interpretation } from './interpretation.ts';
import { answerCode, answerDefinition, answerWhen, answerWho } from './paper-answers.ts';
import { indexPeople } from './recognise/people.ts';
import { answerFact, answerFind, refuse } from './text-answers.ts';

export type AnswerOptions = {
  readonly engine: Engine;
  /** Decides what "last year" means. */
  readonly now: () => Date;
};

/** A category's name that stands in at least this many papers is a topic. */
const TOPIC_PAPERS = 3;

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

async function answerText(question: string, asked: Interpretation, engine: Engine): Promise<Reply> {
  switch (asked.intent) {
    case 'who':
      return answerWho(asked, engine);
    case 'when':
      return answerWhen(asked, engine);
    case 'code':
      return answerCode(asked, engine);
    case 'define':
      return (await answerDefinition(asked, engine)) ?? answerFact(question, asked, engine);
    case 'fact':
      return answerFact(question, asked, engine);
    default:
      return answerFind(asked, engine);
  }
}

async function readLibrary(engine: Engine): Promise<Omit<LibraryFacts, 'now'>> {
  const papers = await engine.list(EMPTY_QUERY);
  const texts = papers.map(({ title, abstract }) => `${title} ${abstract}`.toLowerCase());
  return {
    people: indexPeople(await engine.authors()),
    categories: new Set(papers.flatMap(({ categories }) => categories)),
    organisations: [...new Set(papers.flatMap(({ organisation }) => organisation ?? []))],
    knowsWord: (word) => engine.knowsWord(word),
    isTopic: (words) => texts.filter((value) => value.includes(words)).length >= TOPIC_PAPERS,
  };
}

/** Answers over an engine; see {@link Answer}. */
export function createAnswer({ engine, now }: AnswerOptions): Answer {
  /** What was read off one state of the library. */
  let read: { readonly revision: number; readonly facts: Omit<LibraryFacts, 'now'> } | undefined;

  async function libraryFacts(): Promise<LibraryFacts> {
    const revision = engine.revision();
    if (read?.revision !== revision) read = { revision, facts: await readLibrary(engine) };
    return { ...read.facts, now: now() };
  }

  async function replyTo(question: string): Promise<Reply> {
    const asked = interpret(question, await libraryFacts());
    switch (asked.intent) {
      case 'greeting':
      case 'help':
        return helpReply(engine.size('library'));
      case 'untold':
        return refuse(
          engine.size('library'),
          (await engine.search({ ...EMPTY_QUERY, text: asked.words }, { limit: 3 })).hits,
        );
      case 'count':
        return answerCount(asked, engine);
      case 'list':
        return answerList(asked, engine);
      default:
        return answerText(question, asked, engine);
    }
  }

  return async (question, context) => {
    const answer = await replyTo(question);
    const shown = answer.papers.map(({ id }) => id);
    return { answer, context: shown.length > 0 ? { shown } : context };
  };
}
