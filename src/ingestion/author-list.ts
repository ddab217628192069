import type { Author } from '../paper.ts';
import { isNameSuffix, parseAuthorName } from './author-name.ts';
import { toPlainText } from './latex/plain-text.ts';

export type AuthorList = { readonly authors: readonly Author[]; readonly authorsComplete: boolean };

const INNERMOST_BRACKETS = /\([^()]*\)/g;
const CUT = /\bet\.? al\b\.?/i;

/** `((1) MIT, (2) ETH)` and `(University of X)`: where people work, also nested; what is never closed begins one too. */
function withoutAffiliations(text: string): string {
  const inner = text.replace(INNERMOST_BRACKETS, ' ');
  return inner === text ? text.replace(/\(.*$/s, ' ') : withoutAffiliations(inner);
}

/** A suffix belongs to the name before it: `Martin King, Jr., Ada Okafor`. */
function joinSuffixes(names: readonly string[]): string[] {
  const joined: string[] = [];
  for (const name of names) {
    const last = joined.at(-1);
    if (last !== undefined && isNameSuffix(name)) joined.splice(-1, 1, `${last} ${name}`);
    else joined.push(name);
  }
  return joined;
}

/** Authors in one line, as arXiv's feeds and `arXivRaw` have them: `The X Collaboration: A. Okafor (1), B. Li and C. Roy ((1) ETH)`. */
export function parseAuthorList(text: string): AuthorList {
  const line = withoutAffiliations(text.includes('\\') ? toPlainText(text) : text);
  const names = line
    .split(/[,;:&]|\band\b/)
    .map((name) => name.replace(CUT, ' ').replace(/\s+/g, ' ').trim())
    .filter((name) => /\p{L}/u.test(name) && name.length <= 300);
  return { authors: joinSuffixes(names).map(parseAuthorName), authorsComplete: !CUT.test(line) };
}
