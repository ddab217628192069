import type { Embedder, Vector } from '../../src/engine/embedder.ts';

/** An embedder for tests: a text's direction is that of the fruit it names, whatever else stands in it. */

const FRUIT = ['apple', 'pear', 'plum'];
const SYNONYMS: Readonly<Record<string, string>> = { pomaceous: 'apple', drupe: 'plum' };

export function direction(text: string): Vector {
  const said = text.toLowerCase();
  const fruit = SYNONYMS[Object.keys(SYNONYMS).find((word) => said.includes(word)) ?? ''] ?? said;
  return Float32Array.from(FRUIT, (name) => (fruit.includes(name) ? 1 : 0));
}

/** Remembers which texts it was given. */
export function handEmbedder(
  model = 'fruit',
): Embedder & { readonly texts: string[]; readonly questions: string[] } {
  const texts: string[] = [];
  const questions: string[] = [];
  return {
    texts,
    questions,
    model: async () => model,
    async embedQuestion(text) {
      questions.push(text);
      return direction(text);
    },
    async embedText(text) {
      texts.push(text);
      return direction(text);
    },
  };
}
