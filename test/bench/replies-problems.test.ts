import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../bench/proofs/replies/discord-markdown.ts';
import { problemsOf } from '../../bench/proofs/replies/problems.ts';
import type { Shown } from '../../bench/proofs/replies/shown.ts';
import { PaperId } from '../../src/paper.ts';
import { commandAction, linkAction, paragraph, quote, reply } from '../../src/reply/build.ts';

const PLATFORM = { name: 'any', written: (text: string) => text };
const QUOTED = 'They reach 73.5% on trees, and on forests.';
const MADE = reply({
  kind: 'answer',
  blocks: [
    paragraph('Seventy-three per cent.'),
    quote({ text: QUOTED, paperId: PaperId.parse('p') }),
    paragraph('More below'),
  ],
  actions: [commandAction('More', 'paper', { query: 'x' }, 2), linkAction('Page', 'https://arxiv.org/abs/1')],
});
const WHOLE: Shown = {
  text: `Seventy-three per cent.\n${QUOTED}\nMore below`,
  links: [],
  buttons: [
    { label: 'More', state: { intent: 'show', state: { command: 'paper', args: { query: 'x' }, page: 2 } } },
    { label: 'Page (arxiv.org)', href: 'https://arxiv.org/abs/1' },
  ],
  live: [],
  sent: {},
};

function found(shown: Partial<Shown>): string[] {
  return problemsOf(MADE, { ...WHOLE, ...shown }, PLATFORM);
}

describe('the proof of shown replies', () => {
  it('finds nothing where everything is there, or is said to be missing', () => {
    expect(found({})).toEqual([]);
    expect(found({ text: 'Seventy-three per c…\nThe rest does not fit here.' })).toEqual([]);
    expect(found({ buttons: [], text: `${WHOLE.text}\nSome buttons do not fit here.` })).toEqual([]);
  });

  it('takes a text that is cut for cut, although the same stands whole further down', () => {
    const same = reply({
      kind: 'answer',
      blocks: [paragraph('one and two', 'gone'), paragraph('one and two')],
    });
    const shown = { ...WHOLE, buttons: [], text: 'one and t…\none and two' };
    expect(problemsOf(same, shown, PLATFORM)).toEqual([]);
  });

  it.each<[string, Partial<Shown>]>([
    ['lost without a word', { text: `Seventy-three per cent.\n${QUOTED}` }],
    ['lost without a word', { text: `Seventy\n${QUOTED}\nMore below` }],
    ['a quotation that is not whole', { text: 'Seventy-three per cent.\nThey reach 73.5%…\nMore below' }],
    ['not offered', { buttons: WHOLE.buttons.slice(1) }],
    ['not offered', { buttons: WHOLE.buttons.slice(0, 1) }],
    [
      'a foreign button',
      {
        buttons: [
          ...WHOLE.buttons,
          { label: 'x', state: { intent: 'show', state: { command: 'cite', args: {} } } },
        ],
      },
    ],
    ['a foreign button', { buttons: [...WHOLE.buttons, { label: 'x' }] }],
    [
      'a foreign link',
      { buttons: [...WHOLE.buttons, { label: 'evil.example', href: 'https://evil.example/' }] },
    ],
    ['no web address', { links: [{ text: 'x', href: 'javascript:alert(1)' }] }],
    ['the host is not shown', { links: [{ text: 'here', href: 'https://evil.example/' }] }],
    ['live', { live: ['@everyone'] }],
    ['steering characters', { text: `${WHOLE.text}\u202e` }],
    ['half a character', { sent: { components: ['\ud83d'] } }],
  ])('finds what is wrong: %s', (problem, shown) => {
    expect(found(shown).join('\n')).toContain(problem);
  });
});

describe("reading Discord's markdown", () => {
  it.each([
    ['### **bold** *it* `a*b` \\*kept\\*', 'bold it a*b *kept*'],
    ['> quoted\n-# small\n- row\n1. row', 'quoted\nsmall\nrow\n1. row'],
    ['a\n```bibtex\n@article{x}\n```', 'a\n\n@article{x}\n'],
    ['snake\\_case \\<@1\\> \\@everyone https\\://x', 'snake_case <@1> @everyone https://x'],
    ['un`closed [x] (y) <z', 'un`closed [x] (y) <z'],
  ])('gives the words: %s', (content, text) => {
    expect(readMarkdown(content)).toEqual({ text, links: [], live: [] });
  });

  it('finds links and what calls somebody', () => {
    const { links, live } = readMarkdown(
      '[a \\] b](https://x.example/%28) https://y.example <@1> @here <t:1:R>',
    );
    expect(links).toEqual([
      { text: 'a ] b', href: 'https://x.example/%28' },
      { text: 'https://y.example', href: 'https://y.example' },
    ]);
    expect(live).toEqual(['<@1>', '@here', '<t:1:R>']);
  });
});
