import { describe, expect, test } from 'vitest';
import { CATEGORIES, categoriesWithCode, categoryName, findCategory } from '../src/categories.ts';

describe('categories', () => {
  test('all 155 codes are there once', () => {
    expect(new Set(CATEGORIES.map(({ code }) => code)).size).toBe(155);
    expect(CATEGORIES).toHaveLength(155);
  });

  test.each([
    ['cs.LG', 'cs.LG'],
    ['CS.lg', 'cs.LG'],
    ['LG', 'cs.LG'],
    ['hep-th', 'hep-th'],
    ['computer vision and pattern recognition', 'cs.CV'],
    ['Information Theory', 'cs.IT'],
    ['lg', undefined],
    ['learning', undefined],
    ['', undefined],
  ])('findCategory(%s)', (text, code) => {
    expect(findCategory(text)?.code).toBe(code);
  });

  test('a bare code may stand for several, likeliest first', () => {
    expect(categoriesWithCode('CO').map(({ code }) => code)).toEqual(['math.CO', 'astro-ph.CO', 'stat.CO']);
  });

  test('a name, or the code where there is none', () => {
    expect(categoryName('cs.CR')).toBe('Cryptography and Security');
    expect(categoryName('xx.YY')).toBe('xx.YY');
  });
});
