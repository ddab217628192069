import fc from 'fast-check';
import { MAX_QUOTE_LENGTH } from '../../../src/answers/quotation.ts';
import { CITATION_FORMATS, formatCitation } from '../../../src/citation/format-citation.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { PaperId } from '../../../src/paper.ts';
import {
  commandAction,
  heading,
  item,
  linkAction,
  list,
  note,
  paragraph,
  preformatted,
  quote,
  reply,
} from '../../../src/reply/build.ts';
import {
  abstractBlocks,
  abstractPages,
  cardActions,
  cardBlocks,
  paperItem,
} from '../../../src/reply/paper-card.ts';
import type { Action, Block, Reply, ReplyKind, Span } from '../../../src/reply/reply.ts';
import { anyPaper, anyText, latexText } from './any-paper.ts';

/** Replies of every sort: as commands build them out of difficult papers, and as nothing builds them. */

const ADDRESSES = [
  'https://arxiv.org/abs/2101.00001',
  'http://example.org/a(b)c?d=e&f=[g]#h',
  'https://example.org/`|<>"\\^{}',
  `https://example.org/${'x'.repeat(600)}`,
  `https://example.org/${'y'.repeat(3100)}`,
  `https://${'long-host.'.repeat(9)}example`,
  'https://arxiv.org@evil.example/',
  'https://user:password@example.org/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'slack://open',
  'discord://-/channels/1',
  'mailto:ada@example.org',
  'tel:+491234',
  'ftp://example.org/x',
  '//example.org/x',
  '/relative',
  'not an address',
  '',
];
const anyAddress = fc.oneof(fc.constantFrom(...ADDRESSES), fc.webUrl({ withQueryParameters: true }));

const anySpan: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ type: fc.constantFrom('text', 'strong', 'emphasis', 'code'), text: anyText(400) }),
  fc.record({ type: fc.constant('link'), text: anyText(120), url: anyAddress }),
);
const anySpans = fc.array(anySpan, { minLength: 1, maxLength: 4 });
const anyId = fc.stringMatching(/^[a-z0-9]{3,12}$/).map((id) => PaperId.parse(id));

const anyCommand = fc
  .record({
    label: fc.oneof(fc.constantFrom('Open', 'More', 'Cite', 'Related'), anyText(120)),
    command: fc.constantFrom(...COMMAND_DEFINITIONS.map(({ name }) => name)),
    args: fc.dictionary(
      fc.constantFrom('query', 'paper', 'words', 'author', 'since'),
      fc.oneof({ arbitrary: anyText(60), weight: 4 }, { arbitrary: anyText(900), weight: 1 }),
      { maxKeys: 3, noNullPrototype: true },
    ),
    page: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
  })
  .map(({ label, command, args, page }) => commandAction(label, command, args, page));
const anyLink = fc.tuple(anyText(120), anyAddress).map(([label, url]) => linkAction(label, url));
const anyAction: fc.Arbitrary<Action> = fc.oneof(anyCommand, anyLink);

const anyItem = fc
  .tuple(anySpans, fc.array(anySpans, { maxLength: 3 }), fc.option(anyCommand, { nil: undefined }))
  .map(([line, details, action]) => item(line, details, action));
const anyQuote = fc.tuple(anyText(MAX_QUOTE_LENGTH), anyId).map(([text, paperId]) => ({ text, paperId }));
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  anySpans.map((line) => heading(...line)),
  anySpans.map((line) => paragraph(...line)),
  anySpans.map((line) => note(...line)),
  anyQuote.map(quote),
  fc
    .tuple(anyText(3000), fc.constantFrom('bibtex', 'ris', '', '`x'))
    .map(([text, language]) => preformatted(text, language)),
  fc
    .tuple(
      fc.array(anyItem, { maxLength: 6 }),
      fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
    )
    .map(([items, start]) => list(items, start)),
);
const anyKind = fc.constantFrom<ReplyKind>(
  'card',
  'list',
  'choice',
  'answer',
  'count',
  'refusal',
  'none',
  'help',
  'notice',
  'done',
  'error',
);

