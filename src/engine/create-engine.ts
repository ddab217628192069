import type { CategoryCode, Paper, PaperId, Shelf } from '../paper.ts';
import type { Query } from '../query/query.ts';
import { acronymKey } from '../text/acronyms.ts';
import { tokenize } from '../text/tokens.ts';
import { inSlices } from '../time-slices.ts';
import { Directory } from './author-lookup.ts';
import { closestPapers } from './closest.ts';
import { type CompletionEntry, complete, completionEntry } from './completion.ts';
import { type Embedder, embeddedText, type Vector } from './embedder.ts';
import type { Definition, Engine, EngineSuggestion, PapersAbout } from './engine.ts';
import { createFilters } from './filters.ts';
import { phrasesInCommon } from './in-common.ts';
import { isMentioned } from './mentions.ts';
import { lookUpPaper } from './paper-lookup.ts';
import { papersAbout } from './papers-about.ts';
import { mainName, type Person } from './people.ts';
import { RecentlyAsked } from './recently-asked.ts';
import { relatedDocuments } from './related.ts';
import { searchPassages, searchShelf } from './search.ts';
import { ShelfIndex } from './shelf-index.ts';
import { nearestTopics } from './topics.ts';
import { wordingsOf } from './wordings.ts';

const SHELVES: readonly Shelf[] = ['library', 'stream'];

/** A value made from the library, made anew when asked for after the library has changed. */
function derived<Value>(make: () => Value): { get(): Value; clear(): void } {
  let made: { readonly value: Value } | undefined;
  return {
    get() {
      made ??= { value: make() };
      return made.value;
    },
    clear() {
      made = undefined;
    },
  };
}

/** Entries are kept with what they complete to, which comes and goes one by one. */
const titleEntries = new WeakMap<Paper, CompletionEntry>();
const personEntries = new WeakMap<Person, CompletionEntry>();

function titleEntry(paper: Paper): CompletionEntry {
  const entry = titleEntries.get(paper) ?? completionEntry(paper.title, paper.id);
  titleEntries.set(paper, entry);
  return entry;
}

function personEntry(person: Person): CompletionEntry {
  const [, ...others] = person.names;
  const name = mainName(person);
  const entry = personEntries.get(person) ?? completionEntry(name, name, others);
  personEntries.set(person, entry);
  return entry;
}

/** How many papers have each of some values. */
class Counts<Value extends string> {
  readonly #counts = new Map<Value, number>();

