import { describe, expect, it } from 'vitest';
import { expectedAnswer } from '../../src/answers/expected-kind.ts';
import { shortAnswer } from '../../src/answers/short-answer.ts';

const SENTENCE =
  'The cohort was founded in 1998 to follow families of several northern parishes over two generations, and it currently comprises 412 farmers from 17 villages representing both valleys, including weavers, millers, and smiths.';

function matters(text: string): number {
  return ['farmers', 'villages'].filter((word) => text.includes(word)).length;
}

describe('shortAnswer', () => {
  it('cuts the clause that tells, and shows where something is left out', () => {
    const short = shortAnswer(SENTENCE, expectedAnswer('how many farmers'), matters);

    expect(short).toContain('412 farmers from 17 villages');
    expect(short).toMatch(/^… and it currently/);
    expect(short?.length).toBeLessThanOrEqual(200);
    expect(SENTENCE).toContain(short?.replaceAll('…', '').trim());
  });

  it('leaves short sentences and those that tell nothing', () => {
    expect(
      shortAnswer('412 farmers were asked.', expectedAnswer('why were they asked'), matters),
    ).toBeUndefined();
    expect(shortAnswer(SENTENCE, expectedAnswer('why'), () => 0)).toBeUndefined();
  });

  it('is the number with what it counts, where the sentence has one number only', () => {
    const asked = expectedAnswer('how many loaves were baked');
    const none = () => 0;

    expect(shortAnswer('In all, more than 90,000 brown loaves were baked.', asked, none)).toBe(
      'more than 90,000 brown loaves',
    );
    expect(shortAnswer('We baked 12 loaves and 30 rolls.', asked, none)).toBeUndefined();
    expect(shortAnswer('We baked 12 rolls, and then loaves.', asked, none)).toBeUndefined();
  });
});
