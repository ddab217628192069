import type { Paper } from '../paper.ts';
import { allowedEdits, editDistance } from '../text/edit-distance.ts';
import { isStopWord } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import { MIN_NAME, type NamesInPaper, nameKey, nameKeys } from './names-in-paper.ts';
import { byDate } from './newest-first.ts';
import { groupByInitial } from './vocabulary.ts';

const MIN_CORRECTED = 6;

type Candidate = { readonly paper: Paper; readonly text: string; readonly isOwn: boolean };

/** Values under keys, several each; a key without any is forgotten. */
class Several<Value> {
  readonly #of = new Map<string, Value[]>();
  /** Keys by their first characters, made when they are first asked for. */
  #byInitial: Map<string, Set<string>> | undefined;

  get(key: string): readonly Value[] {
    return this.#of.get(key) ?? [];
  }

  beginningWith(initial: string): Iterable<string> {
    this.#byInitial ??= groupByInitial(this.#of.keys());
    return this.#byInitial.get(initial) ?? [];
  }

  add(key: string, value: Value): void {
    const values = this.#of.get(key);
    if (values !== undefined) {
      values.push(value);
      return;
    }
    this.#of.set(key, [value]);
    this.#byInitial?.set(key.charAt(0), (this.#byInitial.get(key.charAt(0)) ?? new Set()).add(key));
  }

  remove(key: string, isIt: (value: Value) => boolean): void {
    const left = this.get(key).filter((value) => !isIt(value));
    if (left.length > 0) this.#of.set(key, left);
    else {
      this.#of.delete(key);
      this.#byInitial?.get(key.charAt(0))?.delete(key);
    }
  }
}

/** What papers are called by in questions, kept up while papers come and go. */
export class PaperNames {
  readonly #titles = new Several<Paper>();
  readonly #starts = new Several<Paper>();
  readonly #candidates = new Several<Candidate>();
  readonly #writesOrdinarily: (key: string) => boolean;
  /** Which names are ordinary words elsewhere, as far as that was asked since papers came or went. */
  readonly #ordinary = new Map<string, boolean>();

  /** @param isOrdinary whether a paper writes a name without a capital */
  constructor(isOrdinary: (key: string) => boolean) {
    this.#writesOrdinarily = isOrdinary;
  }

  add(paper: Paper, { title, titleStart, names }: NamesInPaper): void {
    this.#titles.add(title, paper);
    if (titleStart !== undefined) this.#starts.add(titleStart, paper);
    for (const { key, text, isOwn } of names) this.#candidates.add(key, { paper, text, isOwn });
    this.#ordinary.clear();
  }

  remove(paper: Paper, { title, titleStart, names }: NamesInPaper): void {
    this.#titles.remove(title, (one) => one === paper);
    if (titleStart !== undefined) this.#starts.remove(titleStart, (one) => one === paper);
    for (const { key } of names) this.#candidates.remove(key, (one) => one.paper === paper);
    this.#ordinary.clear();
  }

  /** The paper of a folded title, or of what stands before a title's colon; of equal titles the oldest paper. */
  titled(key: string): Paper | undefined {
    const titles = this.#titles.get(key);
    const starts = this.#starts.get(key);
    const [only, another] = new Set([...titles, ...starts]);
    if (another === undefined) return only;
    // What begins a title is no name of it where another paper is called so as well.
    return starts.length > 0 ? undefined : [...titles].sort(byDate).at(-1);
  }

  /**
   * The paper that one word names: the name stands in no other paper. A name that is an ordinary word elsewhere counts
   * only as it is written.
   *
   * @param isKnown whether the papers hold the word: then it is no misspelt name
   */
  named(word: string, isKnown: (word: string) => boolean): Paper | undefined {
    const [token] = tokenize(word);
    if (token === undefined) return undefined;
    const key = nameKey(token);
    const found =
      this.#byName(key) ??
      nameKeys(token)
        .map((one) => this.#candidate(one))
        .find((one) => one?.text === token.text)?.paper;
    if (found !== undefined) return found;
    return isKnown(key) ? undefined : this.#corrected(key);
  }

  /** The one paper that has a name as its own. */
  #candidate(key: string): Candidate | undefined {
    const [only, another] = this.#candidates.get(key);
    return another === undefined && only?.isOwn === true ? only : undefined;
  }

  #byName(key: string): Paper | undefined {
    const own = isStopWord(key) ? undefined : this.#candidate(key)?.paper;
    const paper = own ?? this.#oneWordTitle(key);
    return paper === undefined || this.#isOrdinary(key) ? undefined : paper;
  }

  #isOrdinary(key: string): boolean {
    const known = this.#ordinary.get(key) ?? this.#writesOrdinarily(key);
    this.#ordinary.set(key, known);
    return known;
  }

  #oneWordTitle(key: string): Paper | undefined {
    if (key.includes(' ')) return undefined;
    return [key, `${key}s`]
      .filter(({ length }) => length >= MIN_NAME)
      .map((title) => this.titled(title))
      .find((paper) => paper !== undefined);
  }

  /** The name nearest to a misspelt one; of equally near ones the first in the alphabet. */
  #corrected(key: string): Paper | undefined {
    if (key.length < MIN_CORRECTED) return undefined;
    let allowed = Math.min(allowedEdits(key.length), 2);
    let best: { readonly name: string; readonly paper: Paper } | undefined;
    for (const names of [this.#candidates, this.#titles, this.#starts]) {
      for (const name of names.beginningWith(key.charAt(0))) {
        if (name.length < MIN_CORRECTED) continue;
        const distance = editDistance(key, name, allowed);
        if (distance > allowed) continue;
        const paper = this.#byName(name.replace(/s$/, ''));
        if (paper === undefined || (best !== undefined && distance === allowed && best.name <= name))
          continue;
        best = { name, paper };
        allowed = distance;
      }
    }
    return best?.paper;
  }
}
