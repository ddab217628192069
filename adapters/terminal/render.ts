import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { withAddressesOnce } from '../../src/reply/render-text.ts';
import type { Block, ListItem, Reply, Span } from '../../src/reply/reply.ts';
import { rowNumbers } from '../../src/reply/row-numbers.ts';
import { printable } from '../../src/text/printable.ts';
import { numberedActions } from './choices.ts';

/** A reply on a terminal: wrapped to its width, in colours where it has them. */

export type RenderOptions = {
  /** Columns, 20 or more. */
  readonly width: number;
  readonly colours: boolean;
};

const STYLES = {
  strong: [1, 22],
  dim: [2, 22],
  emphasis: [3, 23],
  link: [36, 39],
  number: [33, 39],
} as const;
type Style = keyof typeof STYLES;

type Paint = (style: Style, text: string) => string;

function painter(colours: boolean): Paint {
  return (style, text) => {
    const [on, off] = STYLES[style];
    return colours && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}

function renderSpan(span: Span, paint: Paint): string {
  const text = printable(span.text).replace(/\s+/g, ' ');
  switch (span.type) {
    case 'text':
      return text;
    case 'strong':
    case 'code':
      return paint('strong', text);
    case 'emphasis':
      return paint('emphasis', text);
    case 'link':
      return span.url === span.text ? paint('link', text) : `${text} (${paint('link', printable(span.url))})`;
  }
}

function renderLine(spans: readonly Span[], paint: Paint): string {
  return spans.map((span) => renderSpan(span, paint)).join('');
}

/** Wraps, with `first` before the first line and as many spaces before the others. */
function indented(text: string, first: string, width: number): string[] {
  const indent = stringWidth(first);
  const lines = wrapAnsi(text, Math.max(10, width - indent), { hard: true }).split('\n');
  return lines.map((line, index) => `${index === 0 ? first : ' '.repeat(indent)}${line}`);
}

function renderItem(item: ListItem, marker: string, paint: Paint, width: number): string[] {
  const first = `${marker} `;
  const indent = ' '.repeat(stringWidth(first));
  return [
    ...indented(paint('strong', renderLine(item.spans, paint)), first, width),
    ...item.details.flatMap((detail) => indented(paint('dim', renderLine(detail, paint)), indent, width)),
  ];
}

function renderBlock(block: Exclude<Block, { type: 'list' }>, paint: Paint, width: number): string[] {
  switch (block.type) {
    case 'heading':
      return indented(paint('strong', renderLine(block.spans, paint)), '', width);
    case 'paragraph':
      return indented(renderLine(block.spans, paint), '', width);
    case 'note':
      return indented(paint('dim', renderLine(block.spans, paint)), '', width);
    case 'quote':
      return indented(paint('emphasis', `“${printable(block.text)}”`), '  ', width);
    case 'preformatted':
      return printable(block.text).split('\n');
  }
}

function renderActions(reply: Reply, paint: Paint, width: number): string[] {
  const links = reply.actions.flatMap((action) =>
    action.type === 'link' ? [`${printable(action.label)}: ${paint('link', printable(action.url))}`] : [],
  );
  const commands = [...numberedActions(reply)].map(
    ([number, { label }]) => `${paint('number', `[${number}]`)} ${printable(label)}`,
  );
  const row = commands.length === 0 ? [] : indented(commands.join('  '), '', width);
  return [...links, ...row];
}

/** Lines without a line end at the end. Numbers are those that {@link choicesOf} understands. */
export function renderReply(reply: Reply, { width, colours }: RenderOptions): string {
  const paint = painter(colours);
  const lines: string[] = [];
  const { blocks } = withAddressesOnce(reply);
  const numbers = rowNumbers({ blocks });
  for (const block of blocks) {
    if (block.type !== 'list') {
      lines.push(...renderBlock(block, paint, width));
      continue;
    }
    for (const item of block.items) {
      const number = numbers.get(item);
      lines.push(
        ...renderItem(item, number === undefined ? '-' : paint('number', `${number}.`), paint, width),
      );
    }
  }
  return [...lines, ...renderActions(reply, paint, width)].join('\n');
}
