import { cut } from '../../src/text/cut.ts';
import { printable } from '../../src/text/printable.ts';

/** Text as Discord's markdown: what is read as formatting, a mention or a link is escaped, so that it is shown as it is. */

/** Anything but letters, digits and white space may stand behind a backslash; `<` begins every mention but `@everyone`. */
const LIVE = /[\\*_~`|[\]<@]|:(?=\/\/)/g;
/** What begins a heading, a quote, a list or small text, only at the beginning of a line. */
const LINE_START = /^(?:[#>+-]|\d+(?=[.)]))/;

/** A text on one line, without what steers the reader's screen. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}

export function escapeText(text: string): string {
  return oneLine(text).replace(LIVE, '\\$&');
}

/** Escapes what would make the whole line something else; of a number the mark behind it. */
export function escapeLineStart(line: string): string {
  return line.replace(LINE_START, (start) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/**
 * As much of a text as has at most `limit` code units once `markup` has been put into it: cut between graphemes, before escaping.
 * Empty where not even one character and the ellipsis fit.
 */
export function within(text: string, limit: number, markup: (cutText: string) => string): string {
  const line = oneLine(text);
  const whole = markup(line);
  if (whole.length <= limit) return whole;
  let fitting = '';
  let low = 2;
  let high = Math.min(limit, line.length);
  while (low <= high) {
    const middle = (low + high) >> 1;
    const shorter = markup(cut(line, middle));
    if (shorter.length <= limit) {
      fitting = shorter;
      low = middle + 1;
    } else high = middle - 1;
  }
  return fitting;
}

/** Inline code, in which nothing is read as markup; a backtick would end it. */
export function inlineCode(text: string): string {
  const content = oneLine(text).replaceAll('`', 'ˋ').trim();
  return content === '' ? '' : `\`${content}\``;
}

/** A block to copy from, cut at the end of a line where it is longer than `limit`; three backticks would end it. */
export function codeBlock(text: string, language: string, limit: number): { markup: string; isCut: boolean } {
  const open = `\`\`\`${/^[a-z0-9]{1,20}$/.test(language) ? language : ''}\n`;
  const content = printable(text).replace(/`{3,}|`+$/g, (run) => 'ˋ'.repeat(run.length));
  const room = limit - open.length - '\n```'.length;
  const isCut = content.length > room;
  const head = content.slice(0, Math.max(0, room));
  const kept = isCut && head.includes('\n') ? head.slice(0, head.lastIndexOf('\n')) : head;
  const shown = isCut && kept === head ? cut(content, Math.max(2, room)) : kept;
  return { markup: `${open}${shown}\n\`\`\``, isCut };
}
