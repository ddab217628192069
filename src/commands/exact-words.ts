import type { Hit } from '../engine/engine.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { commandAction, linkAction } from '../reply/build.ts';
import { arxivSearch } from '../reply/paper-text.ts';
import type { Action } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import { foldedKey } from '../text/fold.ts';
import { sentences } from '../text/sentences.ts';
import type { CommandContext } from './command.ts';

/** Words in quotation marks are searched as they are typed: nothing is corrected, nothing is read as a code. */

/** What stands between the quotation marks; undefined where the text is not quoted as a whole. */
export function quotedWords(text: string): string | undefined {
  return /^"([^"]*[\p{L}\p{N}][^"]*)"$/u.exec(text.trim())?.[1]?.trim();
}

export function inQuotes(words: string): string {
  return `"${words.replaceAll('"', ' ').trim()}"`;
}

/** Papers of the library whose title or abstract holds the words in a row, newest first, each with its first such sentence. */
export async function papersWithWords(
  words: string,
  { engine }: CommandContext,
  filters: Query = EMPTY_QUERY,
): Promise<Hit[]> {
  const wanted = ` ${foldedKey(words)} `;
  const holds = (text: string) => ` ${foldedKey(text)} `.includes(wanted);
  const papers = await engine.list(filters);
  return papers
    .filter(({ title, abstract }) => holds(title) || holds(abstract))
    .map((paper) => {
      const sentence = sentences(paper.abstract).find(({ text }) => holds(text));
      return {
        paper,
        score: 0,
        fit: 0,
        coverage: 1,
        matched: [words],
        ...(sentence !== undefined && { sentence }),
      };
    });
}

/** The ways back from words that were read as others: what was typed, here and on arXiv. */
export function asTyped(
  words: string,
  command: string,
  args: Readonly<Record<string, string>>,
): readonly Action[] {
  const shown = cut(words, 40);
  return [
    commandAction(`Only "${shown}"`, command, args),
    linkAction(`Search arXiv for ${shown}`, arxivSearch(words, 'all')),
  ];
}
