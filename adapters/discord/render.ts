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
import { webLink } from '../../src/reply/web-link.ts';
import { cut } from '../../src/text/cut.ts';
import { button, buttonKey, shareButton } from './buttons.ts';
import { escapeText, inlineCode } from './escape.ts';
import { layOut } from './layout.ts';
import { MAX_BUTTONS_PER_ROW, MAX_HREF } from './limits.ts';
import { linked } from './markup.ts';
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
const MAX_TYPED = 200;
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

/** What to write where there can be no button; nothing where that would be too long as well. */
function typedInstead(action: Action): string {
  const label = escapeText(cut(action.label, MAX_TYPED));
  if (action.type === 'link') {
    const target = webLink(action.url);
    if (target === undefined) return `${label}: no web address`;
    return target.href.length > MAX_HREF ? '' : linked(cut(action.label, MAX_TYPED), action.url);
  }
  const typed = typedCommand(action.state);
  return typed.length > MAX_TYPED ? '' : `${label}: mention me and write ${inlineCode(typed)}`;
}

/** Buttons each of which is there once, pages first where there are too many, and how many that is too many. */
function actionButtons(
  reply: Reply,
  share: CommandState | undefined,
): { readonly kept: readonly APIButtonComponent[]; readonly omitted: number } {
  const sorted = [...reply.actions.filter(isPaging), ...reply.actions.filter((one) => !isPaging(one))];
  const ordered = reply.actions.length < MAX_BUTTONS ? reply.actions : sorted;
  const shared = share === undefined ? undefined : shareButton(share);
  const made = [shared, ...ordered.map(button)].filter((one) => one !== undefined);
  const unique = new Map(made.map((one) => [buttonKey(one), one]));
  const kept = [...unique.values()].slice(0, MAX_BUTTONS);
  return {
    kept: shared === undefined ? kept : [...kept.filter((one) => one !== shared), shared],
    omitted: unique.size - kept.length,
  };
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

/** Pure: the message for a reply. It keeps Discord's limits whatever the reply holds. */
export function renderMessage(reply: Reply, { share: offered }: RenderOptions = {}): RenderedMessage {
  // Shown to everybody, a reply is asked for once more: what was done would be done again.
  const share = reply.kind === 'done' ? undefined : offered;
  const { kept, omitted } = actionButtons(reply, share);
  const typed = reply.actions.filter((action) => button(action) === undefined).map(typedInstead);
  const pieces = [
    ...blockPieces(reply.blocks, titleLink(reply)),
    ...typed.map((line) => textPiece(() => (line === '' ? '' : `-# ${line}`))),
    ...privateHint(share),
  ];
  const { laid, used } = layOut(pieces, {
    below: new Set(kept.map(buttonKey)),
    components: 1 + kept.length + rows(kept).length,
    lacksButtons: omitted > 0 || typed.includes(''),
  });
  const first: readonly APIComponentInContainer[] =
    laid.length > 0 ? laid : [{ type: ComponentType.TextDisplay, content: EMPTY }];
  // What stands beside a row already is not offered again below.
  const others = rows(kept.filter((one) => !used.has(buttonKey(one))));
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, components: [...first, ...others] }],
  };
}
