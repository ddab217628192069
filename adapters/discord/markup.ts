import type { Span } from '../../src/reply/reply.ts';
import { webLink } from '../../src/reply/web-link.ts';
import { escapeText, inlineCode, within } from './escape.ts';
import { MAX_HREF } from './limits.ts';

/** Spans as Discord's markdown, never longer than asked for. */

/** What would end a link's address, or mention somebody in it. */
const ENCODED: Readonly<Record<string, string>> = { '(': '%28', ')': '%29', '@': '%40' };

/** Puts markers around the words of a text; markdown takes none that stand beside white space. */
function around(marker: string, text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(escapeText(text)) ?? [];
  return words === '' ? `${before}${after}` : `${before}${marker}${words}${marker}${after}`;
}

/** The words, clickable, within markers such as those for bold, and the host where the words do not say it. */
export function linked(text: string, url: string, marker = ''): string {
  const target = webLink(url);
  if (target === undefined || target.href.length > MAX_HREF)
    return marker === '' ? escapeText(text) : around(marker, text);
  const href = target.href.replace(/[()@]/g, (character) => ENCODED[character] ?? character);
  const words = escapeText(text.trim() === '' ? target.host : text);
  return `${marker}[${words}](${href})${marker}${text.includes(target.host) ? '' : ` (${escapeText(target.host)})`}`;
}

type SpanMarkup = (text: string) => string;

function spanMarkup(span: Span): SpanMarkup {
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

function boldMarkup(span: Span): SpanMarkup {
  if (span.type === 'text') return (text) => around('**', text);
  return span.type === 'link' ? (text) => linked(text, span.url, '**') : spanMarkup(span);
}

function joined(spans: readonly Span[], limit: number, markupOf: (span: Span) => SpanMarkup): string {
  let line = '';
  for (const span of spans) {
    const markup = markupOf(span);
    const whole = within(span.text, Number.POSITIVE_INFINITY, markup);
    // One code unit is kept for the ellipsis of a span that does not fit at all.
    const fitting = within(span.text, limit - line.length - 1, markup);
    line += fitting;
    if (fitting !== whole) return fitting === '' && line.length < limit ? `${line}…` : line;
  }
  return line;
}

/** One line of at most `limit` code units; what does not fit is cut, and what comes after it left out behind an ellipsis. */
export function renderLine(spans: readonly Span[], limit: number): string {
  return joined(spans, limit, spanMarkup);
}

/** As {@link renderLine}, in bold: for the first line of a row. */
export function boldLine(spans: readonly Span[], limit: number): string {
  return joined(spans, limit, boldMarkup);
}
