import { type APIComponentInContainer, ComponentType } from 'discord.js';
import { button, buttonKey } from './buttons.ts';
import { MAX_COMPONENTS, MAX_MESSAGE_TEXT } from './limits.ts';
import type { Piece } from './pieces.ts';

/** Pieces of text one below the other, each row's button beside it, within what one message takes. */

const SECTION_COMPONENTS = 3;
/** A text and a remark may still follow. */
const SPARE_COMPONENTS = 2;
const MIN_TEXT = 40;
const OMITTED = '-# The rest does not fit here.';
const BUTTONS_OMITTED = '-# Some buttons do not fit here.';
/** Kept for both, with the ends of their lines. */
const ROOM_FOR_REMARKS = OMITTED.length + BUTTONS_OMITTED.length + 4;

export type Surroundings = {
  /** Keys of the buttons that stand below where they do not stand beside a row. */
  readonly below: ReadonlySet<string>;
  /** How many components the message has already. */
  readonly components: number;
  /** Whether there are buttons that the message has no room for. */
  readonly lacksButtons: boolean;
};

export type Layout = {
  readonly laid: readonly APIComponentInContainer[];
  /** Keys of the buttons beside rows. */
  readonly used: ReadonlySet<string>;
};

/** Whatever is left out is said: text by an ellipsis or a remark, buttons by a remark. */
export function layOut(pieces: readonly Piece[], { below, components, lacksButtons }: Surroundings): Layout {
  const laid: APIComponentInContainer[] = [];
  const used = new Set<string>();
  let count = components;
  let text = 0;
  let isLacking = lacksButtons;

  function addText(content: string): void {
    text += content.length + 1;
    const last = laid.at(-1);
    if (last?.type === ComponentType.TextDisplay) last.content += `\n${content}`;
    else {
      laid.push({ type: ComponentType.TextDisplay, content: content.trimStart() });
      count += 1;
    }
  }

  function addPiece(content: string, { action }: Piece): void {
    const made = action === undefined ? undefined : button(action);
    const hasRoom = count + SECTION_COMPONENTS + SPARE_COMPONENTS <= MAX_COMPONENTS;
    const isThere = made !== undefined && used.has(buttonKey(made));
    if (made === undefined || !hasRoom || isThere) {
      const isShown = isThere || (made !== undefined && below.has(buttonKey(made)));
      isLacking ||= action !== undefined && !isShown;
      addText(content);
      return;
    }
    used.add(buttonKey(made));
    count += SECTION_COMPONENTS;
    text += content.length + 1;
    laid.push({
      type: ComponentType.Section,
      components: [{ type: ComponentType.TextDisplay, content }],
      accessory: made,
    });
  }

  for (const piece of pieces) {
    const whole = piece.render(Number.POSITIVE_INFINITY);
    if (whole === '') continue;
    const room = MAX_MESSAGE_TEXT - ROOM_FOR_REMARKS - text;
    const fitting = whole.length <= room ? whole : room < MIN_TEXT ? '' : piece.render(room);
    const content = fitting.length > room ? '' : fitting;
    if (content !== '') addPiece(content, piece);
    if (content !== whole) {
      addText(OMITTED);
      return { laid, used };
    }
  }
  if (isLacking) addText(BUTTONS_OMITTED);
  return { laid, used };
}
