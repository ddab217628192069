import { paragraph } from '../reply/build.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { isRest } from './replies.ts';

function unique<Value>(values: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Characters of a question that is left open. */
const MAX_QUESTION = 80;
/** Rows of each list where a message has several. */
const FEW = 4;

/** Where several lists stand in one reply, the first rows of each: how many there are say their leads. */
function shortened(blocks: readonly Block[]): readonly Block[] {
  if (blocks.filter(({ type }) => type === 'list').length < 2) return blocks;
  return blocks
    .filter((block) => !isRest(block))
    .map((block) => (block.type === 'list' ? { ...block, items: block.items.slice(0, FEW) } : block));
}

function isLead({ type }: Block): boolean {
  return type === 'paragraph';
}

/** What a refusal among answers begins with: the question that it leaves open. */
function withQuestion({ answered, blocks, ...rest }: Reply, question: string): Reply {
  const [lead, ...others] = blocks;
  if (answered || lead?.type !== 'paragraph') return { ...rest, answered, blocks };
  return {
    ...rest,
    answered,
    blocks: [paragraph(`“${cut(question, MAX_QUESTION)}” `, ...lead.spans), ...others],
  };
}

/**
 * The answers to the questions of one message as one reply: what each leads with first, then the rest, nothing twice.
 * It is answered where one of them is; the others say which question they leave open.
 *
 * @param questions as typed, one for each reply
 */
export function joinReplies(found: readonly Reply[], questions: readonly string[]): Reply {
  const isSplit = found.some(({ answered }) => answered) && found.length > 1;
  const replies = isSplit ? found.map((one, at) => withQuestion(one, questions[at] ?? '')) : found;
  const [first, ...others] = replies;
  if (first === undefined) throw new Error('A message has at least one question');
  if (others.length === 0) return first;
  const leads = replies.flatMap(({ blocks }) => blocks.slice(0, 1).filter(isLead));
  const rest = replies.flatMap(({ blocks }) =>
    blocks.slice(blocks[0] !== undefined && isLead(blocks[0]) ? 1 : 0),
  );
  return {
    kind: first.kind,
    answered: replies.some(({ answered }) => answered),
    blocks: shortened(unique([...leads, ...rest])),
    actions: unique(replies.flatMap(({ actions }) => actions)),
    papers: unique(replies.flatMap(({ papers }) => papers)),
    quotes: unique(replies.flatMap(({ quotes }) => quotes)),
  };
}
