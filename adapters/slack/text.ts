import { cut } from '../../src/text/cut.ts';
import { printable } from '../../src/text/printable.ts';

/** Text on its way to Slack and from it. */

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' } as const;

/** Escapes what Slack's markup reads: afterwards `<!channel>` is these nine characters and nobody is called. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}

/** The text escaped, in at most `limit` (20 or more) code units: cut before it is escaped, so that no entity is cut in two. */
export function escapedWithin(text: string, limit: number): string {
  let kept = limit;
  for (;;) {
    const escaped = escapeMarkup(cut(text, kept));
    if (escaped.length <= limit) return escaped;
    // Fewer than there would be room for, where the rest has fewer signs to escape.
    kept = Math.max(2, Math.floor((kept * limit) / escaped.length) - 1);
  }
}

/** A text to show: printable, never empty, within `limit` code units. For fields that Slack takes as data, where nothing is escaped. */
export function shown(text: string, limit: number): string {
  const words = cut(printable(text), limit);
  return words.trim() === '' ? '…' : words;
}

/** `<@U1|name>`, `<#C1|name>`, `<!here>`, `<https://...|label>`: how Slack writes what a person linked or mentioned. */
const REFERENCE = /<([@#!]?)([^<>|\s]*)(?:\|([^<>]*))?>/g;

function referenced(_: string, sign: string, target: string, label: string | undefined): string {
  if (sign === '') return target.replace(/^mailto:/, '');
  const name = label === undefined || label === '' ? target.replace(/\^.*$/, '') : label;
  return sign === '!' ? `@${name.replace(/^@/, '')}` : `${sign}${name}`;
}

/** What a person typed, out of what Slack delivers: references read as text, entities as characters. */
export function typedText(delivered: string): string {
  return delivered
    .replace(REFERENCE, referenced)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
