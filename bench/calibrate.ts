import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { confidenceBy } from '../src/answers/confidence.ts';
import { shippedDataPath } from '../src/shipped-data.ts';
import { readSamples, type Sample } from './confidence-samples.ts';
import { areaUnderCurve, calibrationError, fitLogistic } from './logistic.ts';

// `npm run calibrate -- FOLDER` fits the confidence of answers on SciFact's train claims and the first half of PubMedQA's
// questions below FOLDER, reports on the rest, and writes data/confidence.json.
const { positionals } = parseArgs({ allowPositionals: true });
const [folder = '../shared/bench'] = positionals;
const QUESTIONS = 300;

function round(value: number): number {
  return Number(value.toFixed(3));
}

function halves(samples: readonly Sample[]): { fitted: Sample[]; held: Sample[] } {
  const isFitted = ({ split, sort }: Sample, at: number) =>
    sort.startsWith('scifact') ? split === 'train' : at < samples.length / 2;
  return { fitted: samples.filter(isFitted), held: samples.filter((sample, at) => !isFitted(sample, at)) };
}

const folders = ['scifact', 'pubmedqa'].map((name) => join(folder, name));
const missing = folders.find((path) => !existsSync(path));
if (missing === undefined) {
  const sets = await Promise.all(folders.map(async (path) => halves(await readSamples(path, QUESTIONS))));
  const fitted = sets.flatMap((set) => set.fitted);
  const held = sets.flatMap((set) => set.held);
  const model = fitLogistic(fitted.map((sample) => ({ ...sample, weight: 1 })));
  const weights = {
    paper: round(model.weights.paper),
    sentence: round(model.weights.sentence),
    margin: round(model.weights.margin),
    names: round(model.weights.names),
  };
  const rounded = { madeBy: 'npm run calibrate', intercept: round(model.intercept), weights };
  writeFileSync(shippedDataPath('confidence.json'), `${JSON.stringify(rounded, null, 2)}\n`);
  for (const [name, samples] of [
    ['fitted', fitted],
    ['held out', held],
  ] as const) {
    const judged = samples.map((sample) => ({
      ...sample,
      confidence: confidenceBy(rounded, sample.features),
    }));
    process.stdout.write(
      `${name.padEnd(9)} ${samples.length} samples, ${samples.filter(({ answerable }) => answerable).length} answerable: AUC ${areaUnderCurve(judged).toFixed(3)}, calibration error ${calibrationError(judged).toFixed(3)}\n`,
    );
    for (const sort of new Set(judged.map((sample) => sample.sort))) {
      const of = judged.filter((sample) => sample.sort === sort);
      const mean = of.reduce((sum, { confidence }) => sum + confidence, 0) / of.length;
      process.stdout.write(`  ${sort.padEnd(34)} ${of.length}, mean confidence ${mean.toFixed(3)}\n`);
    }
  }
} else {
  process.stderr.write(`There is no ${missing}\n`);
  process.exitCode = 66;
}
