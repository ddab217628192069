import type { Problem } from '../../problem.ts';
import { type Header, parseHeader } from './header.ts';

/** The three lines of one record, trimmed. */
export type RecordLines = {
  /** Of the header, 1-based. */
  readonly line: number;
  readonly header: Header;
  readonly authorLine: string;
  /** Of the line of title and authors, 1-based. */
  readonly authorLineNumber: number;
  readonly abstract: string;
};

type NumberedLine = { readonly number: number; readonly text: string };

const LONGEST_FOUND = 120;
/** A fourth line this long, or one that goes on in lower case, is the abstract's next paragraph. */
const PARAGRAPH = 160;

/**
 * Cuts a page into records. Every non-blank line ends up in one record or in one problem: a bad header is found again at the
 * next good one, so that a malformed record costs itself only.
 */
export function splitRecords(text: string, asOf: string): { records: RecordLines[]; problems: Problem[] } {
  const records: RecordLines[] = [];
  const problems: Problem[] = [];
  let open: { line: number; header: Header; body: NumberedLine[] } | undefined;
  let stray: NumberedLine | undefined;
  const close = () => {
    if (open === undefined) return;
    const { line, header, body } = open;
    const [authorLine, abstract, ...more] = body;
    const tail = more.findIndex(({ text }) => !isParagraph(text));
    if (authorLine === undefined || abstract === undefined) {
      const missing =
        authorLine === undefined ? 'a line of title and authors, and an abstract' : 'an abstract';
      problems.push({ line, expected: `${missing} under this line`, found: excerpt(authorLine?.text) });
    } else {
      const paragraphs = [abstract, ...(tail < 0 ? more : more.slice(0, tail))];
      records.push({
        line,
        header,
        authorLine: authorLine.text,
        authorLineNumber: authorLine.number,
        abstract: paragraphs.map((p) => p.text).join('\n'),
      });
      const lost = more[tail];
      if (tail >= 0 && lost !== undefined) problems.push(notAHeader(lost));
    }
    open = undefined;
  };
  for (const numbered of nonBlankLines(text)) {
    const header = parseHeader(numbered.text, asOf);
    if (header !== undefined) {
      close();
      stray = undefined;
      open = { line: numbered.number, header, body: [] };
    } else if (open !== undefined) open.body.push(numbered);
    else if (stray === undefined) {
      stray = numbered;
      problems.push(notAHeader(numbered));
    }
  }
  close();
  problems.sort((a, b) => a.line - b.line);
  return { records, problems };
}

export function excerpt(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return text.length > LONGEST_FOUND ? `${text.slice(0, LONGEST_FOUND)}…` : text;
}

function notAHeader({ number, text }: NumberedLine): Problem {
  return {
    line: number,
    expected: 'a subject code of arXiv and a date, such as "CVMar 19, 2022"',
    found: excerpt(text),
  };
}

function isParagraph(text: string): boolean {
  return text.length >= PARAGRAPH || /^\p{Ll}/u.test(text);
}

function* nonBlankLines(text: string): Generator<NumberedLine> {
  let number = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    number += 1;
    const line = raw.replace(/[\u00A0\u202F\u2007]/g, ' ').trim();
    if (line !== '') yield { number, text: line };
  }
}
