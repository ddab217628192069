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
  /** Keys of buttons that stand elsewhere in the message. */
  readonly taken: ReadonlySet<string>;
  /** How many components the message has already. */
  readonly components: number;
  /** Whether there are buttons that the message has no room for. */
  readonly lacksButtons: boolean;
};

/** Whatever is left out is said: text by an ellipsis or a remark, buttons by a remark. */
export function layOut(
  pieces: readonly Piece[],
  { taken, components, lacksButtons }: Surroundings,
): APIComponentInContainer[] {
  const laid: APIComponentInContainer[] = [];
  const used = new Set(taken);
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
    const isElsewhere = made !== undefined && used.has(buttonKey(made));
    if (made === undefined || !hasRoom || isElsewhere) {
      isLacking ||= action !== undefined && !isElsewhere;
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
    const content = room < MIN_TEXT ? '' : piece.render(room);
    if (content !== '') addPiece(content, piece);
    if (content !== whole) {
      addText(OMITTED);
      return laid;
    }
  }
  if (isLacking) addText(BUTTONS_OMITTED);
  return laid;
}
