import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuthorName } from '../../src/ingestion/author-name.ts';

describe('parseAuthorName', () => {
  it.each([
    ['Georgios Kaissis', 'Georgios', 'Kaissis'],
    ['Juan Felipe Gomez', 'Juan Felipe', 'Gomez'],
    ['Flavio du Pin Calmon', 'Flavio', 'du Pin Calmon'],
    ['Laurens J. van der Maaten', 'Laurens J.', 'van der Maaten'],
    ['Luc Van Gool', 'Luc', 'Van Gool'],
    ['Stefan Kolek Martinez de Azagra', 'Stefan', 'Kolek Martinez de Azagra'],
    ['Santiago Ramón y Cajal', 'Santiago', 'Ramón y Cajal'],
    ['María del Carmen López', 'María del Carmen', 'López'],
    ['Ana Maria de Souza', 'Ana Maria', 'de Souza'],
    ['Thi Van Nguyen', 'Thi Van', 'Nguyen'],
    ['Tamara T. Mueller', 'Tamara T.', 'Mueller'],
    ['J.-P. Serre', 'J.-P.', 'Serre'],
    ['Rueckert D', 'D', 'Rueckert'],
    ['Fei LI', 'Fei', 'LI'],
    ['Suharto', '', 'Suharto'],
    ['The ATLAS Collaboration', '', 'The ATLAS Collaboration'],
    ['Martin Luther King Jr.', 'Martin Luther', 'King Jr.'],
    ['Martin Luther King, Jr.', 'Martin Luther', 'King Jr.'],
    ['Henry Jones III', 'Henry', 'Jones III'],
  ])('splits %s', (name, given, family) => {
    expect(parseAuthorName(name)).toEqual({ name, given, family });
  });

  it.each([
    ['van der Maaten, Laurens', 'Laurens van der Maaten', 'Laurens', 'van der Maaten'],
    ['King, Jr., Martin', 'Martin King Jr.', 'Martin', 'King Jr.'],
    ['King, Martin, Jr.', 'Martin King Jr.', 'Martin', 'King Jr.'],
    ['  Hölzl ,  Florian A. ', 'Florian A. Hölzl', 'Florian A.', 'Hölzl'],
  ])('turns round %s', (text, name, given, family) => {
    expect(parseAuthorName(text)).toEqual({ name, given, family });
  });

  it('refuses a blank name', () => {
    expect(() => parseAuthorName(' \t')).toThrow(RangeError);
  });

  it('keeps every word of a name written in order', () => {
    const word = fc.string({ unit: fc.constantFrom(...'AZaz.é-'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const author = parseAuthorName(words.join(' '));
        const split = `${author.given} ${author.family}`.trim().split(' ');
        expect(split.toSorted()).toEqual(author.name.split(' ').toSorted());
        expect(author.family).not.toBe('');
      }),
    );
  });
});
