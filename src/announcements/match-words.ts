import type { Wording } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';

/** Whether a paper's title and abstract say what words stand for. */

const MAX_TOKENS = 20_000;

/** A paper's terms in order, without stop words, and which of them stand in one word as well (`DP-SGD`: `dpsgd`). */
export type PaperTerms = { readonly inOrder: string; readonly inOne: ReadonlySet<string> };

export function paperTerms(paper: Pick<Paper, 'title' | 'abstract'>): PaperTerms {
  const known = termsOf.get(paper) ?? readTerms(paper);
  termsOf.set(paper, known);
  return known;
}

/** Many rules look at one paper. */
const termsOf = new WeakMap<object, PaperTerms>();

function readTerms({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): PaperTerms {
  const tokens = tokenize(`${title}\n${abstract}`, MAX_TOKENS);
  const terms = tokens.flatMap(({ words }) => words.filter((word) => !isStopWord(word)).map(stem));
  return {
    inOrder: ` ${terms.join(' ')} `,
    inOne: new Set(tokens.flatMap(({ joined }) => (joined === undefined ? [] : [stem(joined)]))),
  };
}

function says({ inOrder, inOne }: PaperTerms, way: readonly string[]): boolean {
  const [term = ''] = way;
  return inOrder.includes(` ${way.join(' ')} `) || (way.length === 1 && inOne.has(term));
}

/** All of what is asked for is said, each in one of its ways; nothing asked is said by no paper. */
export function saysAll(terms: PaperTerms, wordings: readonly Wording[]): boolean {
  return wordings.length > 0 && wordings.every((ways) => ways.some((way) => says(terms, way)));
}
