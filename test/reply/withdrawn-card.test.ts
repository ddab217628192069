import { describe, expect, it } from 'vitest';
import { cardBlocks } from '../../src/reply/paper-card.ts';
import { withdrawalReason } from '../../src/reply/withdrawal-words.ts';
import { paper } from '../library/paper-draft.ts';

const WHY = 'This paper has been withdrawn due to a sign error in Lemma 2';

describe('the card of a withdrawn paper', () => {
  it('says so first, with the reason, once', () => {
    const held = { ...paper('okafor2021sparse'), status: 'withdrawn' as const, comment: `4 pages. ${WHY}` };
    const card = JSON.stringify(cardBlocks(held));
    expect(card).toContain(`: “${WHY}”`);
    expect(card.split(WHY)).toHaveLength(2);
  });

  it('gives no reason where none is told', () => {
    const held = { ...paper('okafor2021sparse'), status: 'withdrawn' as const };
    expect(JSON.stringify(cardBlocks(held))).toContain('Withdrawn');
    for (const comment of ['Withdrawn', 'This paper has been withdrawn by the authors.'])
      expect(withdrawalReason({ ...held, comment })).toBeUndefined();
    expect(withdrawalReason({ ...held, status: 'published', comment: WHY })).toBeUndefined();
  });
});
