import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { decodeState } from '../../src/reply/pagination.ts';
import type { CommandState, Reply } from '../../src/reply/reply.ts';
import { isForEverybody } from '../../src/reply/visibility.ts';
import { accessAt, answerTo, type Desk, isAnswer, refusalAt, refuse } from './desk.ts';
import { isPost } from './post-marker.ts';
import { renderMessage } from './render.ts';
import { interactionPlace, interactionRequest, isDirect } from './request.ts';
import { acknowledge, edit, PRIVATE, sentence, tell } from './responder.ts';

/**
 * A button: whoever asked turns the page of their own reply, and everybody else gets a private copy, so that nobody's reply
 * changes under their eyes. What a button changes for all is told to all. All that a button says could be typed as well, so it needs no signature.
 */

const EXPIRED =
  'This button is from an older version of Labrarian. Ask again with a command; /help lists them.';

function isPrivateMessage({ message }: ButtonInteraction): boolean {
  return message.flags.has(MessageFlags.Ephemeral);
}

/** Who got the reply: of a command it is written on the message, of a mention it is the author of what was replied to. */
function askerOf({ message }: ButtonInteraction): string | undefined {
  const answeredTo = message.reference?.messageId;
  return (
    message.interactionMetadata?.user.id ??
    (answeredTo === undefined ? undefined : message.channel?.messages.cache.get(answeredTo)?.author.id)
  );
}

/** What the bot has posted by itself is nobody's reply, also in a direct conversation: it stays as it is. */
function isOwn(interaction: ButtonInteraction): boolean {
  if (isPrivateMessage(interaction)) return true;
  if (isPost(interaction.message.components)) return false;
  return isDirect(interaction) || askerOf(interaction) === interaction.user.id;
}

async function answer(interaction: ButtonInteraction, state: CommandState, desk: Desk): Promise<Reply> {
  const place = interactionPlace(interaction);
  const refusal = await refusalAt(accessAt(place, desk), place, desk);
  return refusal === undefined ? answerTo(interactionRequest(interaction, state), desk) : refuse(refusal);
}

/** In place of the message under which the button stands, or of the acknowledgement of a private copy. */
async function show(
  interaction: ButtonInteraction,
  state: CommandState,
  isPrivate: boolean,
  desk: Desk,
): Promise<void> {
  const shown = await answer(interaction, state, desk);
  if (!isAnswer(shown)) await tell(interaction, shown, desk.logger);
  else await edit(interaction, renderMessage(shown, isPrivate ? { share: state } : {}), desk.logger);
}

/** Posts the reply for everybody, and takes the button away so that it is not pressed twice. */
async function share(interaction: ButtonInteraction, state: CommandState, desk: Desk): Promise<void> {
  const shown = await answer(interaction, state, desk);
  if (!isAnswer(shown)) return tell(interaction, shown, desk.logger);
  const message = renderMessage(shown);
  await interaction.followUp(message);
  await edit(interaction, message, desk.logger);
}

/** @param claimed false where another process has handled it */
export async function onButton(
  interaction: ButtonInteraction,
  claimed: Promise<boolean>,
  desk: Desk,
): Promise<void> {
  const pressed = decodeState(interaction.customId);
  const { logger } = desk;
  if (pressed === undefined) return tell(interaction, sentence(EXPIRED), logger);
  const isInPlace = pressed.intent === 'share' || isOwn(interaction);
  const isHidden = !isInPlace || isPrivateMessage(interaction);
  const isForAll = pressed.intent === 'show' && isHidden && isForEverybody(pressed.state.command);
  const isOpen = isForAll || isDirect(interaction);
  const deferOwn = () => interaction.deferReply(isOpen ? {} : { flags: PRIVATE });
  const attempt = () => (isInPlace && !isForAll ? interaction.deferUpdate() : deferOwn());
  const mayAnswer = await acknowledge(interaction, attempt, logger);
  if (!(await claimed) || !mayAnswer) return;
  if (pressed.intent === 'share') return share(interaction, pressed.state, desk);
  await show(interaction, pressed.state, isHidden && !isOpen, desk);
}
