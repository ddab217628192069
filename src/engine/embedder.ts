import type { Paper, PaperId } from '../paper.ts';

/** What the engine needs to find by meaning: a model that turns texts into vectors, and a place where those are kept. */

/** A text's direction in the model's space, of length 1: the dot product of two is their cosine, -1 to 1. */
export type Vector = Float32Array;

export type Embedder = {
  /** Names the weights: vectors of two models do not compare. Rejects where the model cannot be run. */
  model(): Promise<string>;
  /** A question's vector; undefined where it is not there in time or the model cannot be run. Never rejects. */
  embedQuestion(text: string): Promise<Vector | undefined>;
  /** A longer text's vector, made when no question waits. Rejects where the model cannot be run. */
  embedText(text: string): Promise<Vector>;
};

/** What a paper's vector is made of. */
export function embeddedText({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): string {
  return `${title}. ${abstract}`;
}

/** Whose vector, and a fingerprint of the text it was made of: another text needs another vector. */
export type VectorKey = { readonly id: PaperId; readonly text: string };
export type StoredVector = VectorKey & { readonly vector: Vector };

export type VectorStore = {
  /** What a model made of exactly these texts; the others are absent. */
  read(model: string, keys: readonly VectorKey[]): Promise<readonly StoredVector[]>;
  /** Keeps vectors, instead of what was kept for the same papers; papers that are gone meanwhile are left out. */
  write(model: string, vectors: readonly StoredVector[]): Promise<void>;
};
