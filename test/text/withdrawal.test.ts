import { describe, expect, it } from 'vitest';
import { isWithdrawn, withdrawalText } from '../../src/text/withdrawal.ts';

describe('a paper is withdrawn', () => {
  it.each([
    'This paper has been withdrawn',
    'This paper has been withdrawn by the author due to a crucial sign error in equation 1',
    'Withdrawn',
    'Withdrawn by the author',
    'Withdrawn: Lemma 2 is wrong',
    'withdrawn due to an error in Lemma 3',
    'Paper withdrawn.',
    'Paper temporarily withdrawn',
    '12 pages, 3 figures. This submission has been withdrawn by arXiv administrators',
    '12 pages, withdrawn because the main theorem is false',
    'arXiv admin note: This version has been removed; submission has been withdrawn by arXiv administrators due to overlap',
    'arXiv admin note: submission has been withdrawn by arXiv administrators due to disputed authorship',
    'This manuscript, sent in 2004, was withdrawn',
    'This article (v2) has been withdrawn',
    'The authors have withdrawn this paper for its errors',
    'The author has withdrawn this paper',
    'We have withdrawn this manuscript',
  ])('where its comment says: %s', (comment) => {
    expect(isWithdrawn(comment, 'We look at bees.')).toBe(true);
  });

  it.each([
    'Supersedes the withdrawn article arXiv:1201.00001',
    'This paper replaces a withdrawn paper of ours',
    'This paper supersedes arXiv:1201.00001, which was withdrawn',
    'Lemma 3 of the first version was withdrawn',
    'Withdrawn from ICLR 2020',
    'This paper was withdrawn from a conference',
    'Accepted at ICML 2024; 12 pages',
    'We study withdrawn loans',
    'The paper is about students withdrawn from school',
  ])('and not where it says: %s', (comment) => {
    expect(isWithdrawn(comment, 'We look at bees.')).toBe(false);
  });

  it('where that stands in place of the abstract, and not where an abstract speaks of such', () => {
    expect(isWithdrawn(undefined, 'This paper has been withdrawn by the author due to an error.')).toBe(true);
    expect(isWithdrawn(undefined, 'Withdrawn water returns to the river.')).toBe(false);
    expect(isWithdrawn(undefined, 'Why is work on withdrawn articles still cited? We look at it.')).toBe(
      false,
    );
  });

  it('and says why', () => {
    const comment =
      '12 pages, 3 figures. This paper has been withdrawn. Lemma 2 is wrong,\nas B. Lin told us.';
    expect(withdrawalText(comment, '')).toBe(
      'This paper has been withdrawn. Lemma 2 is wrong, as B. Lin told us.',
    );
  });
});
