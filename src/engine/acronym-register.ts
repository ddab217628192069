import type { Paper } from '../paper.ts';
import { type AcronymDefinition, acronymKey } from '../text/acronyms.ts';
import { tokenize } from '../text/tokens.ts';
import type { IndexedDocument } from './document.ts';

type Entry = {
  readonly definition: AcronymDefinition;
  readonly paper: Paper;
  readonly terms: readonly string[];
};

/** The acronyms that papers themselves explain. */
export class AcronymRegister {
  readonly #byKey = new Map<string, Entry[]>();
  /** First term of a long form to the keys of those acronyms. */
  readonly #byFirstTerm = new Map<string, Set<string>>();

  add(document: IndexedDocument): void {
    for (const definition of document.definitions) {
      const key = acronymKey(definition.acronym);
      const terms = tokenize(definition.expansion).flatMap(({ terms }) => terms);
      const [first] = terms;
      if (first === undefined) continue;
      const entries = this.#byKey.get(key) ?? [];
      this.#byKey.set(key, entries);
      entries.push({ definition, paper: document.paper, terms });
      this.#byFirstTerm.set(first, (this.#byFirstTerm.get(first) ?? new Set()).add(key));
    }
  }

  remove(document: IndexedDocument): void {
    for (const definition of document.definitions) {
      const key = acronymKey(definition.acronym);
      const left = this.entries(key).filter((entry) => entry.paper.id !== document.paper.id);
      if (left.length > 0) this.#byKey.set(key, left);
      else this.#byKey.delete(key);
    }
  }

  entries(key: string): readonly Entry[] {
    return this.#byKey.get(key) ?? [];
  }

  /** The terms of the long form most papers give for an acronym. */
  expansion(key: string): readonly string[] {
    const counts = new Map<string, { terms: readonly string[]; count: number }>();
    for (const { terms } of this.entries(key)) {
      const form = terms.join(' ');
      counts.set(form, { terms, count: (counts.get(form)?.count ?? 0) + 1 });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.terms ?? [];
  }

  /** The longest long form with which these terms begin, and the keys of its acronyms. */
  longFormAt(
    terms: readonly string[],
  ): { readonly terms: readonly string[]; readonly acronyms: readonly string[] } | undefined {
    const beginning = (entry: Entry) =>
      entry.terms.length > 1 && entry.terms.every((expected, at) => terms[at] === expected);
    const found = [...(this.#byFirstTerm.get(terms[0] ?? '') ?? [])].flatMap((key) =>
      this.entries(key)
        .filter(beginning)
        .map((entry) => ({ key, terms: entry.terms })),
    );
    const length = Math.max(...found.map((one) => one.terms.length));
    const longest = found.filter((one) => one.terms.length === length);
    const [first] = longest;
    return first && { terms: first.terms, acronyms: [...new Set(longest.map(({ key }) => key))] };
  }

  /** Keys of the acronyms whose long form stands in these terms. */
  acronymsIn(terms: readonly string[]): string[] {
    const found = new Set<string>();
    for (const [at, term] of terms.entries()) {
      for (const key of this.#byFirstTerm.get(term) ?? []) {
        const spelled = this.entries(key).some(
          (entry) =>
            entry.terms.length > 1 &&
            entry.terms.every((expected, offset) => terms[at + offset] === expected),
        );
        if (spelled) found.add(key);
      }
    }
    return [...found];
  }
}
