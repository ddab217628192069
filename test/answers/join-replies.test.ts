import { describe, expect, it } from 'vitest';
import { joinReplies } from '../../src/answers/join-replies.ts';
import { item, list, note, paragraph, reply } from '../../src/reply/build.ts';
import { renderText } from '../../src/reply/render-text.ts';

const TOLD = reply({ kind: 'answer', blocks: [paragraph('Ada Lovelace')] });
const OPEN = reply({ kind: 'refusal', answered: false, blocks: [paragraph('The abstracts do not say.')] });

function listed(name: string) {
  const rows = Array.from({ length: 10 }, (_, at) => item([`${name} ${at}`]));
  return reply({ kind: 'list', blocks: [paragraph(name), list(rows, 1), note('and 2 more: say “more”')] });
}

describe('joinReplies', () => {
  it('says which question stays open', () => {
    const joined = joinReplies([OPEN, TOLD], ['how many ovens', 'who wrote it?']);

    expect(joined.answered).toBe(true);
    expect(renderText(joined)).toBe('“how many ovens” The abstracts do not say.\nAda Lovelace');
  });

  it('adds nothing where none or all are answered', () => {
    expect(renderText(joinReplies([OPEN], ['how many ovens']))).toBe('The abstracts do not say.');
    expect(joinReplies([OPEN, OPEN], ['a', 'b']).answered).toBe(false);
  });

  it('shows the first rows of each of several lists', () => {
    const text = renderText(joinReplies([listed('Loaf'), listed('Roll')], ['a', 'b']));

    expect(text).toMatch(/Loaf 3.*Roll 3/s);
    expect(text).not.toContain('Loaf 4');
    expect(text).not.toContain('more');
  });
});
