import { allowedEdits, editDistance } from '../text/edit-distance.ts';

/** Counts how many documents hold each member; members nobody holds are forgotten. */
export class DocumentFrequency {
  readonly #counts = new Map<string, number>();
  /** Members by their first characters, made when they are first asked for: to look for what resembles a word. */
  #byInitial: Map<string, Set<string>> | undefined;

  add(members: Iterable<string>): void {
    for (const member of members) {
      const count = this.#counts.get(member);
      this.#counts.set(member, (count ?? 0) + 1);
      if (count === undefined && this.#byInitial !== undefined) enter(member, this.#byInitial);
    }
  }

  remove(members: Iterable<string>): void {
    for (const member of members) {
      const count = this.of(member) - 1;
      if (count > 0) this.#counts.set(member, count);
      else {
        this.#counts.delete(member);
        this.#byInitial?.get(member.charAt(0))?.delete(member);
      }
    }
  }

  of(member: string): number {
    return this.#counts.get(member) ?? 0;
  }

  members(): Iterable<string> {
    return this.#counts.keys();
  }

  beginningWith(initial: string): Iterable<string> {
    this.#byInitial ??= groupByInitial(this.#counts.keys());
    return this.#byInitial.get(initial) ?? [];
  }
}

/** Words by their first characters. */
export function groupByInitial(members: Iterable<string>): Map<string, Set<string>> {
  const byInitial = new Map<string, Set<string>>();
  for (const member of members) enter(member, byInitial);
  return byInitial;
}

function enter(member: string, byInitial: Map<string, Set<string>>): void {
  const members = byInitial.get(member.charAt(0));
  if (members === undefined) byInitial.set(member.charAt(0), new Set([member]));
  else members.add(member);
}

/** BM25's inverse document frequency, as MiniSearch computes it; always above 0. */
export function inverseDocumentFrequency(frequency: number, documents: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/**
 * The known word that a misspelt one most likely means: the nearest by edits, the most frequent of those.
 * Short words must be nearer, and the first letter must be right: otherwise strange words turn into others.
 */
export function correctSpelling(word: string, words: DocumentFrequency): string | undefined {
  const allowed = /\d/.test(word) ? 0 : allowedEdits(word.length);
  if (allowed === 0) return undefined;
  let best: { word: string; distance: number; count: number } | undefined;
  for (const candidate of words.beginningWith(word.charAt(0))) {
    if (Math.abs(candidate.length - word.length) > allowed || /\d/.test(candidate)) continue;
    const distance = editDistance(word, candidate, best?.distance ?? allowed);
    if (distance > allowed) continue;
    const count = words.of(candidate);
    if (
      best === undefined ||
      distance < best.distance ||
      (distance === best.distance && count > best.count)
    ) {
      best = { word: candidate, distance, count };
    }
  }
  return best?.word;
}

/** Known words that begin with a typed one of four letters or more, most frequent first, at most `limit`. */
export function completions(prefix: string, words: DocumentFrequency, limit: number): string[] {
  if (prefix.length < 4) return [];
  return [...words.beginningWith(prefix.charAt(0))]
    .filter((word) => word.startsWith(prefix))
    .sort((a, b) => words.of(b) - words.of(a))
    .slice(0, limit);
}

/** A word that stands nowhere, but whose two halves do: `dpsgd` -> `dp`, `sgd`. */
export function splitWord(word: string, words: DocumentFrequency): [string, string] | undefined {
  for (let at = word.length - 2; at >= 2; at--) {
    const parts: [string, string] = [word.slice(0, at), word.slice(at)];
    if (parts.every((part) => words.of(part) > 0)) return parts;
  }
  return undefined;
}

/** Measured: misspellings past what is corrected differ in up to a third of their letters, other words from 0.4 on. */
const ALIKE_SHARE = 0.35;

/** For each word the known one that looks most like it, where one does. */
export function nearestWords(words: readonly string[], known: DocumentFrequency): string[] {
  return words.flatMap((word) => {
    const limit = Math.floor(word.length * ALIKE_SHARE);
    let best: { word: string; distance: number } | undefined;
    for (const candidate of known.members()) {
      if (candidate.length < 4 || Math.abs(candidate.length - word.length) > limit) continue;
      if (/\d/.test(candidate)) continue;
      const distance = editDistance(word, candidate, (best?.distance ?? limit + 1) - 1);
      if (distance < (best?.distance ?? limit + 1)) best = { word: candidate, distance };
    }
    return best === undefined ? [] : [best.word];
  });
}
