import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import {
  collectRecords,
  type ParsedSource,
  type RecordResult,
  type SourceOptions,
} from '../../parsed-source.ts';
import { excerpt, lineCounter } from '../../text-position.ts';
import { readCslItem } from './csl-record.ts';

type RisRecord = { readonly text: string; readonly line: number };

/** Records begin with `TY  - `, whatever became of the `ER  - ` before; so a broken one ends where the next begins. */
function splitRecords(text: string): readonly RisRecord[] {
  const lineOf = lineCounter(text);
  const starts = [...text.matchAll(/^TY {2}- /gm)].map(({ index }) => index);
  return starts.map((start, index) => ({ text: text.slice(start, starts[index + 1]), line: lineOf(start) }));
}

/** The parser needs the end mark, and cannot take lines that belong to no tag. */
function normalise(record: string): string {
  const lines = record.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('ER'));
  const tagged: string[] = [];
  for (const line of lines) {
    if (/^[A-Z][A-Z0-9] {2}-/.test(line)) tagged.push(line.trimEnd());
    else tagged.push(`${tagged.pop() ?? ''} ${line.trim()}`);
  }
  return `${tagged.join('\n')}\nER  - \n`;
}

function readRecord({ text, line }: RisRecord, sourceName: string): RecordResult {
  const source = { kind: 'ris' as const, name: sourceName, line };
  try {
    const [item] = plugins.input.chain(normalise(text), { forceType: '@ris/file', generateGraph: false });
    return readCslItem(item, source);
  } catch {
    return {
      problem: { line, expected: 'a RIS record (lines such as "TI  - The title")', found: excerpt(text) },
    };
  }
}

/** Reads a RIS file. */
export function parseRis(text: string, { sourceName, onProgress }: SourceOptions): ParsedSource {
  return collectRecords(splitRecords(text), (record) => readRecord(record, sourceName), onProgress);
}
