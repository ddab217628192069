import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMessage, checkSuggestion, checkView, type Violation } from './limits.ts';

const QUIET = { unfurl_links: false, unfurl_media: false };
const text = (length: number) => 'x'.repeat(length);
const plain = (value: string) => ({ type: 'plain_text', text: value });
const mrkdwn = (value: string) => ({ type: 'mrkdwn', text: value });
const button = (over: object = {}) => ({ type: 'button', action_id: 'go', text: plain('Go'), ...over });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const section = (over: object) => ({ type: 'section', ...over });
const option = (label: string, value = 'v') => ({ text: plain(label), value });
const menu = (over: object) =>
  actions({ type: 'static_select', action_id: 'm', options: [option('a')], ...over });

const confirm = (title: number, question: number, yes: number) => ({
  title: plain(text(title)),
  text: plain(text(question)),
  confirm: plain(text(yes)),
  deny: plain('No'),
});
const choices = (type: string, count: number) =>
  actions({ type, action_id: 'c', options: Array(count).fill(option('a')) });
const image = (length: number) => ({
  type: 'image',
  image_url: 'https://x.org/a.png',
  alt_text: text(length),
});

function rulesOf(violations: readonly Violation[]): string[] {
  return violations.map(({ rule, path }) => `${rule} ${path}`);
}

function ofBlocks(...blocks: object[]): string[] {
  return rulesOf(checkMessage({ text: 'A message', blocks, ...QUIET }, { isPost: true }));
}

const modal = (over: object = {}) => ({ type: 'modal', title: plain('Find'), blocks: [], ...over });

describe('what Slack takes', () => {
  test.each([
    ['the longest section', section({ text: mrkdwn(text(3000)) })],
    ['the most and longest fields', section({ fields: Array(4).fill(plain(text(2000))) })],
    ['ten fields', section({ fields: Array(10).fill(plain('x')) })],
    ['the longest header', { type: 'header', text: plain(text(150)) }],
    ['ten things of context', { type: 'context', elements: Array(10).fill(plain('x')) }],
    ['25 buttons', actions(...Array.from({ length: 25 }, (_, at) => button({ action_id: `b${at}` })))],
    [
      'the longest button',
      actions(button({ text: plain(text(75)), value: text(2000), action_id: text(255), style: 'primary' })),
    ],
    ['a button with a link', actions(button({ url: `https://arxiv.org/${text(2982)}` }))],
    [
      '100 options',
      menu({
        options: Array(100)
          .fill(option(text(75), text(60)))
          .slice(0, 60),
      }),
    ],
    ['a menu with a placeholder', menu({ placeholder: plain(text(150)) })],
    ['the longest confirmation', actions(button({ confirm: confirm(100, 300, 30) }))],
    ['10 radio buttons', choices('radio_buttons', 10)],
    ['5 choices of an overflow menu', choices('overflow', 5)],
    ['the longest alternative text', image(2000)],
    ['a table', { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }],
    ['markdown', { type: 'markdown', text: '**bold** [paper](https://arxiv.org/abs/1)' }],
    [
      'a link and a date',
      section({ text: mrkdwn('<https://arxiv.org|arXiv> <!date^1^{date}|then> &amp; &lt;b&gt;') }),
    ],
    ['what looks like a mention and is plain text', section({ text: plain('<!channel> & <b>') })],
  ])('%s', (_name, block) => {
    expect(ofBlocks(block)).toEqual([]);
  });

  test('50 blocks in a message, 100 in a modal', () => {
    const divider = { type: 'divider' };
    expect(ofBlocks(...Array(50).fill(divider))).toEqual([]);
    expect(rulesOf(checkView(modal({ blocks: Array(100).fill(divider) })))).toEqual([]);
  });

  test('a form with the longest title and metadata', () => {
    const view = modal({
      title: plain(text(24)),
      submit: plain('Search'),
      private_metadata: text(3000),
      blocks: [
        { type: 'input', label: plain('Paper'), element: { type: 'external_select', action_id: 'p' } },
        { type: 'input', label: plain('Words'), element: { type: 'plain_text_input', action_id: 'w' } },
      ],
    });
    expect(checkView(view)).toEqual([]);
  });
});

