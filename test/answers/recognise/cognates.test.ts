import { describe, expect, it } from 'vitest';
import { cognate } from '../../../src/answers/recognise/cognates.ts';

const HELD = new Set(
  'acute aorta aortic dissection mitochondria anemia edema dialect ocean quality depressive classic methane schizophrenia dementia operated stomata'.split(
    ' ',
  ),
);

function english(word: string): string | undefined {
  return cognate(word, (one) => HELD.has(one));
}

describe('cognate', () => {
  it.each([
    ['akuter', 'acute'],
    ['Aortendissektion', 'aorta dissection'],
    ['Mitochondrien', 'mitochondria'],
    ['Anämie', 'anemia'],
    ['Ödem', 'edema'],
    ['Dialekte', 'dialect'],
    ['Ozeane', 'ocean'],
    ['Qualität', 'quality'],
    ['depressiven', 'depressive'],
    ['Methan', 'methane'],
    ['Schizophrenie', 'schizophrenia'],
    ['Demenz', 'dementia'],
    ['operiert', 'operated'],
  ])('%s is %s', (german, expected) => {
    expect(english(german)).toBe(expected);
  });

  it.each(['Fehlerrate', 'erreicht', 'Kinder', 'am', 'Handschrift'])('%s is none', (german) => {
    expect(english(german)).toBeUndefined();
  });
});
