import type { types } from '@slack/bolt';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { isSetApart } from '../../src/reply/paragraph-gap.ts';
import type { Block, ListItem, Span } from '../../src/reply/reply.ts';
import { webLink } from '../../src/reply/web-link.ts';
import { cut } from '../../src/text/cut.ts';
import { printable } from '../../src/text/printable.ts';
import { asTypedInSlack } from './commands.ts';

/**
 * Reply blocks as Slack's rich text. It is data: a text in it is never read as markup, so `*`, `_` and `<!channel>` in a title
 * stay what they are, which neither mrkdwn nor Slack's Markdown blocks can promise.
 */

export type RichTextPart = types.RichTextBlock['elements'][number];
type Inline = types.RichTextText | types.RichTextLink;
type Style = { readonly bold?: true; readonly italic?: true; readonly code?: true };
/** Slack's types have no `offset`, its documentation has: the number before the list's first. */
type List = types.RichTextList & { readonly offset?: number };

export type RichTextContext = {
  readonly definitions: readonly CommandDefinition[];
  readonly numbers: ReadonlyMap<ListItem, number>;
  /** How many code units the message may still hold, and whether something did not fit; whatever writes changes it. */
  readonly room: { left: number; isShort: boolean };
};

const STYLES: Readonly<Record<Span['type'], Style>> = {
  text: {},
  strong: { bold: true },
  emphasis: { italic: true },
  code: { code: true },
  link: {},
};

/** As much of the text as there is room for. */
export function fitted(text: string, { room }: RichTextContext): string {
  const fitting = room.left < 2 ? '' : cut(text, room.left);
  room.left -= text.length;
  room.isShort ||= fitting !== text;
  return fitting;
}

/** The words of a span as they are shown: printable, commands as they are typed in Slack, a link's host beside its name. */
export function spanText(span: Span, { definitions }: Pick<RichTextContext, 'definitions'>): string {
  const text = printable(span.text);
  if (span.type !== 'link') return asTypedInSlack(text, definitions);
  const host = webLink(span.url)?.host;
  return host === undefined || text.includes(host) ? text : `${text} (${host})`;
}

function inline(span: Span, extra: Style, context: RichTextContext): Inline[] {
  const whole = spanText(span, context);
  const text = fitted(whole, context);
  if (text === '') return [];
  const style = { ...STYLES[span.type], ...extra };
  const styled = Object.keys(style).length > 0 ? { style } : {};
  // Where the host was cut off nobody would see where the link leads.
  const href = span.type === 'link' && text === whole ? webLink(span.url)?.href : undefined;
  return [
    href === undefined ? { type: 'text', text, ...styled } : { type: 'link', url: href, text, ...styled },
  ];
}

function inlines(spans: readonly Span[], extra: Style, context: RichTextContext): Inline[] {
  return spans.flatMap((span) => inline(span, extra, context));
}

const EMPTY_LINE: Inline = { type: 'text', text: '\n' };

function section(lines: readonly Inline[][]): types.RichTextSection[] {
  const elements = lines
    .filter((line) => line.some(({ text = '' }) => text.trim() !== ''))
    .flatMap((line, index) => (index === 0 ? line : [{ type: 'text' as const, text: '\n' }, ...line]));
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
}

function row({ spans, details }: ListItem, context: RichTextContext): types.RichTextSection[] {
  const first = inlines(spans, details.length > 0 ? { bold: true } : {}, context);
  return section([first, ...details.map((detail) => inlines(detail, {}, context))]);
}

/** Rows in their order; each run of rows with numbers, and each without, is a list of its own. */
function lists(items: readonly ListItem[], context: RichTextContext): List[] {
  const made: List[] = [];
  for (const item of items) {
    const elements = row(item, context);
    if (elements.length === 0) continue;
    const number = context.numbers.get(item);
    const style = number === undefined ? 'bullet' : 'ordered';
    const last = made.at(-1);
    if (last?.style === style) last.elements.push(...elements);
    else {
      const offset = number === undefined || number === 1 ? {} : { offset: number - 1 };
      made.push({ type: 'rich_text_list', style, elements, ...offset });
    }
  }
  return made;
}

function lineOf(block: Extract<Block, { type: 'heading' | 'paragraph' | 'note' }>, context: RichTextContext) {
  return inlines(block.spans, block.type === 'heading' ? { bold: true } : {}, context);
}

/** Consecutive headings and paragraphs become the lines of one section; notes only where they hold a link. */
export function richTextParts(blocks: readonly Block[], context: RichTextContext): RichTextPart[] {
  const parts: RichTextPart[] = [];
  let lines: Inline[][] = [];
  const endLines = () => {
    parts.push(...section(lines));
    lines = [];
  };
  for (const [index, block] of blocks.entries()) {
    switch (block.type) {
      case 'heading':
      case 'paragraph':
      case 'note': {
        const line = lineOf(block, context);
        const isApart = line.length > 0 && lines.length > 0 && isSetApart(block, blocks[index - 1]);
        lines.push(isApart ? [EMPTY_LINE, ...line] : line);
        break;
      }
      case 'list':
        endLines();
        parts.push(...lists(block.items, context));
        break;
      case 'quote':
      case 'preformatted': {
        endLines();
        const text = fitted(printable(block.text), context);
        const type = block.type === 'quote' ? 'rich_text_quote' : 'rich_text_preformatted';
        if (text !== '') parts.push({ type, elements: [{ type: 'text', text }] });
        break;
      }
    }
  }
  endLines();
  return parts;
}
