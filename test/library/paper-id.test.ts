import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPaperId } from '../../src/library/paper-id.ts';
import { PaperId } from '../../src/paper.ts';
import { author, draft } from './paper-draft.ts';

const NONE: ReadonlySet<string> = new Set();

describe('newPaperId', () => {
  it.each([
    [
      'Shit',
      'Relationformer: A Unified Framework for Image-to-Graph Generation',
      '2022',
      'shit2022relationformer',
    ],
    ['Müller-Lüdenscheidt', 'The 2D Ising Model', '1999-01', 'mullerludenscheidt19992d'],
    ['van der Maaten', 'On the Use of $f$-Divergences', '2008-02-03', 'vandermaaten2008use'],
    ['Ørsted', 'f-Differential Privacy', '2020', 'orsted2020differential'],
    ['Łukasiewicz', 'Why?', '1920', 'lukasiewicz1920why'],
    ['北京', '中文题目', '2020', 'beijing2020zhongwentimu'],
  ])('makes a key of %s, "%s"', (family, title, date, id) => {
    expect(newPaperId(draft({ title, date, authors: [author('', family)] }), NONE)).toBe(id);
  });

  it('numbers papers that would share a key', () => {
    const paper = draft();
    expect(newPaperId(paper, new Set(['okafor2021sparse', 'okafor2021sparse-2']))).toBe('okafor2021sparse-3');
  });

  it('is a valid id, whatever the paper is called', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(text, text, (title, family) => {
        const id = newPaperId(draft({ title, authors: [author('', family)] }), NONE);
        expect(PaperId.safeParse(id).success).toBe(true);
      }),
    );
  });
});
