import type { Span } from '../../src/reply/reply.ts';
import { webLink } from '../../src/reply/web-link.ts';
import { escapeText, inlineCode, within } from './escape.ts';

/** Spans as Discord's markdown, never longer than asked for. */

const MAX_HREF = 1000;

/** Puts markers around the words of a text; markdown takes none that stand beside white space. */
function around(marker: string, text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(escapeText(text)) ?? [];
  return words === '' ? `${before}${after}` : `${before}${marker}${words}${marker}${after}`;
}

/** The words, clickable, and the host where they do not say it. */
function linked(text: string, url: string): string {
  const target = webLink(url);
  if (target === undefined || target.href.length > MAX_HREF) return escapeText(text);
  const href = target.href.replaceAll('(', '%28').replaceAll(')', '%29');
  const words = escapeText(text.trim() === '' ? target.host : text);
  return `[${words}](${href})${text.includes(target.host) ? '' : ` (${escapeText(target.host)})`}`;
}

function spanMarkup(span: Span): (text: string) => string {
  switch (span.type) {
    case 'text':
      return escapeText;
    case 'strong':
      return (text) => around('**', text);
    case 'emphasis':
      return (text) => around('*', text);
    case 'code':
      return inlineCode;
    case 'link':
      return (text) => linked(text, span.url);
  }
}

/** One line of at most `limit` code units; what does not fit is cut, and what comes after it left out. */
export function renderLine(spans: readonly Span[], limit: number): string {
  let line = '';
  for (const span of spans) {
    const markup = spanMarkup(span);
    const room = limit - line.length;
    const fitting = within(span.text, room, markup);
    line += fitting;
    if (fitting === '' ? span.text !== '' : fitting !== within(span.text, Number.POSITIVE_INFINITY, markup))
      break;
  }
  return line;
}

/** The same words, all bold: for the first line of a row. Links stay links. */
export function boldLine(spans: readonly Span[], limit: number): string {
  return renderLine(
    spans.map((span) => (span.type === 'text' ? { type: 'strong', text: span.text } : span)),
    limit,
  );
}
