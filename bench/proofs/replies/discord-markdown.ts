import type { ShownLink } from './shown.ts';

/**
 * Reads Discord's markdown as its client does (support.discord.com, "Markdown Text 101"). Written apart from what escapes for it, so
 * that one finds the other's mistakes.
 */

export type ReadMarkdown = { text: string; readonly links: ShownLink[]; readonly live: string[] };

/** What begins a heading, small text, a quote or a row, at the beginning of a line. */
const LINE_START = /^(?:#{1,3} |-# |> |[-*] )/;
const MENTION = /^<(?:@[!&]?\d+|#\d+|t:-?\d+(?::\w)?|a?:\w+:\d+|\/[^<>\n]+:\d+|id:\w+)>/;
const EVERYBODY = /^@(?:everyone|here)/;
const ADDRESS = /^<?https?:\/\/[^\s<>]+/;
const FORMATTING = /^(?:\*{1,3}|_{1,3}|~~|\|\|)/;

/** Where the bracket that opens at `at` is closed, brackets within it counted; -1 where it is not. */
function closing(text: string, at: number, open: string, close: string): number {
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === open) depth += 1;
    else if (character === close) {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

type Token = { readonly length: number; readonly text?: string };

function code(rest: string): Token | undefined {
  const [marks = ''] = /^`+/.exec(rest) ?? [];
  const end = marks === '' ? -1 : rest.indexOf(marks, marks.length);
  return end < 0 ? undefined : { length: end + marks.length, text: rest.slice(marks.length, end) };
}

function maskedLink(rest: string, found: ReadMarkdown): Token | undefined {
  if (rest[0] !== '[') return undefined;
  const end = closing(rest, 0, '[', ']');
  if (end < 0 || rest[end + 1] !== '(') return undefined;
  const urlEnd = closing(rest, end + 1, '(', ')');
  const href = rest.slice(end + 2, urlEnd);
  if (urlEnd < 0 || /\s/.test(href)) return undefined;
  const { text } = readLine(rest.slice(1, end), found);
  found.links.push({ text, href });
  return { length: urlEnd + 1, text };
}

function token(rest: string, found: ReadMarkdown): Token {
  const escaped = /^\\([^\p{L}\p{N}\s])/u.exec(rest);
  if (escaped !== null) return { length: escaped[0].length, text: escaped[1] ?? '' };
  const special = code(rest) ?? maskedLink(rest, found);
  if (special !== undefined) return special;
  const [live] = MENTION.exec(rest) ?? EVERYBODY.exec(rest) ?? [];
  if (live !== undefined) {
    found.live.push(live);
    return { length: live.length, text: live };
  }
  const [address] = ADDRESS.exec(rest) ?? [];
  if (address !== undefined) {
    found.links.push({ text: address, href: address.replace('<', '') });
    return { length: address.length, text: address };
  }
  const [formatting] = FORMATTING.exec(rest) ?? [];
  if (formatting !== undefined) return { length: formatting.length };
  return { length: 1, text: rest[0] ?? '' };
}

/** The words of one line; links and mentions are added to `found`. */
function readLine(line: string, found: ReadMarkdown): { readonly text: string } {
  let text = '';
  for (let at = 0; at < line.length; ) {
    const { length, text: words = '' } = token(line.slice(at), found);
    text += words;
    at += length;
  }
  return { text };
}

export function readMarkdown(content: string): ReadMarkdown {
  const found: ReadMarkdown = { text: '', links: [], live: [] };
  // Every second part is a block of code, in which nothing is read.
  const parts = content.split('```');
  const texts = parts.map((part, index) => {
    if (index % 2 === 1) return part.replace(/^[a-z0-9]*\n/, '\n');
    return part
      .split('\n')
      .map((line) => readLine(line.replace(LINE_START, ''), found).text)
      .join('\n');
  });
  found.text = texts.join('');
  return found;
}
