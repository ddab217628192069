import type { Span } from '../../src/reply/reply.ts';
import { webLink } from '../../src/reply/web-link.ts';
import { escapeText, inlineCode, within } from './escape.ts';
import { MAX_HREF } from './limits.ts';

/** Spans as Discord's markdown, never longer than asked for. */

/** Puts markers around the words of a text; markdown takes none that stand beside white space. */
function around(marker: string, text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(escapeText(text)) ?? [];
  return words === '' ? `${before}${after}` : `${before}${marker}${words}${marker}${after}`;
}

/** The words, clickable, and the host where they do not say it. */
export function linked(text: string, url: string): string {
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

/** One line of at most `limit` code units; what does not fit is cut, and what comes after it left out behind an ellipsis. */
export function renderLine(spans: readonly Span[], limit: number): string {
  let line = '';
  for (const span of spans) {
    const markup = spanMarkup(span);
    const whole = within(span.text, Number.POSITIVE_INFINITY, markup);
    // One code unit is kept for the ellipsis of a span that does not fit at all.
    const fitting = within(span.text, limit - line.length - 1, markup);
    line += fitting;
    if (fitting !== whole) return fitting === '' && line.length < limit ? `${line}…` : line;
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
