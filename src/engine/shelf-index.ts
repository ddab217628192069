import MiniSearch from 'minisearch';
import type { Paper, PaperId } from '../paper.ts';
import { pause } from '../time-slices.ts';
import { AcronymRegister } from './acronym-register.ts';
import { type IndexedDocument, indexDocument } from './document.ts';
import type { Vector } from './embedder.ts';
import { KeptInOrder } from './kept-in-order.ts';
import { writesOrdinarily } from './names-in-paper.ts';
import { byDate } from './newest-first.ts';
import { PaperNames } from './paper-names.ts';
import { PeopleRegister } from './people-register.ts';
import { TermScoreKeeper } from './term-scores.ts';
import { TopicRegister } from './topic-register.ts';
import { DocumentFrequency, inverseDocumentFrequency } from './vocabulary.ts';

/** A term to search for and how much it counts. */
export type WeightedTerm = { readonly term: string; readonly weight: number };
export type ScoredDocument = { readonly document: IndexedDocument; readonly score: number };

type Fields = { id: number; text: string; title: string };

/** Measured in the design's retrieval study: one flat field, a light title field beside it, BM25 without a floor. */
const TITLE_BOOST = 0.3;
const BM25 = { k: 1.2, b: 0.75, d: 0 };
/** With fewer the papers that have vectors would be preferred to those that do not have them yet. */
const MIN_SHARE_OF_VECTORS = 0.9;
const splitTerms = (text: string) => (text === '' ? [] : text.split(' '));

/**
 * The index of one shelf. Terms are made here, so MiniSearch is given them ready, joined by spaces:
 * document lengths then count what was indexed, without stop words.
 */
