import type { Hit } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { item, list, note, type SpanInput, text } from '../reply/build.ts';
import { pageRange } from '../reply/pagination.ts';
import { paperItem } from '../reply/paper-card.ts';
import type { Block } from '../reply/reply.ts';
import { cut } from '../text/cut.ts';
import type { CommandContext } from './command.ts';

/** Parts that the replies with papers in them share. */

export const PAGE_SIZE = 5;
const MAX_ALSO = 100;

/** `2021-2025`, or `2023` where all are of one year; empty for no papers. */
export function yearSpan(papers: readonly Paper[]): string {
  const years = papers.map(({ date }) => date.slice(0, 4)).sort();
  const [first = ''] = years;
  const last = years.at(-1) ?? '';
  return first === last ? first : `${first}-${last}`;
}

export function paperList(papers: readonly Paper[], start = 1): Block {
  return list(
    papers.map((paper) => paperItem(paper)),
    start,
  );
}

/** Rows with the sentence of each that fits. */
export function hitList(hits: readonly Hit[], start = 1): Block {
  return list(
    hits.map(({ paper, sentence }) => paperItem(paper, sentence?.text)),
    start,
  );
}

/** "Also: three titles", as rows to choose from. */
export function alsoList(papers: readonly Paper[]): Block[] {
  if (papers.length === 0) return [];
  const rows = papers.map((paper) => {
    const line: SpanInput[] = [text(cut(paper.title, MAX_ALSO))];
    const { action } = paperItem(paper);
    return item(line, [], action);
  });
  return [note('Also:'), list(rows)];
}

export type CurrentPage = ReturnType<typeof pageRange> & {
  /** The page that was asked for, which may be none. */
  readonly asked: number;
};

/** "Page 2 of 5", where there is more than one, and that there is none where a later one was asked for. */
export function pageNote({ page, pages, asked }: CurrentPage): Block[] {
  const place = `Page ${page} of ${pages}`;
  if (asked > pages && pages === 1) return [note(`There is no page ${asked}: this is all.`)];
  if (asked > pages) return [note(`There is no page ${asked}. ${place}`)];
  return pages > 1 ? [note(place)] : [];
}

export function currentPage(total: number, { page: asked }: CommandContext): CurrentPage {
  return { ...pageRange(total, asked, PAGE_SIZE), asked };
}
