import { expect, test } from 'vitest';
import { phrasesInCommon } from '../../src/engine/in-common.ts';
import { samplePaper } from './sample-papers.ts';

const roots = samplePaper({
  id: 'okafor2021roots',
  title: 'Root growth in dry soil',
  abstract: 'Root growth depends on rain. GraphNet predicts root growth, namely in sand.',
});
const leaves = samplePaper({
  id: 'okafor2022leaves',
  title: 'Leaves',
  abstract: 'Without rain, root growth ends; namely GraphNet says so.',
});

test('two papers share phrases and names, not words that both use in passing', () => {
  expect(phrasesInCommon(roots, leaves, () => 1, 3)).toEqual(['root growth', 'GraphNet']);
});

test('words used in passing are told where there is nothing else, at most as many as are asked for', () => {
  const rain = samplePaper({ id: 'lindqvist2020rain', title: 'Clouds', abstract: 'Rain, and sand.' });

  expect(phrasesInCommon(roots, rain, () => 1, 1)).toEqual(['rain']);
  expect(phrasesInCommon(roots, rain, () => 1, 5)).toEqual(['rain', 'sand']);
});
