import type { Paper } from '../paper.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { isGenericTerm } from './topics.ts';

/** What two papers both speak of. */

const MAX_TOKENS = 5000;
const MAX_WORDS = 3;

type Phrase = { readonly terms: readonly string[]; readonly form: string; uses: number };

/** Words in a row that no stop word or punctuation parts, at most three, by their terms. */
function phrasesOf(text: string): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>();
  const tokens = tokenize(text, MAX_TOKENS);
  for (let at = 0; at < tokens.length; at++) {
    const run: Token[] = [];
    for (const token of tokens.slice(at, at + MAX_WORDS)) {
      const before = run.at(-1);
      if (!tells(token) || (before !== undefined && /\S/.test(text.slice(before.end, token.start)))) break;
      run.push(token);
      const terms = run.flatMap(({ terms }) => terms);
      const key = terms.join(' ');
      const known = phrases.get(key) ?? { terms, form: run.map(shown).join(' '), uses: 0 };
      known.uses += 1;
      phrases.set(key, known);
    }
  }
  return phrases;
}

function tells({ words }: Token): boolean {
  return words.every((word) => !isStopWord(word) && !isGenericTerm(word) && /[a-z]{2}/.test(word));
}

/** One word that both papers use once tells something only where it is an acronym or a name of parts. */
function isName(form: string): boolean {
  return /\p{L}.*\p{Lu}/u.test(form);
}

/** Lower case, but acronyms and names as they are written. */
function shown({ text }: Token): string {
  return /^\p{Lu}?[\p{Ll}-]+$/u.test(text) ? text.toLowerCase() : text;
}

/**
 * Phrases that stand in both papers, the most telling first, at most `limit`; none is part of another.
 * @param rarity how much a term tells, 0 and up
 */
export function phrasesInCommon(
  a: Paper,
  b: Paper,
  rarity: (term: string) => number,
  limit: number,
): string[] {
  const others = phrasesOf(`${b.title}.\n${b.abstract}`);
  const common = [...phrasesOf(`${a.title}.\n${a.abstract}`)]
    .map(([key, phrase]) => ({ key, ...phrase, uses: Math.min(phrase.uses, others.get(key)?.uses ?? 0) }))
    .filter(({ uses }) => uses > 0)
    .map(({ key, terms, form, uses }) => ({
      isTelling: terms.length > 1 || uses > 1 || isName(form),
      key: ` ${key} `,
      form,
      weight: Math.log(1 + uses) * terms.reduce((sum, term) => sum + rarity(term), 0),
    }))
    .sort((x, y) => y.weight - x.weight || (x.form < y.form ? -1 : 1));
  const chosen: typeof common = [];
  const telling = common.filter(({ isTelling }) => isTelling);
  for (const phrase of telling.length > 0 ? telling : common) {
    if (chosen.length >= limit) break;
    const words = phrase.key.trim().split(' ');
    const isKnown = chosen.some(({ key }) => words.some((word) => key.includes(` ${word} `)));
    if (!isKnown) chosen.push(phrase);
  }
  return chosen.map(({ form }) => form);
}