describe('what Slack refuses', () => {
  test.each([
    ['a long section', section({ text: mrkdwn(text(3001)) }), 'length /blocks/0/text/text'],
    ['an empty section', section({ text: mrkdwn('') }), 'length /blocks/0/text/text'],
    ['a section with nothing', section({}), 'empty /blocks/0'],
    ['11 fields', section({ fields: Array(11).fill(plain('x')) }), 'count /blocks/0/fields'],
    ['a long field', section({ fields: [plain(text(2001))] }), 'length /blocks/0/fields/0/text'],
    ['a long header', { type: 'header', text: plain(text(151)) }, 'length /blocks/0/text/text'],
    ['markup in a header', { type: 'header', text: mrkdwn('x') }, 'text-type /blocks/0/text/type'],
    ['much context', { type: 'context', elements: Array(11).fill(plain('x')) }, 'count /blocks/0/elements'],
    ['no action', actions(), 'count /blocks/0/elements'],
    ['a long label', actions(button({ text: plain(text(76)) })), 'length /blocks/0/elements/0/text/text'],
    ['a long value', actions(button({ value: text(2001) })), 'length /blocks/0/elements/0/value'],
    ['a long action_id', actions(button({ action_id: text(256) })), 'length /blocks/0/elements/0/action_id'],
    [
      'a long address',
      actions(button({ url: `https://x.org/${text(3000)}` })),
      'length /blocks/0/elements/0/url',
    ],
    ['an unknown style', actions(button({ style: 'big' })), 'style /blocks/0/elements/0/style'],
    ['an unknown field', actions(button({ label: 'x' })), 'field /blocks/0/elements/0/label'],
    ['the same action twice', actions(button(), button()), 'repeated-id /blocks'],
    ['101 options', menu({ options: Array(101).fill(option('a')) }), 'count /blocks/0/elements/0/options'],
    ['no option', menu({ options: [] }), 'count /blocks/0/elements/0/options'],
    [
      'a long option',
      menu({ options: [option(text(76), text(151))] }),
      'length /blocks/0/elements/0/options/0/text/text',
    ],
    [
      'an initial option that is none',
      menu({ initial_option: option('z', 'z') }),
      'initial-option /blocks/0/elements/0/initial_option',
    ],
    [
      'a long placeholder',
      menu({ placeholder: plain(text(151)) }),
      'length /blocks/0/elements/0/placeholder/text',
    ],
    ['a long block_id', { type: 'divider', block_id: text(256) }, 'length /blocks/0/block_id'],
    [
      'a long confirmation',
      actions(button({ confirm: confirm(101, 300, 30) })),
      'length /blocks/0/elements/0/confirm/title/text',
    ],
    [
      'a long question',
      actions(button({ confirm: confirm(100, 301, 30) })),
      'length /blocks/0/elements/0/confirm/text/text',
    ],
    [
      'a long yes',
      actions(button({ confirm: confirm(100, 300, 31) })),
      'length /blocks/0/elements/0/confirm/confirm/text',
    ],
    ['11 radio buttons', choices('radio_buttons', 11), 'count /blocks/0/elements/0/options'],
    ['6 choices of an overflow menu', choices('overflow', 6), 'count /blocks/0/elements/0/options'],
    [
      'an input outside of an input block',
      actions({ type: 'plain_text_input', action_id: 'a' }),
      'misplaced /blocks/0/elements/0',
    ],
    ['a long alternative text', image(2001), 'length /blocks/0/alt_text'],
    ['101 rows', { type: 'table', rows: Array(101).fill([{}]) }, 'count /blocks/0/rows'],
    ['much markdown', { type: 'markdown', text: text(12_001) }, 'length /blocks/0/text'],
    ['an unknown block', { type: 'paragraph' }, 'unknown-block /blocks/0'],
    ['an unknown element', actions({ type: 'slider' }), 'unknown-element /blocks/0/elements/0'],
    [
      'a picture without its text',
      { type: 'image', image_url: 'https://x.org/a.png' },
      'type /blocks/0/alt_text',
    ],
  ])('%s', (_name, block, first) => {
    expect(ofBlocks(block)[0]).toBe(first);
  });

  test('26 actions, 51 blocks, too much in all', () => {
    const many = Array.from({ length: 26 }, (_, at) => button({ action_id: `b${at}` }));
    expect(ofBlocks(actions(...many))).toEqual(['count /blocks/0/elements']);
    expect(ofBlocks(...Array(51).fill({ type: 'divider' }))).toEqual(['count /blocks']);
    expect(ofBlocks(...Array(5).fill(section({ text: mrkdwn(text(2700)) })))).toEqual(['total /blocks']);
    expect(ofBlocks(...Array(2).fill({ type: 'divider', block_id: 'same' }))).toEqual([
      'repeated-id /blocks',
    ]);
  });

  test.each([
    ['a long title', { title: plain(text(25)) }, 'length /view/title/text'],
    ['no title', { title: undefined }, 'type /view/title'],
    ['much metadata', { private_metadata: text(3001) }, 'length /view/private_metadata'],
    ['a long callback_id', { callback_id: text(256) }, 'length /view/callback_id'],
    ['101 blocks', { blocks: Array(101).fill({ type: 'divider' }) }, 'count /view/blocks'],
    ['markdown', { blocks: [{ type: 'markdown', text: 'x' }] }, 'misplaced /view/blocks/0'],
    [
      'an input without a submit',
      {
        blocks: [{ type: 'input', label: plain('x'), element: { type: 'plain_text_input', action_id: 'a' } }],
      },
      'submit /view',
    ],
  ])('a view with %s', (_name, over, first) => {
    const violations = checkView(modal(over));
    expect(rulesOf(violations)[0]).toBe(first);
    expect(violations[0]?.refusal).toBe('invalid_arguments');
  });

  test('more than 100 suggestions', () => {
    expect(checkSuggestion({ options: [] })).toEqual([]);
    expect(checkSuggestion({ options: Array(100).fill(option('a')) })).toEqual([]);
    expect(rulesOf(checkSuggestion({ options: Array(101).fill(option('a')) }))).toEqual(['count /options']);
    expect(rulesOf(checkSuggestion('nothing'))).toEqual(['type ']);
  });
});

