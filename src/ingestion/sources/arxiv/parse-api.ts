import type { PaperDraft } from '../../../paper.ts';
import { parseAtom } from '../atom/parse-atom.ts';
import { childrenOf, textOf } from '../atom/xml.ts';
import { readXml, UnreadableAnswer } from './read-xml.ts';

/** An answer of arXiv's API: https://info.arxiv.org/help/api/user-manual.html. */
export type ApiAnswer = {
  readonly drafts: readonly PaperDraft[];
  /** How many papers there are in all; undefined where it does not tell. */
  readonly total: number | undefined;
};

/** @throws UnreadableAnswer, also for the error that arXiv wraps into a feed of one entry */
export function parseApi(text: string): ApiAnswer {
  const root = readXml(text, ['feed']);
  const entries = childrenOf(root, 'entry');
  const failure = entries.find((entry) => textOf(entry, 'id')?.includes('arxiv.org/api/errors'));
  if (failure !== undefined)
    throw new UnreadableAnswer(
      `It answers with an error: ${(textOf(failure, 'summary') ?? '').slice(0, 200)}`,
    );
  const { drafts } = parseAtom(text, { sourceName: 'arXiv' });
  // An id that nobody has is answered with an entry without a title, or with none.
  if (drafts.length === 0 && entries.some((entry) => textOf(entry, 'title') !== undefined))
    throw new UnreadableAnswer('None of its entries can be read');
  const total = textOf(root, 'opensearch:totalResults');
  return { drafts, total: total !== undefined && /^\d{1,9}$/.test(total) ? Number(total) : undefined };
}
