import { describe, expect, test } from 'vitest';
import { nameFit, nameWords } from '../../src/text/person-name.ts';

const fitOf = (typed: string, name: string) => nameFit(nameWords(typed), nameWords(name));

describe('nameFit', () => {
  test.each([
    ['Jürgen Köhler', 'Jürgen Köhler', 'exact'],
    ['koehler, juergen', 'Jürgen Köhler', 'exact'],
    ['kohler', 'Jürgen Köhler', 'partial'],
    ['Köhler J', 'Jürgen Köhler', 'partial'],
    ['J. Köhler', 'Jürgen Köhler', 'partial'],
    ['kohl', 'Jürgen Köhler', 'prefix'],
    ['kohlr', 'Jürgen Köhler', 'corrected'],
    ['Mary Jones', 'M. Jones', 'partial'],
    ["o'brien", "Edna O'Brien", 'partial'],
    ['du pin calmon', 'Flavio du Pin Calmon', 'partial'],
  ])('%s is %s (%s)', (typed, name, expected) => {
    expect(fitOf(typed, name)).toBe(expected);
  });

  test.each([
    ['miller', 'Daniel M. Lang'],
    ['daniel miller', 'Daniel M. Lang'],
    ['j', 'Jürgen Köhler'],
    ['', 'Jürgen Köhler'],
    ['köhler köhler', 'Jürgen Köhler'],
    ['anna köhler', 'Jürgen Köhler'],
  ])('%s is not %s', (typed, name) => {
    expect(fitOf(typed, name)).toBeUndefined();
  });
});
