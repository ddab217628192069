import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { typedCommand } from '../../src/reply/render-text.ts';
import type { Action, CommandState, LinkAction, Reply } from '../../src/reply/reply.ts';
import { button, buttonKey, shareButton } from './buttons.ts';
import { escapeText, inlineCode } from './escape.ts';
import { MAX_BUTTONS_PER_ROW, MAX_COMPONENTS, MAX_MESSAGE_TEXT } from './limits.ts';
import { blockPieces, type Piece, textPiece } from './pieces.ts';

/** A reply as one card of Discord's components (version 2): text in the order of the blocks, each row's button beside it. */

export type RenderOptions = {
  /** The request that was answered, where the reply is private and may be shown to everybody. */
  readonly share?: CommandState;
};

/** Sent with every message; `flags` and `components` as Discord's API takes them. */
export type RenderedMessage = {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: [APIContainerComponent];
};

/** Four rows of buttons: more than any reply has, and room for 14 rows of a list is left. */
const MAX_BUTTONS = 20;
const SECTION_COMPONENTS = 3;
/** A text and a remark may still follow. */
const SPARE_COMPONENTS = 2;
const MIN_TEXT = 40;
const MAX_TYPED = 200;
const OMITTED = '-# The rest does not fit here.';
const EMPTY = 'There is nothing to show.';

function rows(buttons: readonly APIButtonComponent[]): APIActionRowComponent<APIButtonComponent>[] {
  const starts = buttons.map((_, index) => index).filter((index) => index % MAX_BUTTONS_PER_ROW === 0);
  return starts.map((start) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(start, start + MAX_BUTTONS_PER_ROW),
  }));
}

function isPaging(action: Action): boolean {
  return action.type === 'command' && action.state.page !== undefined;
}

/** What to write where there can be no button. */
function typedPiece(action: Action): Piece[] {
  if (action.type === 'link') return [];
  const typed = typedCommand(action.state);
  if (typed.length > MAX_TYPED) return [];
  return [textPiece(() => `-# ${escapeText(action.label)}: mention me and write ${inlineCode(typed)}`)];
}

/** Buttons each of which is there once, pages first where there are too many. */
function actionButtons(reply: Reply, { share }: RenderOptions): APIButtonComponent[] {
  const sorted = [...reply.actions.filter(isPaging), ...reply.actions.filter((one) => !isPaging(one))];
  const ordered = reply.actions.length < MAX_BUTTONS ? reply.actions : sorted;
  const shared = share === undefined ? undefined : shareButton(share);
  const made = [shared, ...ordered.map(button)].filter((one) => one !== undefined);
  const unique = new Map(made.map((one) => [buttonKey(one), one]));
  const kept = [...unique.values()].slice(0, MAX_BUTTONS);
  return shared === undefined ? kept : [...kept.filter((one) => one !== shared), shared];
}

function privateHint(share: CommandState | undefined): Piece[] {
  return share === undefined || shareButton(share) !== undefined
    ? []
    : [textPiece(() => '-# Only you see this. To show it to everybody, ask again without hiding it.')];
}

/** A card's title leads where its first link does. */
function titleLink(reply: Reply): LinkAction | undefined {
  return reply.kind === 'card' ? reply.actions.find((action) => action.type === 'link') : undefined;
}

function layOut(pieces: readonly Piece[], taken: ReadonlySet<string>, components: number) {
  const laid: APIComponentInContainer[] = [];
  const used = new Set(taken);
  let count = components;
  let text = 0;

  function addText(content: string): void {
    const last = laid.at(-1);
    if (last?.type === ComponentType.TextDisplay) last.content += `\n${content}`;
    else {
      laid.push({ type: ComponentType.TextDisplay, content: content.trimStart() });
      count += 1;
    }
  }

  for (const piece of pieces) {
    const room = MAX_MESSAGE_TEXT - OMITTED.length - 2 - text;
    const content = room < MIN_TEXT ? '' : piece.render(room);
    if (content === '') {
      if (room >= MIN_TEXT) continue;
      addText(OMITTED);
      break;
    }
    text += content.length + 1;
    const made = piece.action === undefined ? undefined : button(piece.action);
    const hasRoom = count + SECTION_COMPONENTS + SPARE_COMPONENTS <= MAX_COMPONENTS;
    if (made === undefined || !hasRoom || used.has(buttonKey(made))) {
      addText(content);
      continue;
    }
    used.add(buttonKey(made));
    count += SECTION_COMPONENTS;
    laid.push({
      type: ComponentType.Section,
      components: [{ type: ComponentType.TextDisplay, content }],
      accessory: made,
    });
  }
  return laid;
}

/** Pure: the message for a reply. It keeps Discord's limits whatever the reply holds. */
export function renderMessage(reply: Reply, options: RenderOptions = {}): RenderedMessage {
  const buttons = actionButtons(reply, options);
  const actionRows = rows(buttons);
  const pieces = [
    ...blockPieces(reply.blocks, titleLink(reply)),
    ...reply.actions.filter((action) => button(action) === undefined).flatMap(typedPiece),
    ...privateHint(options.share),
  ];
  const keys = new Set(buttons.map(buttonKey));
  const laid = layOut(pieces, keys, 1 + buttons.length + actionRows.length);
  const first: APIComponentInContainer[] =
    laid.length > 0 ? laid : [{ type: ComponentType.TextDisplay, content: EMPTY }];
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, components: [...first, ...actionRows] }],
  };
}
