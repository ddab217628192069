import type { Block, Reply } from '../reply/reply.ts';
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

/** The answers to the questions of one message as one reply: what each leads with first, then the rest, nothing twice. */
export function joinReplies(replies: readonly Reply[]): Reply {
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
