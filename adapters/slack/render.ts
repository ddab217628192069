import type { types } from '@slack/bolt';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { rowNumbers } from '../../src/reply/row-numbers.ts';
import { cut } from '../../src/text/cut.ts';
import { printable } from '../../src/text/printable.ts';
import { type ButtonOptions, buttonBlocks } from './buttons.ts';
import { asTypedInSlack } from './commands.ts';
import { MAX_BLOCKS_JSON, MAX_CONTEXT_TEXT, MAX_FALLBACK, MAX_MESSAGE_BLOCKS } from './limits.ts';
import { fitted, type RichTextContext, richTextParts, spanText } from './rich-text.ts';
import { escapedWithin } from './text.ts';

/** A reply as a Slack message: blocks, and the text that notifications show and screen readers read. */
export type SlackMessage = { readonly text: string; readonly blocks: types.KnownBlock[] };

export type RenderOptions = ButtonOptions & { readonly definitions: readonly CommandDefinition[] };

/** How much text is tried, in code units: the first of these with which the blocks are within Slack's limit. */
const ROOMS = [8000, 4000, 1500, 400];
const BUTTONS = [Number.POSITIVE_INFINITY, 8];

const OMITTED = 'The rest does not fit here.';
const EMPTY = 'There is nothing to show.';

const smallPrint = (text: string): types.KnownBlock => ({
  type: 'context',
  elements: [{ type: 'plain_text', text, emoji: false }],
});

const isSmallPrint = (block: Block) =>
  block.type === 'note' && block.spans.every(({ type }) => type !== 'link');

/** Blocks in their order: notes as small print, whatever stands between them as one rich text each. */
function textBlocks(blocks: readonly Block[], context: RichTextContext): types.KnownBlock[] {
  const made: types.KnownBlock[] = [];
  let others: Block[] = [];
  const endOthers = () => {
    const elements = richTextParts(others, context);
    if (elements.length > 0) made.push({ type: 'rich_text', elements });
    others = [];
  };
  for (const block of blocks) {
    if (block.type !== 'note' || !isSmallPrint(block)) {
      others.push(block);
      continue;
    }
    endOthers();
    const words = block.spans.map((span) => spanText(span, context)).join('');
    const text = fitted(cut(words, MAX_CONTEXT_TEXT), context);
    if (text.trim() !== '') made.push(smallPrint(text));
  }
  endOthers();
  return made;
}

function fallbackText(reply: Reply, definitions: readonly CommandDefinition[]): string {
  const words = asTypedInSlack(printable(renderText({ ...reply, actions: [] })), definitions);
  return escapedWithin(words.trim() === '' ? 'Labrarian' : words, MAX_FALLBACK);
}

function blocksWithin(reply: Reply, options: RenderOptions, left: number, maxButtons: number) {
  const room = { left, isShort: false };
  const context = { definitions: options.definitions, numbers: rowNumbers(reply), room };
  const buttons = buttonBlocks(reply, options, maxButtons);
  const texts = textBlocks(reply.blocks, context);
  const most = MAX_MESSAGE_BLOCKS - buttons.blocks.length - 1;
  const isWhole = buttons.isWhole && !room.isShort && texts.length <= most;
  const made = [...texts.slice(0, most), ...(isWhole ? [] : [smallPrint(OMITTED)]), ...buttons.blocks];
  return made.length > 0 ? made : [smallPrint(EMPTY)];
}

/**
 * A reply as Slack shows it, within all of Slack's limits; what is left out is said. Pure: who may press which button is decided when it is pressed.
 * Nothing in it mentions or notifies anybody.
 */
export function renderMessage(reply: Reply, options: RenderOptions): SlackMessage {
  const text = fallbackText(reply, options.definitions);
  for (const maxButtons of BUTTONS) {
    for (const room of ROOMS) {
      const blocks = blocksWithin(reply, options, room, maxButtons);
      if (JSON.stringify(blocks).length <= MAX_BLOCKS_JSON) return { text, blocks };
    }
  }
  return { text, blocks: blocksWithin(reply, options, 400, 0) };
}
