import MiniSearch from 'minisearch';
import type { Paper, PaperId } from '../paper.ts';
import { AcronymRegister } from './acronym-register.ts';
import { type IndexedDocument, indexDocument } from './document.ts';
import type { Vector } from './embedder.ts';
import { DocumentFrequency, inverseDocumentFrequency } from './vocabulary.ts';

/** A term to search for and how much it counts. */
export type WeightedTerm = { readonly term: string; readonly weight: number };
export type ScoredDocument = { readonly document: IndexedDocument; readonly score: number };

type Fields = { id: PaperId; text: string; title: string };

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
  readonly #documents = new Map<PaperId, IndexedDocument>();
  readonly #vectors = new Map<PaperId, Vector>();
  readonly #withoutVector = new Map<PaperId, Paper>();
  readonly #search = new MiniSearch<Fields>({
    fields: ['text', 'title'],
    tokenize: splitTerms,
    processTerm: (term) => term,
    searchOptions: { boost: { title: TITLE_BOOST }, bm25: BM25 },
  });

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
    this.#search.add({ id: paper.id, text: document.terms.join(' '), title: document.titleTerms.join(' ') });
  }

  remove(id: PaperId): void {
    const document = this.#documents.get(id);
    if (document === undefined) return;
    this.#search.remove({ id, text: document.terms.join(' '), title: document.titleTerms.join(' ') });
    this.#documents.delete(id);
    this.#vectors.delete(id);
    this.#withoutVector.delete(id);
    this.terms.remove(document.termSet);
    this.words.remove(document.words);
    this.acronyms.remove(document);
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

  /** All documents that hold one of the terms, best first. A term given twice counts twice. */
  rank(terms: readonly WeightedTerm[]): ScoredDocument[] {
    if (terms.length === 0) return [];
    const results = this.#search.search(terms.map(({ term }) => term).join(' '), {
      boostTerm: (_term, index) => terms[index]?.weight ?? 0,
    });
    const ranked: ScoredDocument[] = [];
    for (const { id, score, queryTerms } of results) {
      const document = this.#documents.get(id);
      // MiniSearch multiplies each score by the number of query terms found; that favours long common questions.
      if (document !== undefined) ranked.push({ document, score: score / Math.max(1, queryTerms.length) });
    }
    return ranked.sort((a, b) => b.score - a.score);
  }
}