export class ShelfIndex {
  readonly acronyms = new AcronymRegister();
  readonly terms = new DocumentFrequency();
  readonly words = new DocumentFrequency();
  readonly people = new PeopleRegister();
  readonly paperNames = new PaperNames((key) => this.#writesOrdinarily(key));
  /** Terms that stand in no paper of the shelf are stop words there. */
  readonly topics = new TopicRegister((terms) =>
    this.papersHolding(terms.filter((term) => this.terms.of(term) > 0)),
  );
  readonly #byDate = new KeptInOrder(byDate);
  readonly #documents = new Map<PaperId, IndexedDocument>();
  /** Documents by the numbers under which they are scored; a number that becomes free is given anew. */
  readonly #numbered: (IndexedDocument | undefined)[] = [];
  readonly #numbers = new Map<PaperId, number>();
  readonly #free: number[] = [];
  readonly #vectors = new Map<PaperId, Vector>();
  readonly #withoutVector = new Map<PaperId, Paper>();
  readonly #search = new MiniSearch<Fields>({
    fields: ['text', 'title'],
    tokenize: splitTerms,
    processTerm: (term) => term,
    searchOptions: { boost: { title: TITLE_BOOST }, bm25: BM25 },
  });
  readonly #scores = new TermScoreKeeper((term, filter) => this.#search.search(term, { filter }));

  get size(): number {
    return this.#documents.size;
  }

  get(id: PaperId): IndexedDocument | undefined {
    return this.#documents.get(id);
  }

  documents(): Iterable<IndexedDocument> {
    return this.#documents.values();
  }

  add(paper: Paper): void {
    this.remove(paper.id);
    const document = indexDocument(paper);
    this.#documents.set(paper.id, document);
    this.#withoutVector.set(paper.id, paper);
    this.terms.add(document.termSet);
    this.words.add(document.words);
    this.acronyms.add(document);
    this.people.add(paper);
    this.paperNames.add(paper, document.names);
    this.topics.add(paper);
    this.#byDate.add(paper);
    const number = this.#free.pop() ?? this.#numbered.length;
    this.#numbered[number] = document;
    this.#numbers.set(paper.id, number);
    this.#search.add(fieldsOf(document, number));
    this.#scores.clear();
  }

  remove(id: PaperId): void {
    const document = this.#documents.get(id);
    const number = this.#numbers.get(id);
    if (document === undefined || number === undefined) return;
    this.#search.remove(fieldsOf(document, number));
    this.#scores.clear();
    this.#documents.delete(id);
    this.#numbers.delete(id);
    this.#numbered[number] = undefined;
    this.#free.push(number);
    this.#vectors.delete(id);
    this.#withoutVector.delete(id);
    this.terms.remove(document.termSet);
    this.words.remove(document.words);
    this.acronyms.remove(document);
    this.people.remove(document.paper);
    this.paperNames.remove(document.paper, document.names);
    this.topics.remove(document.paper);
    this.#byDate.remove(document.paper);
  }

  /** The documents that hold all of some terms. */
  *documentsHolding(terms: readonly string[]): Iterable<IndexedDocument> {
    const [rarest, ...others] = [...terms].sort((a, b) => this.terms.of(a) - this.terms.of(b));
    if (rarest === undefined) return;
    for (const number of this.#scores.of(rarest, this.terms.of(rarest)).numbers) {
      const document = this.#numbered[number];
      if (document !== undefined && others.every((term) => document.termSet.has(term))) yield document;
    }
  }

  *papersHolding(terms: readonly string[]): Iterable<Paper> {
    for (const { paper } of this.documentsHolding(terms)) yield paper;
  }

  /** Whether a paper writes a name without a capital. */
  #writesOrdinarily(key: string): boolean {
    const forms = [key, `${key}s`].filter((form) => this.words.of(form) > 0);
    if (forms.length === 0) return false;
    for (const { paper, words } of this.#documents.values()) {
      if (forms.some((form) => words.has(form)) && writesOrdinarily(paper, key)) return true;
    }
    return false;
  }

  /** Brings in order what has changed, so that who asks next need not wait for it. Yields to the event loop. */
  async settle(): Promise<void> {
    await this.people.people();
    await this.#byDate.items();
  }

  /** All papers, newest first. Yields to the event loop after many have changed. */
  newestFirst(): Promise<readonly Paper[]> {
    return this.#byDate.items();
  }

  /** Papers whose vector has not been set since they were added. */
  withoutVector(): Iterable<Paper> {
    return this.#withoutVector.values();
  }

  /** Without effect where the paper is gone or has been replaced: the vector is that of another text. */
  setVector(paper: Paper, vector: Vector): void {
    if (this.#withoutVector.get(paper.id) !== paper) return;
    this.#withoutVector.delete(paper.id);
    this.#vectors.set(paper.id, vector);
  }

  vector(id: PaperId): Vector | undefined {
    return this.#vectors.get(id);
  }

  /** Whether so many papers have vectors that the others are not put at a disadvantage. */
  get knowsMeaning(): boolean {
    return this.size > 0 && this.#vectors.size >= MIN_SHARE_OF_VECTORS * this.size;
  }

  idf(term: string): number {
    return inverseDocumentFrequency(this.terms.of(term), this.size);
  }

  /**
   * All documents that hold one of the terms, in no order. A term given twice counts twice. Yields to the event loop;
   * of documents that come or go meanwhile some may be missing.
   */
  async score(terms: readonly WeightedTerm[]): Promise<ScoredDocument[]> {
    const sums = new Float64Array(this.#numbered.length);
    const found: number[] = [];
    for (const { term, weight } of terms) {
      const { numbers, scores } = this.#scores.of(term, this.terms.of(term));
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at] ?? 0;
        // What was added during a pause has no room here.
        if (number >= sums.length) continue;
        if (sums[number] === 0) found.push(number);
        sums[number] = (sums[number] ?? 0) + weight * (scores[at] ?? 0);
      }
      await pause();
    }
    const scored: ScoredDocument[] = [];
    for (const number of found) {
      const document = this.#numbered[number];
      if (document !== undefined) scored.push({ document, score: sums[number] ?? 0 });
    }
    return scored;
  }
}

function fieldsOf({ terms, titleTerms }: IndexedDocument, id: number): Fields {
  return { id, text: terms.join(' '), title: titleTerms.join(' ') };
}