const card = (paper: ReturnType<typeof anyPaper>, kind: ReplyKind = 'card') =>
  paper.map((one) => reply({ kind, blocks: cardBlocks(one), actions: cardActions(one), papers: [one] }));

/** What a reply is made of, by name: each is tried equally often. */
const SORTS: Readonly<Record<string, fc.Arbitrary<Reply>>> = {
  card: card(anyPaper()),
  'longest titles': card(
    anyPaper({
      title: fc.oneof(
        anyText(2000),
        fc.constantFrom('word ', '<', '*', 'é', '👩‍🔬').map((piece) => piece.repeat(2000 / piece.length)),
      ),
    }),
  ),
  'all LaTeX': card(anyPaper({ title: latexText, abstract: latexText })),
  '100 authors': card(anyPaper({ authors: 100 })),
  'whole abstracts': anyPaper({
    abstract: fc.array(anyText(600), { maxLength: 20 }).map((parts) => parts.join('. ').slice(0, 10_000)),
  }).map((paper) =>
    reply({ kind: 'card', blocks: abstractBlocks(paper, abstractPages(paper)[0] ?? ''), papers: [paper] }),
  ),
  lists: fc
    .tuple(fc.array(anyPaper(), { maxLength: 10 }), fc.integer({ min: 1, max: 500 }), anyText(60))
    .map(([papers, start, words]) =>
      reply({
        kind: 'list',
        blocks: [
          heading(`${papers.length} papers`),
          list(
            papers.map((one) => paperItem(one, one.abstract)),
            start,
          ),
        ],
        actions: [
          commandAction('Previous', 'topic', { words }, start),
          commandAction('More', 'topic', { words }, start + 1),
        ],
        papers,
      }),
    ),
  'very long lists': fc
    .tuple(fc.array(anyItem, { minLength: 15, maxLength: 80 }), fc.option(fc.constant(1), { nil: undefined }))
    .map(([items, start]) => reply({ kind: 'list', blocks: [list(items, start)] })),
  quotations: fc
    .tuple(
      anyText(180),
      fc.array(anyQuote, { minLength: 1, maxLength: 4 }),
      fc.array(anyCommand, { maxLength: 5 }),
    )
    .map(([short, quotes, actions]) =>
      reply({
        kind: 'answer',
        blocks: [paragraph(short), ...quotes.map(quote)],
        actions,
        quotes,
      }),
    ),
  citations: fc
    .tuple(anyPaper({ authors: 30 }), fc.constantFrom(...CITATION_FORMATS))
    .map(([paper, format]) =>
      reply({
        kind: 'citation',
        blocks: [preformatted(formatCitation({ ...paper, abstract: '' }, format), format)],
        papers: [paper],
      }),
    ),
  'empty results': fc
    .tuple(
      fc.constantFrom('', ' ', '\u200b', '\n', 'Nothing was found.'),
      fc.array(anyAction, { maxLength: 1 }),
    )
    .map(([words, actions]) =>
      reply({ kind: 'none', answered: false, blocks: words === '' ? [] : [paragraph(words)], actions }),
    ),
  'many actions': fc
    .array(anyAction, { minLength: 5, maxLength: 40 })
    .map((actions) => reply({ kind: 'choice', blocks: [paragraph('Which one?')], actions })),
  'links of every scheme': fc
    .tuple(
      fc.array(fc.tuple(anyText(60), anyAddress), { minLength: 1, maxLength: 6 }),
      fc.array(anyLink, { maxLength: 6 }),
    )
    .map(([links, actions]) =>
      reply({
        kind: 'answer',
        blocks: links.map(([text, url]) => paragraph({ type: 'link', text, url })),
        actions,
      }),
    ),
  anything: fc
    .tuple(anyKind, fc.array(anyBlock, { maxLength: 12 }), fc.array(anyAction, { maxLength: 8 }))
    .map(([kind, blocks, actions]) => reply({ kind, blocks, actions })),
};

export type SortedReply = { readonly sort: string; readonly reply: Reply };

export const anyReply: fc.Arbitrary<SortedReply> = fc.oneof(
  ...Object.entries(SORTS).map(([sort, replies]) => replies.map((made) => ({ sort, reply: made }))),
);