  add(values: Iterable<Value>, by: 1 | -1): void {
    for (const value of new Set(values)) {
      const count = (this.#counts.get(value) ?? 0) + by;
      if (count > 0) this.#counts.set(value, count);
      else this.#counts.delete(value);
    }
  }

  values(): Value[] {
    return [...this.#counts.keys()];
  }

  /** Most papers first, equal ones in alphabetical order. */
  ranked(): { code: Value; papers: number }[] {
    return [...this.#counts]
      .map(([code, papers]) => ({ code, papers }))
      .sort((a, b) => b.papers - a.papers || (a.code < b.code ? -1 : 1));
  }
}

export type EngineOptions = {
  /** Without one papers are ranked by words alone. */
  readonly embedder?: Embedder | undefined;
};

/**
 * An empty engine over MiniSearch. Library and stream are two indexes, so that what a source brings changes neither
 * the library's answers nor its statistics.
 */
export function createEngine({ embedder }: EngineOptions = {}): Engine {
  const shelves: Record<Shelf, ShelfIndex> = { library: new ShelfIndex(), stream: new ShelfIndex() };
  const { library } = shelves;
  const directory = new Directory(library.people);
  const categories = new Counts<CategoryCode>();
  const organisations = new Counts<string>();
  const titles = derived(async () => {
    const entries: CompletionEntry[] = [];
    await inSlices(await library.newestFirst(), (paper) => entries.push(titleEntry(paper)));
    return entries;
  });
  const names = derived(async () => {
    const entries: CompletionEntry[] = [];
    await inSlices(await library.people.people(), (person) => entries.push(personEntry(person)));
    return entries;
  });
  const topicNames = derived(async () => [
    ...(await library.topics.topics()).map(({ topic }) => completionEntry(topic, topic)),
    ...categories.ranked().map(({ code }) => completionEntry(code, code)),
  ]);

  const keptAbout = new RecentlyAsked<Promise<PapersAbout>>();

  let revision = 0;
  let changes = 0;

  function onLibraryChange(paper: Paper, by: 1 | -1): void {
    revision += 1;
    directory.clear();
    for (const value of [titles, names, topicNames]) value.clear();
    categories.add(paper.categories, by);
    organisations.add(paper.organisation === undefined ? [] : [paper.organisation], by);
  }

  function removePaper(id: PaperId): void {
    changes += 1;
    const paper = library.get(id)?.paper;
    if (paper !== undefined) onLibraryChange(paper, -1);
    for (const shelf of SHELVES) shelves[shelf].remove(id);
  }

  function addPaper(paper: Paper): void {
    removePaper(paper.id);
    shelves[paper.shelf].add(paper);
    if (paper.shelf === 'library') onLibraryChange(paper, 1);
  }

  const filterOf = createFilters(shelves, directory, () => changes);

  async function questionVector({ text, shelf }: Query, question = text): Promise<Vector | undefined> {
    return text.trim() !== '' && shelves[shelf].knowsMeaning ? embedder?.embedQuestion(question) : undefined;
  }

  return {
    async add(papers) {
      await inSlices(papers, addPaper);
      await library.settle();
    },
    async remove(ids) {
      await inSlices(ids, removePaper);
      await library.settle();
    },
    withoutVector(limit) {
      const papers: Paper[] = [];
      for (const shelf of SHELVES) {
        for (const paper of shelves[shelf].withoutVector()) {
          if (papers.length >= limit) return papers;
          papers.push(paper);
        }
      }
      return papers;
    },
    setVectors(vectors) {
      for (const { paper, vector } of vectors) shelves[paper.shelf].setVector(paper, vector);
    },
    revision: () => revision,
    size: (shelf) => shelves[shelf].size,
    get: (id) => (shelves.library.get(id) ?? shelves.stream.get(id))?.paper,
    knowsWord: (word) =>
      tokenize(word, 1).some(({ words }) => words.every((part) => shelves.library.words.of(part) > 0)),
    async about(parts, among) {
      if (among !== undefined) return papersAbout(parts, library, among);
      const key = `${revision} ${JSON.stringify(parts)}`;
      return keptAbout.get(key, () => papersAbout(parts, library));
    },
    isMentioned: (words, papers) => isMentioned(words, papers, library),
    async names() {
      await library.people.update();
      return {
        people: directory.index,
        papers: library.paperNames,
        categories: new Set(categories.values()),
        organisations: organisations.values(),
      };
    },
    async list(query) {
      const accepts = await filterOf(query);
      return (await shelves[query.shelf].newestFirst()).filter(accepts);
    },
    async search(query, options) {
      const vector = await questionVector(query, options?.question);
      const accepts = await filterOf(query);
      return searchShelf(query.text, shelves[query.shelf], accepts, { ...options, vector });
    },
    async passages(query, options) {
      const vector = await questionVector(query, options?.question);
      const accepts = await filterOf(query);
      return searchPassages(query.text, shelves[query.shelf], accepts, { ...options, vector });
    },
    async paper(reference, shelf = 'library') {
      return lookUpPaper(reference, shelves[shelf]);
    },
    async author(name) {
      return directory.lookup(name);
    },
    async authors(of) {
      return directory.people(of);
    },
    async categories() {
      return categories.ranked();
    },
    async topics(limit) {
      return (await library.topics.topics()).slice(0, limit).map(({ topic, papers }) => ({ topic, papers }));
    },
    async nearestTopics(words, limit) {
      return nearestTopics(words, await library.topics.topics(), limit);
    },
    async related(id, limit) {
      const shelf = SHELVES.find((name) => shelves[name].get(id) !== undefined);
      const document = shelf === undefined ? undefined : shelves[shelf].get(id);
      if (shelf === undefined || document === undefined) return [];
      const related = await relatedDocuments(document, shelves[shelf], limit);
      return related.map(({ document: { paper }, score, fit }) => ({
        paper,
        score,
        fit,
        coverage: 0,
        matched: [],
      }));
    },
    async closest(paper, limit) {
      const known = SHELVES.map((name) => shelves[name].vector(paper.id)).find((one) => one !== undefined);
      const isKnown = known !== undefined || !shelves.library.knowsMeaning;
      const vector = isKnown ? known : await embedder?.embedText(embeddedText(paper)).catch(() => undefined);
      return closestPapers(paper, shelves.library, vector, limit);
    },
    wordings: (words) => wordingsOf(words, shelves.library.acronyms),
    inCommon(a, b, limit) {
      const shelf = SHELVES.map((name) => shelves[name]).find((one) => one.get(a) && one.get(b));
      const [first, second] = [shelf?.get(a)?.paper, shelf?.get(b)?.paper];
      if (shelf === undefined || first === undefined || second === undefined) return [];
      return phrasesInCommon(first, second, (term) => shelf.idf(term), limit);
    },
    async definitions(acronym) {
      return shelves.library.acronyms
        .entries(acronymKey(acronym))
        .map(({ definition, paper }): Definition => {
          const sentence = shelves.library
            .get(paper.id)
            ?.sentences()
            .find((one) => one.sentence.text.includes(definition.expansion));
          return {
            acronym: definition.acronym,
            expansion: definition.expansion,
            paper,
            ...(sentence !== undefined && { sentence: sentence.sentence }),
          };
        });
    },
    async suggest(prefix, kind, limit): Promise<readonly EngineSuggestion[]> {
      const entries = { paper: titles, author: names, topic: topicNames }[kind];
      return complete(prefix, await entries.get(), limit);
    },
  };
}
