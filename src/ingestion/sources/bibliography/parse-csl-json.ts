import { PaperDraft } from '../../../paper.ts';
import { collectRecords, type ParsedSource, type SourceOptions } from '../../parsed-source.ts';
import { excerpt, lineCounter } from '../../text-position.ts';
import { readCslItem } from './csl-record.ts';

/** Where the elements of a JSON array (or one object) begin; text in quotes does not count. */
function elementOffsets(text: string): readonly number[] {
  const offsets: number[] = [];
  const top = text.trimStart().startsWith('[') ? 1 : 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    } else if (character === '{' || character === '[') {
      if (depth === top) offsets.push(at);
      depth += 1;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return offsets;
}

/** V8 says `... in JSON at position 123`, with or without a line. */
function errorOffset(error: unknown): number {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return Number(position ?? 0);
}

/** A paper as our own export tells it in full, which is no CSL item. */
function ownPaper(item: unknown): PaperDraft | undefined {
  const isOwn = typeof item === 'object' && item !== null && 'rawTitle' in item && 'shelf' in item;
  const parsed = isOwn ? PaperDraft.safeParse(item) : undefined;
  return parsed?.data;
}

/** Reads CSL-JSON, an array of items or one item, and our own export in JSON. */
export function parseCslJson(text: string, { sourceName, onProgress }: SourceOptions): ParsedSource {
  const lineOf = lineCounter(text);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const offset = errorOffset(error);
    const problem = { line: lineOf(offset), expected: 'valid JSON', found: excerpt(text.slice(offset)) };
    return { drafts: [], problems: [problem] };
  }
  const items: readonly unknown[] = Array.isArray(data) ? data : [data];
  const offsets = elementOffsets(text);
  const records = items.map((item, index) => ({ item, line: lineOf(offsets[index] ?? 0) }));
  return collectRecords(
    records,
    ({ item, line }) => {
      const draft = ownPaper(item);
      return draft === undefined
        ? readCslItem(item, { kind: 'csl-json', name: sourceName, line })
        : { draft };
    },
    onProgress,
  );
}
