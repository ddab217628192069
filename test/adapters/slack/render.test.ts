import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../../adapters/slack/buttons.ts';
import { MAX_STATE } from '../../../adapters/slack/limits.ts';
import { renderMessage, type SlackMessage } from '../../../adapters/slack/render.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { PaperId } from '../../../src/paper.ts';
import {
  code,
  commandAction,
  heading,
  item,
  link,
  linkAction,
  list,
  note,
  paragraph,
  preformatted,
  quote,
  reply,
  strong,
} from '../../../src/reply/build.ts';
import { decodeState } from '../../../src/reply/pagination.ts';
import type { Block, Reply, Span } from '../../../src/reply/reply.ts';
import { checkMessage } from '../../standins/slack/limits.ts';

const render = (made: Reply, options = {}) =>
  renderMessage(made, { definitions: COMMAND_DEFINITIONS, ...options });

function violations(message: SlackMessage) {
  const posted = { ...message, unfurl_links: false, unfurl_media: false };
  return checkMessage(JSON.parse(JSON.stringify(posted)), { isPost: true });
}

const HOSTILE = [
  ...[
    '<!channel>',
    '<@U012>',
    '@here',
    '<https://evil.example|arxiv.org>',
    '[a](javascript:b)',
    '$\\epsilon$',
  ],
  ...['*', '_', '`', '```', '&', '\u202e', '\u200b', '\u001b[31m', '👩‍🔬', 'é', '\n', ' ', 'word'],
];
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.integer({ min: 100, max: 900 }).map((times) => 'word <&> '.repeat(times)),
);
const anyUrl = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://arxiv.org@evil.example/',
    'not an address',
    `https://${'a.'.repeat(40)}example/x`,
  ),
);
const anySpan: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ type: fc.constantFrom('text', 'strong', 'emphasis', 'code'), text: anyText }),
  fc.record({ type: fc.constant('link'), text: anyText, url: anyUrl }),
);
const anySpans = fc.array(anySpan, { maxLength: 4 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const anyCommand = fc
  .tuple(anyText, fc.constantFrom('paper', 'author', 'cite'), anyText, maybe(fc.integer({ min: 1, max: 99 })))
  .map(([label, command, query, page]) => commandAction(label, command, { query }, page));
const anyLink = fc.tuple(anyText, anyUrl).map(([label, url]) => linkAction(label, url));
const anyItem = fc
  .tuple(anySpans, fc.array(anySpans, { maxLength: 3 }), maybe(anyCommand))
  .map(([line, details, action]) => item(line, details, action));
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  anySpans.map((line) => heading(...line)),
  anySpans.map((line) => paragraph(...line)),
  anySpans.map((line) => note(...line)),
  anyText.map((text) => quote({ text, paperId: PaperId.parse('p') })),
  anyText.map((text) => preformatted(text, 'bibtex')),
  fc
    .tuple(fc.array(anyItem, { maxLength: 40 }), maybe(fc.integer({ min: 1, max: 500 })))
    .map(([items, start]) => list(items, start)),
);
const anyReply = fc
  .tuple(fc.array(anyBlock, { maxLength: 60 }), fc.array(fc.oneof(anyCommand, anyLink), { maxLength: 30 }))
  .map(([blocks, actions]) => reply({ kind: 'answer', blocks, actions }));

describe('renderMessage', () => {
  it('keeps within every limit, whatever a reply holds', () => {
    const share = { command: 'paper', args: { query: 'x' } };
    fc.assert(
      fc.property(anyReply, (made) => {
        const message = render(made, { owner: 'U0ADA', share, search: true });
        expect(violations(message)).toEqual([]);
        expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(13_200);
      }),
      { numRuns: 100 },
    );
  });

  it('writes texts as data, so that nothing in them is markup', () => {
    const { blocks, text } = render(reply({ kind: 'card', blocks: [heading('*A* <!channel> & $x_1$')] }));
    const element = { type: 'text', text: '*A* <!channel> & $x_1$', style: { bold: true } };
    expect(blocks).toEqual([
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] },
    ]);
    expect(text).toBe('*A* &lt;!channel&gt; &amp; $x_1$');
  });

  it('shows where a link leads, and links nothing that is no web address', () => {
    const made = reply({
      kind: 'answer',
      blocks: [paragraph(link('here', 'https://arxiv.org/abs/1'), link('there', 'javascript:alert(1)'))],
      actions: [linkAction('Abstract', 'https://arxiv.org/abs/1'), linkAction('Bad', 'javascript:alert(1)')],
    });
    const json = JSON.stringify(render(made).blocks);
    expect(json).toContain('"text":"here (arxiv.org)"');
    expect(json).toContain('{"type":"text","text":"there"}');
    expect(json).toContain('Abstract (arxiv.org)');
    expect(json).not.toContain('javascript');
    expect(json).toContain('Bad: no web address');
  });

  it('numbers rows as their buttons do, and goes on counting on the next page', () => {
    const rows = [6, 7].map((number) =>
      item(
        [strong(`Paper ${number}`)],
        [['2 Jan 2023']],
        commandAction('Open', 'paper', { query: `p${number}` }),
      ),
    );
    const json = JSON.stringify(render(reply({ kind: 'list', blocks: [list(rows, 6)] })).blocks);
    expect(json).toContain('"style":"ordered"');
    expect(json).toContain('"offset":5');
    expect(json).toContain('"text":"Open 6"');
    expect(json).toContain('"accessibility_label":"Open 7: Paper 7"');
  });

  it('sets a long paragraph apart from the facts above it', () => {
    const blocks = [heading('Title'), paragraph('Ada'), paragraph('2023'), paragraph('word '.repeat(40))];
    const [richText] = render(reply({ kind: 'card', blocks })).blocks;
    const words = JSON.stringify(richText)
      .match(/(?<="text":")[^"]*/g)
      ?.join('');
    expect(words).toMatch(/^Title\\nAda\\n2023\\n\\nword /);
  });

  it('has one button for each thing to choose, with a number only where the label does not tell', () => {
    const people = ['Ada', 'Grace'].map((name) => commandAction(name, 'author', { name }));
    const rows = people.map((action) => item([action.label], [], action));
    const made = reply({
      kind: 'choice',
      blocks: [list(rows)],
      actions: [...people, commandAction('Help', 'help')],
    });
    const labels = JSON.stringify(render(made).blocks).match(/(?<="text":")\w+(?=","emoji")/g);
    expect(labels).toEqual(['Ada', 'Grace', 'Help']);
  });

  it('says what to type where a state is too long for a button', () => {
    const words = 'word '.repeat(MAX_STATE / 4);
    const more = commandAction('More', 'topic', { words }, 2);
    const json = JSON.stringify(render(reply({ kind: 'list', blocks: [], actions: [more] })).blocks);
    expect(json).not.toContain('"button"');
    expect(json).toContain('More: /topics word word');
  });

  it('writes an address whole behind a label that ends within a terminal sequence', () => {
    const address = `https://${'long-host.'.repeat(9)}example/`;
    const made = reply({ kind: 'list', blocks: [], actions: [linkAction('Page \u001b[', address)] });
    expect(JSON.stringify(render(made).blocks)).toContain(`: ${address}`);
  });

  it('gives buttons that are read again, with who may press them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), (query) => {
        const state = { command: 'paper', args: { query }, page: 2 };
        const more = commandAction('More', 'paper', { query }, 2);
        const { blocks } = render(reply({ kind: 'list', blocks: [], actions: [more] }), { owner: 'U0ADA' });
        const [block] = blocks as { block_id: string; elements: { value: string }[] }[];
        expect(decodeState(block?.elements[0]?.value ?? '', MAX_STATE)).toEqual({ intent: 'show', state });
        expect(ownerOf(block?.block_id ?? '')).toBe('U0ADA');
      }),
    );
    expect(ownerOf('own')).toBeUndefined();
  });

  it('names commands as they are typed in Slack, in blocks and in the fallback', () => {
    const blocks = [paragraph('See ', code('/cite PAPER')), note('More: /help')];
    const message = render(reply({ kind: 'help', blocks }));
    expect(JSON.stringify(message.blocks)).toContain('/labrarian cite PAPER');
    expect(message.text).toBe('See /labrarian cite PAPER\n(More: /labrarian help)');
    const meant = reply({ kind: 'error', blocks: [], actions: [commandAction('/cite', 'cite')] });
    expect(JSON.stringify(render(meant).blocks)).toContain('"text":"/labrarian cite"');
  });

  it('always has a text', () => {
    expect(render(reply({ kind: 'answer', blocks: [] })).text).toBe('Labrarian');
    const invisible = reply({ kind: 'answer', blocks: [paragraph('\u200b')] });
    expect(JSON.stringify(render(invisible))).toContain('There is nothing to show.');
  });
});
