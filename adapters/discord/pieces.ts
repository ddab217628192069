import { isSetApart } from '../../src/reply/paragraph-gap.ts';
import type { Block, CommandAction, LinkAction, ListItem, Span } from '../../src/reply/reply.ts';
import { codeBlock, escapeLineStart, escapeText, within } from './escape.ts';
import { boldLine, renderLine } from './markup.ts';

/** Blocks as pieces of text, each of which is told how much room there is for it. */

export type Piece = {
  /** Markdown of at most `room` code units; empty where there is nothing to show. */
  readonly render: (room: number) => string;
  /** What stands beside it as a button. */
  readonly action?: CommandAction;
};

const MAX_HEADING = 400;
const MAX_PARAGRAPH = 1500;
const MAX_NOTE = 400;
const MAX_ROW = 400;
/** Less of a block is of no use to anybody. */
const MIN_CODE = 100;
const CODE_CUT = '-# Too long for Discord: the rest is left out.';

export function textPiece(render: Piece['render']): Piece {
  return { render };
}

function line(spans: readonly Span[], max: number, before = ''): Piece {
  return textPiece((room) => {
    const words = renderLine(spans, Math.min(max, room) - before.length - 1);
    if (words.trim() === '') return '';
    return before.trim() === '' ? `${before}${escapeLineStart(words)}` : `${before}${words}`;
  });
}

function headingPiece(spans: readonly Span[], title: LinkAction | undefined): Piece {
  if (title === undefined) return line(spans, MAX_HEADING, '### ');
  const text = spans.map((span) => span.text).join('');
  return line([{ type: 'link', text, url: title.url }], MAX_HEADING, '### ');
}

/** A label that the row says already would only take the row's room on a phone. */
function besideRow(action: CommandAction, spans: readonly Span[]): CommandAction {
  const words = spans.map(({ text }) => text).join('');
  return words.includes(action.label) ? { ...action, label: 'Open' } : action;
}

function rowPiece(item: ListItem, marker: string): Piece {
  const isPlain = item.details.length === 0 && item.action === undefined;
  const render = (room: number) => {
    const max = Math.min(MAX_ROW, room);
    const words = isPlain
      ? `${marker === '' ? '-' : marker} ${renderLine(item.spans, max - marker.length - 2)}`
      : numbered(boldLine(item.spans, max - marker.length - 2), marker);
    const details = item.details.map((detail) => `-# ${renderLine(detail, MAX_ROW)}`);
    return details.reduce(
      (text, detail) => (text.length + 1 + detail.length <= room ? `${text}\n${detail}` : text),
      words,
    );
  };
  return item.action === undefined ? { render } : { render, action: besideRow(item.action, item.spans) };
}

/** `**1. Title**`, where the words begin bold. */
function numbered(words: string, marker: string): string {
  if (marker === '') return words;
  return words.startsWith('**') ? `**${marker} ${words.slice(2)}` : `${marker.replace('.', '\\.')} ${words}`;
}

function codePiece(text: string, language: string): Piece {
  return textPiece((room) => {
    const whole = codeBlock(text, language, room);
    if (!whole.isCut) return whole.markup;
    const roomForCode = room - CODE_CUT.length - 1;
    if (roomForCode < MIN_CODE) return '';
    return `${codeBlock(text, language, roomForCode).markup}\n${CODE_CUT}`;
  });
}

function blockPiece(block: Block, previous: Block | undefined, title: LinkAction | undefined): Piece[] {
  switch (block.type) {
    case 'heading':
      return [headingPiece(block.spans, title)];
    case 'paragraph':
      return [line(block.spans, MAX_PARAGRAPH, isSetApart(block, previous) ? '\n' : '')];
    case 'note':
      return [line(block.spans, MAX_NOTE, '-# ')];
    case 'quote': {
      // Two quotations one below the other would be shown as one.
      const before = previous?.type === 'quote' ? '\n> ' : '> ';
      const render: Piece['render'] = (room) =>
        within(block.text, Math.min(MAX_PARAGRAPH, room), (words) => `${before}${escapeText(words)}`);
      return [textPiece(render)];
    }
    case 'preformatted':
      return [codePiece(block.text, block.language)];
    case 'list':
      return block.items.map((item, index) =>
        rowPiece(item, block.start === undefined ? '' : `${block.start + index}.`),
      );
  }
}

/** @param title what the first heading leads to, if anything */
export function blockPieces(blocks: readonly Block[], title: LinkAction | undefined): Piece[] {
  const heading = blocks.find((block) => block.type === 'heading');
  return blocks.flatMap((block, index) =>
    blockPiece(block, blocks[index - 1], block === heading ? title : undefined),
  );
}
