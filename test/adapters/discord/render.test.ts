import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeBlock, escapeText, oneLine } from '../../../adapters/discord/escape.ts';
import { renderMessage } from '../../../adapters/discord/render.ts';
import { PaperId } from '../../../src/paper.ts';
import {
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
  text,
} from '../../../src/reply/build.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { createJudge } from '../../standins/discord/judge.ts';
import { core } from './bot-on-discord.ts';
import { componentsIn, labelsOf, textOf } from './message-text.ts';

/** What Discord would refuse, or what must never be sent. */
function problems(shown: Reply, options: Parameters<typeof renderMessage>[1] = {}): string[] {
  const judge = createJudge();
  judge.request('createMessage', { ...renderMessage(shown, options), allowed_mentions: { parse: [] } }, []);
  return judge.violations.map(({ problem }) => problem);
}

const shownOf = (...blocks: Reply['blocks']) => textOf(renderMessage(reply({ kind: 'answer', blocks })));

describe('a message', () => {
  it('shows a paper with a linked title, its facts, its abstract and its buttons', async () => {
    const card = await core.say('/paper kernel normalized convolutional networks');
    const message = renderMessage(card);

    expect(textOf(message)).toMatch(
      /^### \[Kernel Normalized Convolutional Networks\]\(https:\/\/arxiv\.org\/abs\/2205\.10089\) \(arxiv\.org\)\nReza/,
    );
    expect(textOf(message)).toContain('20 May 2022 · Machine Learning (cs.LG)\n\nExisting');
    expect(labelsOf(message)).toEqual(expect.arrayContaining(['Abstract (arxiv.org)', 'Cite', 'Related']));
  });

  it('has the button of a row beside it', async () => {
    const message = renderMessage(await core.say('/paper privacy'));
    const sections = componentsIn(message).filter(({ type }) => type === 9);

    expect(sections).toHaveLength(5);
    expect(sections[0]).toMatchObject({ accessory: { label: 'Open' } });
    expect(textOf(sections[0] as object)).toMatch(/^\*\*1\. How Do .*\*\*\n-# 18 Nov 2022/);
  });

  it('has what a row leads to beside the row only', async () => {
    const authors = renderMessage(await core.say('/author'));

    expect(labelsOf(authors)).toEqual(Array.from({ length: 8 }, () => 'Open'));
    expect(componentsIn(authors).filter(({ type }) => type === 9)).toHaveLength(8);
  });

  it('keeps two quotations apart, and rows in bold with links too', () => {
    const paperId = PaperId.parse('a2020b');
    const rows = [item([link('A title', 'https://arxiv.org/abs/1')], [['2024']])];

    expect(shownOf(quote({ paperId, text: 'One.' }), quote({ paperId, text: 'Two.' }))).toBe(
      '> One.\n\n> Two.',
    );
    expect(shownOf(list(rows, 1))).toBe('**1. [A title](https://arxiv.org/abs/1)** (arxiv.org)\n-# 2024');
  });

  it('shows a citation to copy from', async () => {
    expect(textOf(renderMessage(await core.say('/cite relationformer')))).toMatch(
      /^```bibtex\n@[\s\S]*\n```/,
    );
  });

  it('says what to write where a state is too long for a button', () => {
    const words = 'differential '.repeat(9).trim();
    const shown = renderMessage(
      reply({
        kind: 'list',
        blocks: [paragraph('x')],
        actions: [commandAction('More', 'topic', { words }, 2)],
      }),
    );

    expect(labelsOf(shown)).toEqual([]);
    expect(textOf(shown)).toContain(`-# More: mention me and write \`/topic ${words} page:2\``);
  });

  it('leads nowhere but to web pages, whose host is seen', () => {
    const shown = renderMessage(
      reply({
        kind: 'answer',
        blocks: [
          paragraph(link('arXiv', 'https://arxiv.org/abs/1(2)'), link(' evil', 'javascript:alert(1)')),
          paragraph(link('arxiv.org/abs/1', 'https://arxiv.org/abs/1')),
          paragraph(link('https://arxiv.org', 'https://evil.example/x')),
        ],
        actions: [
          linkAction('Abstract', 'https://arxiv.org/abs/1'),
          linkAction('Bad', 'file:///etc/passwd'),
          linkAction('Long', `https://arxiv.org/${'x'.repeat(600)}`),
        ],
      }),
    );

    expect(textOf(shown).split('\n').slice(0, 3)).toEqual([
      '[arXiv](https://arxiv.org/abs/1%282%29) (arxiv.org) evil',
      '[arxiv.org/abs/1](https://arxiv.org/abs/1)',
      '[https\\://arxiv.org](https://evil.example/x) (evil.example)',
    ]);
    expect(labelsOf(shown)).toEqual(['Abstract (arxiv.org)']);
    expect(textOf(shown)).not.toMatch(/javascript|file:/);
  });

  it('shows markup, mentions and forged links as they are written', () => {
    expect(shownOf(paragraph('*a* __b__ ~~c~~ ||d|| `e` \\f'))).toBe(
      '\\*a\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\` \\\\f',
    );
    expect(shownOf(paragraph('@everyone <@1> <@&2> <#3> </x:4> <:y:5> <t:6>'))).toBe(
      '\\@everyone \\<\\@1> \\<\\@&2> \\<#3> \\</x:4> \\<:y:5> \\<t:6>',
    );
    expect(shownOf(paragraph('[arXiv](https://evil.example)'))).toBe('\\[arXiv\\](https\\://evil.example)');
  });

  it('begins no heading, quote or list with what somebody wrote', () => {
    expect(
      ['# a', '> a', '- a', '-# a', '+ a', '1. a', '2) a'].map((words) => shownOf(paragraph(words))),
    ).toEqual(['\\# a', '\\> a', '\\- a', '\\-# a', '\\+ a', '1\\. a', '2\\) a']);
  });

  it('strips what steers the screen, and cuts between graphemes', () => {
    expect(shownOf(paragraph('a\u202eb\u200bc\u001b[31md'))).toBe('abcd');
    const words = shownOf(paragraph('👩‍🔬'.repeat(1000)));
    expect(words).toMatch(/^(👩‍🔬)+…$/u);
  });

  it('keeps a code block closed whatever stands in it', () => {
    const { markup } = codeBlock('a ``` b `` c ````', 'bibtex', 500);

    expect(markup.match(/```/g)).toHaveLength(2);
    expect(codeBlock('x', 'ansi\n```', 500).markup).toBe('```\nx\n```');
  });

  it('cuts a long code block at the end of a line and says so', () => {
    const shown = shownOf(
      preformatted(Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n'), 'text'),
    );

    expect(shown).toMatch(/\nline \d+\n```\n-# Too long for Discord/);
    expect(shown.length).toBeLessThanOrEqual(4000);
  });

  it('is there even where there is nothing to say', () => {
    expect(shownOf()).toBe('There is nothing to show.');
    expect(shownOf(paragraph('\u200b'))).toBe('There is nothing to show.');
  });
});

/** Texts as they may come: long, and full of what Discord reads as markup. */
const nasty = fc
  .array(
    fc.oneof(
      { arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }), weight: 3 },
      fc.constantFrom(
        '@everyone',
        '<@1>',
        '```',
        '**',
        '__',
        '~~',
        '||',
        '\\',
        '[x](javascript:y)',
        '<https://a.b>',
        '\n# ',
        '> ',
        '-# ',
        '\u202e',
        '\u001b[31m',
        '👩‍🔬',
        '$\\alpha_{i}^{2}$',
        'https://evil.example',
        '1. ',
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const action = fc.oneof(
  fc
    .record({
      label: nasty,
      value: nasty,
      page: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    })
    .map(({ label, value, page }) => commandAction(label, 'paper', { query: value }, page)),
  fc
    .tuple(nasty, fc.oneof(fc.webUrl(), nasty, fc.constant(`https://arxiv.org/${'x'.repeat(600)}`)))
    .map(([label, url]) => linkAction(label, url)),
);
const spans = fc.array(
  fc.oneof(
    nasty.map(text),
    nasty.map(strong),
    nasty.map((value) => ({ type: 'emphasis', text: value }) as const),
    nasty.map((value) => ({ type: 'code', text: value }) as const),
    fc.tuple(nasty, fc.oneof(fc.webUrl(), nasty)).map(([label, url]) => link(label, url)),
  ),
  { maxLength: 5 },
);
const row = fc
  .tuple(spans, fc.array(spans, { maxLength: 3 }), fc.option(nasty, { nil: undefined }))
  .map(([line, details, value]) =>
    item(line, details, value === undefined ? undefined : commandAction('Open', 'paper', { query: value })),
  );
const block = fc.oneof(
  spans.map((line) => heading(...line)),
  spans.map((line) => paragraph(...line)),
  spans.map((line) => note(...line)),
  nasty.map((value) => quote({ paperId: PaperId.parse('a2020b'), text: value })),
  nasty.map((value) => preformatted(value, 'bibtex')),
  fc
    .tuple(fc.array(row, { maxLength: 25 }), fc.option(fc.integer({ min: 1, max: 999 }), { nil: undefined }))
    .map(([rows, start]) => list(rows, start)),
);
const replies = fc.record({
  kind: fc.constantFrom('card', 'list', 'answer', 'error'),
  blocks: fc.array(block, { maxLength: 12 }),
  actions: fc.array(action, { maxLength: 40 }),
}) as fc.Arbitrary<Pick<Reply, 'kind' | 'blocks' | 'actions'>>;

describe('whatever a reply holds', () => {
  it('Discord takes its message', () => {
    fc.assert(
      fc.property(replies, nasty, (parts, value) => {
        expect(problems(reply(parts), { share: { command: 'paper', args: { query: value } } })).toEqual([]);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it('a text is shown letter by letter', () => {
    fc.assert(
      fc.property(nasty, (words) => {
        expect(escapeText(words).replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(oneLine(words));
      }),
    );
  });

  it('no mention is live', () => {
    fc.assert(
      fc.property(replies, (parts) => {
        const noMarkup = /\\[^0-9A-Za-z\s]|```[\s\S]*?```|`[^`]*`/g;
        expect(textOf(renderMessage(reply(parts))).replace(noMarkup, '')).not.toMatch(/<[@#:/ti]|@/);
      }),
    );
  });
});
