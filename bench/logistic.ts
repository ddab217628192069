import { type ConfidenceModel, confidenceBy, FEATURES, type Features } from '../src/answers/confidence.ts';

export type Labelled = { readonly features: Features; readonly answerable: boolean; readonly weight: number };

const STEPS = 4000;
const RATE = 0.5;
const RIDGE = 1e-3;

/** Weighted logistic regression by gradient descent from zero, with a small ridge; deterministic. */
export function fitLogistic(samples: readonly Labelled[]): ConfidenceModel {
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  let model: ConfidenceModel = { intercept: 0, weights: { paper: 0, sentence: 0, margin: 0, names: 0 } };
  for (let step = 0; step < STEPS; step += 1) {
    let intercept = 0;
    const gradient = { paper: 0, sentence: 0, margin: 0, names: 0 };
    for (const { features, answerable, weight } of samples) {
      const error = (weight * (confidenceBy(model, features) - (answerable ? 1 : 0))) / total;
      intercept += error;
      for (const name of FEATURES) gradient[name] += error * features[name];
    }
    const weights = { ...model.weights };
    for (const name of FEATURES) weights[name] -= RATE * 10 * (gradient[name] + RIDGE * weights[name]);
    model = { intercept: model.intercept - RATE * 10 * intercept, weights };
  }
  return model;
}

/** Chance that an answerable question is trusted more than one that is not; 0.5 is guessing. */
export function areaUnderCurve(
  samples: readonly { readonly answerable: boolean; readonly confidence: number }[],
): number {
  const ordered = [...samples].sort((a, b) => a.confidence - b.confidence);
  let rankSum = 0;
  let positives = 0;
  for (const [at, { answerable }] of ordered.entries()) {
    if (!answerable) continue;
    positives += 1;
    rankSum += at + 1;
  }
  const negatives = ordered.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean distance of confidence from outcome over ten bins, weighted by their size: 0 is perfectly calibrated. */
export function calibrationError(
  samples: readonly { readonly answerable: boolean; readonly confidence: number }[],
): number {
  const bins = new Map<number, { confidence: number; right: number; count: number }>();
  for (const { answerable, confidence } of samples) {
    const key = Math.min(9, Math.floor(confidence * 10));
    const bin = bins.get(key) ?? { confidence: 0, right: 0, count: 0 };
    bin.confidence += confidence;
    bin.right += answerable ? 1 : 0;
    bin.count += 1;
    bins.set(key, bin);
  }
  return (
    [...bins.values()].reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / samples.length
  );
}
