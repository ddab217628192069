import type { Block, Span } from './reply.ts';

/** In characters. An abstract right below a line of facts would be read as one with it. */
const LONG = 120;

function spanLength(spans: readonly Span[]): number {
  return spans.reduce((length, { text }) => length + text.length, 0);
}

/** True for a paragraph that is to be set apart from the one before it, since one of the two is long. */
export function isSetApart(block: Block, previous: Block | undefined): boolean {
  return (
    block.type === 'paragraph' &&
    previous?.type === 'paragraph' &&
    Math.max(spanLength(block.spans), spanLength(previous.spans)) > LONG
  );
}
