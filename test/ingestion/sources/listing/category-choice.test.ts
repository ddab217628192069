import { describe, expect, test } from 'vitest';
import { categoryChooser } from '../../../../src/ingestion/sources/listing/category-choice.ts';

function chosen(code: string, title: string, text = '', others: readonly string[] = []) {
  const record = { code, title, text };
  return categoryChooser([record, ...others.map((other) => ({ code: other, title: '', text: '' }))])(record);
}

describe('categoryChooser', () => {
  test.each([
    ['LG', '', 'cs.LG'],
    ['IV', '', 'eess.IV'],
    ['NC', '', 'q-bio.NC'],
    ['flu-dyn', '', 'physics.flu-dyn'],
    ['hep-th', '', 'hep-th'],
    ['SY', 'A controller', 'eess.SY'],
    ['NA', 'A scheme', 'math.NA'],
    ['CO', 'Chromatic numbers of random graphs', 'math.CO'],
    ['CO', 'Dark energy and the cosmic microwave background', 'astro-ph.CO'],
    ['CO', 'A Monte Carlo sampling package for Bayesian posterior simulation', 'stat.CO'],
    ['AP', 'Well-posedness of the nonlinear Schrodinger equation', 'math.AP'],
    ['AP', 'A Bayesian spatial regression of epidemiology survey data', 'stat.AP'],
    ['GR', 'Finite subgroups of hyperbolic groups', 'math.GR'],
    ['GR', 'Real-time rendering of textured meshes', 'cs.GR'],
    ['GT', 'Floer homology of knots and 3-manifolds', 'math.GT'],
    ['GT', 'Nash equilibria in auctions', 'cs.GT'],
    ['CV', 'Holomorphic functions on pseudoconvex domains', 'math.CV'],
    ['CV', 'Image segmentation', 'cs.CV'],
    ['GN', 'Single-cell gene expression and the genome', 'q-bio.GN'],
    ['GN', 'Labor income of households', 'econ.GN'],
    ['DS', 'Ergodic measures of hyperbolic diffeomorphisms', 'math.DS'],
    ['ST', 'Volatility of stock returns in financial markets', 'q-fin.ST'],
  ])('%s: %s', (code, title, category) => {
    expect(chosen(code, title)).toBe(category);
  });

  test('where the words do not tell, the rest of the page does', () => {
    expect(chosen('LO', 'A short note', '', ['NT', 'AG', 'RT'])).toBe('math.LO');
    expect(chosen('LO', 'A short note', '', ['PL', 'SE', 'AI'])).toBe('cs.LO');
  });
});
