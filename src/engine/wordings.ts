import { acronymKey } from '../text/acronyms.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { AcronymRegister } from './acronym-register.ts';

/** One thing that is said, and each way to say it: the terms of a way stand in a row. */
export type Wording = readonly (readonly string[])[];

const MAX_TOKENS = 100;

function ownTerms(token: Token): readonly string[] {
  return token.words.filter((word) => !isStopWord(word)).map(stem);
}

function distinct(ways: readonly (readonly string[])[]): Wording {
  const told = new Map(ways.filter((terms) => terms.length > 0).map((terms) => [terms.join(' '), terms]));
  return [...told.values()];
}

/** A word as it is, in one where it has a hyphen, and what it is short for. */
function ofToken(token: Token, acronyms: AcronymRegister): Wording {
  const short = token.joined ?? token.words[0] ?? '';
  return distinct([
    ownTerms(token),
    token.joined === undefined ? [] : [stem(token.joined)],
    acronyms.expansion(acronymKey(short)),
  ]);
}

/**
 * What words may stand for: each word that tells something, or each long form that some paper has an acronym for, in all
 * the ways in which the papers say it. `DP-SGD training` may be said with `differentially private ...` and `train`.
 */
export function wordingsOf(words: string, acronyms: AcronymRegister): readonly Wording[] {
  const tokens = tokenize(words, MAX_TOKENS).filter((token) => ownTerms(token).length > 0);
  const found: Wording[] = [];
  for (let at = 0; at < tokens.length; ) {
    const rest = tokens.slice(at).map(ownTerms);
    const long = acronyms.longFormAt(rest.flat());
    const token = tokens[at];
    if (token === undefined) break;
    // A long form ends where a word does.
    const lengths = rest.map((_, index) => rest.slice(0, index + 1).flat().length);
    const count = long === undefined ? -1 : lengths.indexOf(long.terms.length);
    if (long === undefined || count < 0) {
      found.push(ofToken(token, acronyms));
      at += 1;
    } else {
      found.push(distinct([long.terms, ...long.acronyms.map((acronym) => [stem(acronym)])]));
      at += count + 1;
    }
  }
  return found;
}
