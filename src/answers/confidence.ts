import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { shippedDataPath } from '../shipped-data.ts';
import { type Evidence, missingNames, type RankedPassage } from './evidence.ts';
import type { Interpretation } from './interpretation.ts';

/**
 * How likely the papers hold what is asked: a logistic model over what the evidence shows. Its coefficients are fitted on
 * claims and questions about biomedical abstracts by `npm run calibrate`, never on questions about a library here.
 */

/** Shares of the question; free of the scale on which papers are ranked. */
export type Features = {
  /** Share of the question's weighted words in the best paper. */
  readonly paper: number;
  /** Share of them in the best sentence. */
  readonly sentence: number;
  /** How much more of the weighted words the best paper holds than the next; below 0 where another holds more. */
  readonly margin: number;
  /** Share of the names and numbers in the question that the best paper holds; 1 where there are none. */
  readonly names: number;
};

export const FEATURES = [
  'paper',
  'sentence',
  'margin',
  'names',
] as const satisfies readonly (keyof Features)[];

const Model = z.object({
  madeBy: z.string(),
  intercept: z.number(),
  weights: z.object({ paper: z.number(), sentence: z.number(), margin: z.number(), names: z.number() }),
});
export type ConfidenceModel = Omit<z.infer<typeof Model>, 'madeBy'>;

const NAMED = /[\p{L}\p{N}]\p{Lu}|\p{N}/u;

export function featuresOf(
  asked: Interpretation,
  { hits }: Evidence,
  ranked: readonly RankedPassage[],
): Features {
  const [passage] = ranked;
  if (passage === undefined) return { paper: 0, sentence: 0, margin: 0, names: 0 };
  const names = asked.words.split(' ').filter((word) => NAMED.test(word));
  const { paper, paperCoverage, coverage } = passage.passage;
  const missing = missingNames(asked.words, paper).length;
  const others = hits.filter((hit) => hit.paper.id !== paper.id).map((hit) => hit.coverage);
  return {
    paper: paperCoverage,
    sentence: coverage,
    margin: paperCoverage - Math.max(0, ...others),
    names: names.length === 0 ? 1 : 1 - missing / names.length,
  };
}

/** From 0 to 1. */
export function confidenceBy({ intercept, weights }: ConfidenceModel, features: Features): number {
  const sum = FEATURES.reduce((total, name) => total + weights[name] * features[name], intercept);
  return 1 / (1 + Math.exp(-sum));
}

const SHIPPED: ConfidenceModel = Model.parse(
  JSON.parse(readFileSync(shippedDataPath('confidence.json'), 'utf8')),
);

/** How likely the best sentence answers the question, 0 to 1. */
export function confidenceOf(features: Features): number {
  return confidenceBy(SHIPPED, features);
}
