import { describe, expect, test } from 'vitest';
import { acronymDefinitions, acronymKey } from '../../src/text/acronyms.ts';

const pairs = (text: string) =>
  acronymDefinitions(text).map(({ acronym, expansion }) => [acronym, expansion]);

describe('acronyms', () => {
  test.each([
    ['We use Computable General Equilibrium (CGE) models.', 'CGE', 'Computable General Equilibrium'],
    ['Recent graph neural networks (GNNs) learn.', 'GNN', 'graph neural networks'],
    ['magnetic resonance imaging (MRI) scans', 'MRI', 'magnetic resonance imaging'],
    ['VEGF (vascular endothelial growth factor) rises', 'VEGF', 'vascular endothelial growth factor'],
    [
      'BERT: Bidirectional Encoder Representations from Transformers',
      'BERT',
      'Bidirectional Encoder Representations from Transformers',
    ],
    ['stochastic gradient Langevin dynamics (SG-LD) is', 'SG-LD', 'stochastic gradient Langevin dynamics'],
    ['the weighted AUROC (wAUROC) is', 'wAUROC', 'weighted AUROC'],
    ['RAdio Detection And Ranging (RADAR) sees', 'RADAR', 'RAdio Detection And Ranging'],
    ['a state-of-the-art (SOTA) method', 'SOTA', 'state-of-the-art'],
    ["patients with Alzheimer's disease (AD, n=5)", 'AD', "Alzheimer's disease"],
  ])('%s', (text, acronym, expansion) => {
    expect(pairs(text)).toContainEqual([acronym, expansion]);
  });

  test.each([
    'The result (see Fig. 2) holds (p<0.05).',
    'We saw 12 of them (NASA).',
    'An improvement (IMPROVEMENT) of nothing.',
    '((((((',
    '',
  ])('finds none in: %s', (text) => {
    expect(pairs(text)).toEqual([]);
  });

  test('points at the short form', () => {
    const text = 'We use support vector machines (SVMs) here.';
    const [definition] = acronymDefinitions(text);
    expect(text.slice(definition?.start).startsWith('SVM')).toBe(true);
  });

  test('spellings of one short form have one key', () => {
    expect(['DP-SGD', 'dpsgd', 'DP SGD'].map(acronymKey)).toEqual(['dpsgd', 'dpsgd', 'dpsgd']);
    expect(acronymKey('GNNs')).toBe('gnn');
  });

  test('a million brackets take no time to speak of', () => {
    expect(pairs('(A'.repeat(5e5))).toEqual([]);
    expect(pairs(`${'a b '.repeat(2e5)}(AB)`).length).toBeLessThan(2);
  });
});
