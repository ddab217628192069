import type { CategoryCode } from '../paper.ts';
import { editDistance } from '../text/edit-distance.ts';
import { type NameFit, type NameWords, nameFit, nameWords } from '../text/person-name.ts';
import type { AuthorLookup, AuthorProfile } from './engine.ts';
import type { Person } from './people.ts';
import { newestFirst } from './search.ts';

const NEAREST = 3;
/** Measured: names that differ in more than this share of their letters have nothing to do with each other. */
const MAX_DISTANCE = 0.45;
const SPELLING = { exact: 'exact', partial: 'partial', prefix: 'partial', corrected: 'corrected' } as const;
const FITS: readonly NameFit[] = ['exact', 'partial', 'prefix', 'corrected'];

/** Counts how often each value occurs, most often first, equal ones in alphabetical order. */
function tally<Value extends string>(values: Iterable<Value>): { value: Value; papers: number }[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, papers]) => ({ value, papers }))
    .sort((a, b) => b.papers - a.papers || (a.value < b.value ? -1 : 1));
}

/** All people of the library, found by name. Made anew after the papers have changed. */
export class Directory {
  readonly people: readonly Person[];
  readonly #byName = new Map<string, Person>();

  constructor(people: readonly Person[]) {
    this.people = [...people].sort(
      (a, b) => b.papers.length - a.papers.length || (mainName(a) < mainName(b) ? -1 : 1),
    );
    for (const person of people) for (const name of person.names) this.#byName.set(name, person);
  }

  profile(person: Person): AuthorProfile {
    const others = person.papers.flatMap((paper) => {
      const people = paper.authors
        .map(({ name }) => this.#byName.get(name))
        .filter((other) => other !== person);
      return [...new Set(people.map((other) => (other === undefined ? '' : mainName(other))))];
    });
    return {
      name: mainName(person),
      alsoListedAs: person.names.slice(1),
      papers: newestFirst(person.papers),
      coAuthors: tally(others).map(({ value, papers }) => ({ name: value, papers })),
      years: tally(person.papers.map(({ date }) => date.slice(0, 4)))
        .map(({ value, papers }) => ({ year: value, papers }))
        .sort((a, b) => (a.year < b.year ? 1 : -1)),
      categories: tally(person.papers.flatMap(({ categories }): CategoryCode[] => categories)).map(
        ({ value, papers }) => ({ code: value, papers }),
      ),
    };
  }

  /** The people whom a typed name fits, best kind of fit only. */
  find(name: string): { people: Person[]; fit: NameFit } | undefined {
    const typed = typedWords(name);
    const fits = this.people.flatMap((person) => {
      const fit = personFit(typed, person);
      return fit === undefined ? [] : [{ person, fit }];
    });
    for (const fit of FITS) {
      const people = fits.filter((one) => one.fit === fit).map(({ person }) => person);
      if (people.length > 0) return { people, fit };
    }
    return undefined;
  }

  lookup(name: string): AuthorLookup {
    const found = this.find(name);
    if (found === undefined) {
      return { kind: 'none', nearest: this.#nearest(typedWords(name)).map((person) => this.profile(person)) };
    }
    const authors = found.people.map((person) => this.profile(person));
    const spelling = SPELLING[found.fit];
    const [author, another] = authors;
    return author !== undefined && another === undefined
      ? { kind: 'one', author, spelling }
      : { kind: 'several', authors, spelling };
  }

  #nearest(typed: NameWords): Person[] {
    if (typed.length === 0) return [];
    return this.people
      .map((person) => ({ person, distance: personDistance(typed, person) }))
      .filter(({ distance }) => distance <= MAX_DISTANCE * typed.length)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, NEAREST)
      .map(({ person }) => person);
  }
}

/** Numbers are no part of a name, but people type years beside one. */
function typedWords(name: string): NameWords {
  return nameWords(name).filter((word) => !/^\d+$/.test(word));
}

function mainName(person: Person): string {
  return person.names[0] ?? '';
}

function personFit(typed: NameWords, person: Person): NameFit | undefined {
  const fits = new Set(person.words.map((words) => nameFit(typed, words)));
  return FITS.find((fit) => fits.has(fit));
}

/** Edits from the typed words to the nearest words of a name, as a share of the typed letters. */
function personDistance(typed: NameWords, person: Person): number {
  const distances = person.words.map((words) =>
    typed.reduce((sum, word) => {
      const nearest = Math.min(
        ...words.map((other) => editDistance(word, other, Math.max(word.length, other.length))),
      );
      return sum + nearest / Math.max(1, word.length);
    }, 0),
  );
  return Math.min(...distances);
}
