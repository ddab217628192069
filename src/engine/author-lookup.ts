import type { Paper } from '../paper.ts';
import { editDistance } from '../text/edit-distance.ts';
import { type NameFit, type NameWords, nameWords } from '../text/person-name.ts';
import { inSlices, sortedInSlices } from '../time-slices.ts';
import { lazyProfile } from './author-profile.ts';
import type { AuthorLookup, AuthorProfile, PersonIndex } from './engine.ts';
import { byPapers, type ListedName, type Person } from './people.ts';
import type { PeopleRegister } from './people-register.ts';

const NEAREST = 3;
/** Measured: names that differ in more than this share of their letters have nothing to do with each other. */
const MAX_DISTANCE = 0.45;
const SPELLING = { exact: 'exact', partial: 'partial', prefix: 'partial', corrected: 'corrected' } as const;
const FITS: readonly NameFit[] = ['exact', 'partial', 'prefix', 'corrected'];

/** The people of the library, found by name. What it tells is of the papers as they were at the last update. */
export class Directory {
  readonly #register: PeopleRegister;
  /** Who somebody's co-authors are changes with others' names: made anew after any change. */
  readonly #profiles = new Map<Person, AuthorProfile>();

  constructor(register: PeopleRegister) {
    this.#register = register;
  }

  /** To be called when papers have come or gone. */
  clear(): void {
    this.#profiles.clear();
  }

  /** Everybody by the words of their names. */
  readonly index: PersonIndex = {
    has: (word) => this.#register.names.holding(word).size > 0,
    people: (word) => this.#holding(word),
    named: (name) => {
      const person = this.#register.person(name);
      return person === undefined ? undefined : this.profile(person);
    },
    isFamily: (word) => {
      for (const { words } of this.#register.names.holding(word)) if (words.at(-1) === word) return true;
      return false;
    },
    words: (initial) => this.#words(initial),
  };

  *#words(initial: string): Iterable<string> {
    for (const [word] of this.#register.names.words(initial)) yield word;
  }

  #holding(word: string): Set<AuthorProfile> {
    const people = new Set<Person>();
    for (const listed of this.#register.names.holding(word)) {
      const person = this.#register.personOf(listed);
      if (person !== undefined) people.add(person);
    }
    return new Set([...people].sort(byPapers).map((person) => this.profile(person)));
  }

  /** A person's listing; what takes longer than the name is made when it is asked for. */
  profile(person: Person): AuthorProfile {
    const known = this.#profiles.get(person);
    if (known !== undefined) return known;
    const made = lazyProfile(person, (name) => this.#register.person(name));
    this.#profiles.set(person, made);
    return made;
  }

  /** All people, most papers first; or those whom some papers list. */
  async people(papers?: readonly Paper[]): Promise<readonly AuthorProfile[]> {
    const people: AuthorProfile[] = [];
    if (papers === undefined) {
      const all = await this.#register.people();
      await inSlices(all, (person) => people.push(this.profile(person)));
      return people;
    }
    await this.#register.update();
    const listed = new Set<Person>();
    for (const { authors } of papers) {
      for (const { name } of authors) {
        const person = this.#register.person(name);
        if (person !== undefined) listed.add(person);
      }
    }
    return (await sortedInSlices([...listed], byPapers)).map((person) => this.profile(person));
  }

  /** The people whom a typed name fits, best kind of fit only, most papers first. */
  find(name: string): { people: Person[]; fit: NameFit } | undefined {
    const fits = new Map<Person, Set<NameFit>>();
    for (const { listed, fit } of this.#register.names.fitting(typedWords(name))) {
      const person = this.#register.personOf(listed);
      if (person !== undefined) fits.set(person, (fits.get(person) ?? new Set()).add(fit));
    }
    for (const fit of FITS) {
      const people = [...fits].flatMap(([person, of]) => (of.has(fit) ? [person] : []));
      if (people.length > 0) return { people: people.sort(byPapers), fit };
    }
    return undefined;
  }

  async lookup(name: string): Promise<AuthorLookup> {
    await this.#register.update();
    const found = this.find(name);
    if (found === undefined) {
      const nearest = await this.#nearest(typedWords(name));
      return { kind: 'none', nearest: nearest.map((person) => this.profile(person)) };
    }
    const authors = found.people.map((person) => this.profile(person));
    const spelling = SPELLING[found.fit];
    const [author, another] = authors;
    return author !== undefined && another === undefined
      ? { kind: 'one', author, spelling }
      : { kind: 'several', authors, spelling };
  }

  async #nearest(typed: NameWords): Promise<Person[]> {
    if (typed.length === 0) return [];
    const limit = MAX_DISTANCE * typed.length;
    const distances = await Promise.all(typed.map((word) => this.#distances(word, limit)));
    const near = new Map<Person, number>();
    const candidates = new Set<ListedName>(distances.flatMap((of) => [...of.keys()]));
    await inSlices(candidates, (listed) => {
      const person = this.#register.personOf(listed);
      const sum = distances.reduce((total, of) => total + (of.get(listed) ?? Number.POSITIVE_INFINITY), 0);
      if (person !== undefined && sum <= limit) near.set(person, Math.min(sum, near.get(person) ?? sum));
    });
    return [...near]
      .sort(([a, n], [b, m]) => n - m || byPapers(a, b))
      .slice(0, NEAREST)
      .map(([person]) => person);
  }

  /** Edits from a typed word to the nearest word of each name, as a share of its letters, where they are few enough. */
  async #distances(typed: string, limit: number): Promise<Map<ListedName, number>> {
    const nearest = new Map<ListedName, number>();
    const letters = Math.max(1, typed.length);
    await inSlices(this.#register.names.words(), ([word, listed]) => {
      const longest = Math.max(typed.length, word.length);
      const allowed = Math.min(longest, Math.floor(limit * letters));
      const edits = editDistance(typed, word, allowed);
      if (edits > allowed) return;
      for (const name of listed) {
        nearest.set(name, Math.min(edits / letters, nearest.get(name) ?? Number.POSITIVE_INFINITY));
      }
    });
    return nearest;
  }
}

/** Numbers are no part of a name, but people type years beside one. */
function typedWords(name: string): NameWords {
  return nameWords(name).filter((word) => !/^\d+$/.test(word));
}