describe("this project's own rules", () => {
  test.each([
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<@U012345>',
    '<#C012345>',
    '<!subteam^S012345>',
    '<@U1|ada>',
  ])('%s rings nowhere', (mention) => {
    expect(ofBlocks(section({ text: mrkdwn(`Title ${mention}`) }))).toEqual(['live-mention /blocks/0/text']);
    expect(ofBlocks({ type: 'context', elements: [mrkdwn(mention)] })).toHaveLength(1);
    expect(ofBlocks({ type: 'markdown', text: mention })).toEqual(['live-mention /blocks/0']);
    expect(rulesOf(checkMessage({ text: mention }, { isPost: false }))).toEqual(['live-mention /text']);
  });

  test('an escaped mention is none', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const violations = checkMessage({ text: `Title: ${escaped}` }, { isPost: false });
        expect(violations).toEqual([]);
      }),
    );
  });

  test.each(['<javascript:alert(1)|x>', '<mailto:a@b.org>', '<b>', '<', 'R&D'])(
    '%s is no link of ours',
    (markup) => {
      expect(rulesOf(checkMessage({ text: `x ${markup}` }, { isPost: false }))).toHaveLength(1);
    },
  );

  test('addresses of buttons, pictures and Markdown are of the web', () => {
    expect(ofBlocks(actions(button({ url: 'javascript:x' })))).toEqual(['link /blocks/0/elements/0/url']);
    expect(ofBlocks({ type: 'markdown', text: '[x](data:text/html,x)' })).toEqual(['link /blocks/0']);
    expect(ofBlocks({ type: 'image', alt_text: 'x', image_url: 'file:///a' })).toEqual([
      'link /blocks/0/image_url',
    ]);
  });

  test('rich text names nobody', () => {
    const part = { type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'channel' }] };
    expect(ofBlocks({ type: 'rich_text', elements: [part] })).toEqual([
      'live-mention /blocks/0/elements/0/elements/0',
    ]);
  });

  test('every message has a text, and posts do not unfurl', () => {
    expect(rulesOf(checkMessage({ blocks: [] }, { isPost: true }))).toEqual([
      'fallback-text /text',
      'unfurl /unfurl_links',
      'unfurl /unfurl_media',
    ]);
    expect(rulesOf(checkMessage({ text: text(4001) }, { isPost: false }))).toEqual(['advised-length /text']);
    expect(rulesOf(checkMessage({ text: text(40_001) }, { isPost: false }))).toEqual(['length /text']);
    expect(rulesOf(checkMessage({ text: 'x', link_names: true }, { isPost: false }))).toHaveLength(1);
    expect(rulesOf(checkMessage({ text: 'x', attachments: [] }, { isPost: false }))).toHaveLength(1);
  });
});
