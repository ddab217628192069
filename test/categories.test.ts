import { describe, expect, it } from 'vitest';
import { CATEGORIES, categoriesWithCode, categoryName, findCategory } from '../src/categories.ts';

describe('the taxonomy', () => {
  it('is whole, and each code is there once', () => {
    expect(CATEGORIES).toHaveLength(155);
    expect(new Set(CATEGORIES.map((category) => category.code)).size).toBe(155);
  });

  it('names a code and leaves an unknown one as it is', () => {
    expect(categoryName('cs.LG')).toBe('Machine Learning');
    expect(categoryName('hep-th')).toBe('High Energy Physics - Theory');
    expect(categoryName('xx.YY')).toBe('xx.YY');
  });

  it.each([
    ['cs.CR', 'cs.CR'],
    ['CS.cr', 'cs.CR'],
    ['CR', 'cs.CR'],
    ['CV', 'cs.CV'],
    ['cryptography & security', 'cs.CR'],
    ['human computer interaction', 'cs.HC'],
    ['mtrl-sci', 'cond-mat.mtrl-sci'],
    ['quant-ph', 'quant-ph'],
  ])('finds %s', (text, code) => {
    expect(findCategory(text)?.code).toBe(code);
  });

  it('does not take a word in small letters for a bare code', () => {
    expect(findCategory('it')).toBeUndefined();
    expect(findCategory('learning')).toBeUndefined();
    expect(findCategory('')).toBeUndefined();
  });

  it('offers one code for subjects that arXiv lists under two', () => {
    const codes = (bare: string) => categoriesWithCode(bare).map((category) => category.code);
    expect(codes('IT')).toEqual(['cs.IT']);
    expect(codes('SY')).toEqual(['eess.SY']);
    expect(codes('NA')).toEqual(['math.NA']);
    expect(codes('CV')).toEqual(['cs.CV', 'math.CV']);
    expect(codes('CO').toSorted()).toEqual(['astro-ph.CO', 'math.CO', 'stat.CO']);
    expect(codes('XX')).toEqual([]);
  });
});
