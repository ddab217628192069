import { describe, expect, it } from 'vitest';
import { areaUnderCurve, calibrationError, fitLogistic } from '../../bench/logistic.ts';
import { confidenceBy, confidenceOf } from '../../src/answers/confidence.ts';

const feature = (paper: number) => ({ paper, sentence: 0, margin: 0, names: 1 });
const samples = Array.from({ length: 40 }, (_, at) => ({
  features: feature(at / 40),
  answerable: at >= 20 || at === 10,
  weight: 1,
}));

describe('fitLogistic', () => {
  const model = fitLogistic(samples);
  const judged = samples.map(({ features, answerable }) => ({
    answerable,
    confidence: confidenceBy(model, features),
  }));

  it('trusts what was answerable more, about as often as it was', () => {
    expect(areaUnderCurve(judged)).toBeGreaterThan(0.9);
    expect(calibrationError(judged)).toBeLessThan(0.15);
    expect(areaUnderCurve(judged.map((one) => ({ ...one, confidence: -one.confidence })))).toBeLessThan(0.1);
  });
});

describe('the shipped confidence', () => {
  it('grows with what paper and sentence hold of the question', () => {
    const none = confidenceOf({ paper: 0, sentence: 0, margin: 0, names: 0 });
    const half = confidenceOf({ paper: 0.5, sentence: 0.3, margin: 0.2, names: 1 });
    const all = confidenceOf({ paper: 1, sentence: 1, margin: 0.8, names: 1 });

    expect(none).toBeLessThan(0.05);
    expect(half).toBeGreaterThan(none);
    expect(all).toBeGreaterThan(0.95);
  });
});
