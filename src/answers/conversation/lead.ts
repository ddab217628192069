import type { Paper } from '../../paper.ts';
import { paragraph } from '../../reply/build.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';

/** What a reply says first of what it carried over, so that a wrong guess is seen. */

const MAX_TITLE = 70;
const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function shortTitle({ title }: Paper): string {
  return `“${cut(title, MAX_TITLE)}”`;
}

function numberInWords(count: number): string {
  return NUMBERS[count] ?? String(count);
}

export function aboutPapers(papers: readonly Paper[]): string {
  const [only, another] = papers;
  return only !== undefined && another === undefined
    ? `About ${shortTitle(only)}:`
    : `Of those ${numberInWords(papers.length)}:`;
}

/** Puts a line before all that a reply says. */
export function ledBy(line: string, reply: Reply): Reply {
  const lead: Block = paragraph(line);
  return { ...reply, blocks: [lead, ...reply.blocks] };
}
