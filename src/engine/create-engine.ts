import type { CategoryCode, Paper, PaperId, Shelf } from '../paper.ts';
import { type PaperFilter, paperFilter } from '../query/matches.ts';
import type { Query } from '../query/query.ts';
import { acronymKey } from '../text/acronyms.ts';
import { tokenize } from '../text/tokens.ts';
import { Directory } from './author-lookup.ts';
import { closestPapers } from './closest.ts';
import { complete, completionEntry } from './completion.ts';
import { type Embedder, embeddedText, type Vector } from './embedder.ts';
import type { Definition, Engine, EngineSuggestion } from './engine.ts';
import { phrasesInCommon } from './in-common.ts';
import { lookUpPaper } from './paper-lookup.ts';
import { groupPeople } from './people.ts';
import { relatedDocuments } from './related.ts';
import { newestFirst, searchPassages, searchShelf } from './search.ts';
import { ShelfIndex } from './shelf-index.ts';
import { inSlices } from './time-slices.ts';
import { mineTopics, nearestTopics } from './topics.ts';
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

function countCategories(papers: Iterable<Paper>): { code: CategoryCode; papers: number }[] {
  const counts = new Map<CategoryCode, number>();
  for (const { categories } of papers) {
    for (const code of new Set(categories)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, papers]) => ({ code, papers }))
    .sort((a, b) => b.papers - a.papers || (a.code < b.code ? -1 : 1));
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
  const libraryPapers = () => [...shelves.library.documents()].map(({ paper }) => paper);
  const directory = derived(() => new Directory(groupPeople(libraryPapers())));
  const topics = derived(() => mineTopics(libraryPapers()));
  const titles = derived(() =>
    newestFirst(libraryPapers()).map(({ title, id }) => completionEntry(title, id)),
  );
  const names = derived(() =>
    directory.get().people.map(({ names: [name = '', ...others] }) => completionEntry(name, name, others)),
  );
  const topicNames = derived(async () => [
    ...(await topics.get()).map(({ topic }) => completionEntry(topic, topic)),
    ...countCategories(libraryPapers()).map(({ code }) => completionEntry(code, code)),
  ]);

  let revision = 0;

  function clearDerived(): void {
    revision += 1;
    for (const value of [directory, topics, titles, names, topicNames]) value.clear();
  }

  function removePaper(id: PaperId): void {
    if (shelves.library.get(id) !== undefined) clearDerived();
    for (const shelf of SHELVES) shelves[shelf].remove(id);
  }

  function addPaper(paper: Paper): void {
    removePaper(paper.id);
    shelves[paper.shelf].add(paper);
    if (paper.shelf === 'library') clearDerived();
  }

  /** A name in a filter means the person, under whichever spelling a paper lists them. */
  function authorAccepts(name: string, shelf: Shelf): PaperFilter {
    const listed = paperFilter({ text: '', without: [], categories: [], shelf, authors: [name] });
    const found = shelf === 'library' ? directory.get().find(name) : undefined;
    const [person, another] = found?.people ?? [];
    if (person === undefined || another !== undefined || found?.fit === 'corrected') return listed;
    const papers = new Set(person.papers);
    return (paper) => papers.has(paper) || listed(paper);
  }

  function filterOf(query: Query): PaperFilter {
    const people = query.authors.map((name) => authorAccepts(name, query.shelf));
    const rest = paperFilter({ ...query, authors: [] });
    return (paper) => rest(paper) && people.every((accepts) => accepts(paper));
  }

  async function questionVector({ text, shelf }: Query, question = text): Promise<Vector | undefined> {
    return text.trim() !== '' && shelves[shelf].knowsMeaning ? embedder?.embedQuestion(question) : undefined;
  }

  return {
    async add(papers) {
      await inSlices(papers, addPaper);
    },
    async remove(ids) {
      await inSlices(ids, removePaper);
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
    holdsTerm: (id, term) => SHELVES.some((shelf) => shelves[shelf].get(id)?.termSet.has(term)),
    async list(query) {
      const accepts = filterOf(query);
      return newestFirst([...shelves[query.shelf].documents()].map(({ paper }) => paper).filter(accepts));
    },
    async search(query, options) {
      const vector = await questionVector(query, options?.question);
      return searchShelf(query.text, shelves[query.shelf], filterOf(query), { ...options, vector });
    },
    async passages(query, options) {
      const vector = await questionVector(query, options?.question);
      return searchPassages(query.text, shelves[query.shelf], filterOf(query), { ...options, vector });
    },
    async paper(reference, shelf = 'library') {
      return lookUpPaper(reference, shelves[shelf]);
    },
    async author(name) {
      return directory.get().lookup(name);
    },
    async authors() {
      const people = directory.get();
      return people.people.map((person) => people.profile(person));
    },
    async categories() {
      return countCategories(libraryPapers());
    },
    async topics(limit) {
      return (await topics.get()).slice(0, limit).map(({ topic, papers }) => ({ topic, papers }));
    },
    async nearestTopics(words, limit) {
      return nearestTopics(words, await topics.get(), limit);
    },
    async related(id, limit) {
      const shelf = SHELVES.find((name) => shelves[name].get(id) !== undefined);
      const document = shelf === undefined ? undefined : shelves[shelf].get(id);
      if (shelf === undefined || document === undefined) return [];
      return relatedDocuments(document, shelves[shelf], limit).map(({ document: { paper }, score, fit }) => ({
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
