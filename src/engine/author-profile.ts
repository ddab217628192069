import type { CategoryCode, Paper } from '../paper.ts';
import type { AuthorProfile, CoAuthor } from './engine.ts';
import { newestFirst } from './newest-first.ts';
import { mainName, type Person } from './people.ts';

/** Counts how often each value occurs, most often first, equal ones in alphabetical order. */
function tally<Value extends string>(values: Iterable<Value>): { value: Value; papers: number }[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, papers]) => ({ value, papers }))
    .sort((a, b) => b.papers - a.papers || (a.value < b.value ? -1 : 1));
}

/** A value made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function coAuthorsOf(person: Person, personOf: (name: string) => Person | undefined): CoAuthor[] {
  const others = person.papers.flatMap((paper) => {
    const people = paper.authors.map(({ name }) => personOf(name)).filter((other) => other !== person);
    return [...new Set(people.map((other) => (other === undefined ? '' : mainName(other))))];
  });
  return tally(others).map(({ value, papers }) => ({ name: value, papers }));
}

/**
 * A person's listing. Of a large library's people most are asked for their names only, so the rest is made on demand.
 *
 * @param personOf whom a listed name is of
 */
export function lazyProfile(person: Person, personOf: (name: string) => Person | undefined): AuthorProfile {
  const papers = once((): readonly Paper[] => newestFirst(person.papers));
  const coAuthors = once(() => coAuthorsOf(person, personOf));
  const years = once(() =>
    tally(person.papers.map(({ date }) => date.slice(0, 4)))
      .map(({ value, papers: count }) => ({ year: value, papers: count }))
      .sort((a, b) => (a.year < b.year ? 1 : -1)),
  );
  const categories = once(() =>
    tally(person.papers.flatMap(({ categories: codes }): CategoryCode[] => codes)).map(
      ({ value, papers: count }) => ({ code: value, papers: count }),
    ),
  );
  return {
    name: mainName(person),
    alsoListedAs: person.names.slice(1),
    get papers() {
      return papers();
    },
    get coAuthors() {
      return coAuthors();
    },
    get years() {
      return years();
    },
    get categories() {
      return categories();
    },
  };
}
