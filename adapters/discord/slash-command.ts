import type { ChatInputCommandInteraction } from 'discord.js';
import { visibilityOf } from '../../src/reply/visibility.ts';
import { accessAt, answerTo, type Desk, isAnswer, refusalAt, refuse } from './desk.ts';
import { renderMessage } from './render.ts';
import { commandState, interactionPlace, interactionRequest, isDirect, visibilityFlags } from './request.ts';
import { acknowledge, edit, PRIVATE, tell } from './responder.ts';

/** A slash command: acknowledged at once, publicly or not, then answered in the acknowledgement's place. */

function isForAskerOnly(interaction: ChatInputCommandInteraction, isRefused: boolean, desk: Desk): boolean {
  const command = interaction.commandName;
  const isKnown = desk.definitions.some(({ name }) => name === command);
  const asked = visibilityOf({ byDefault: 'public', command, ...visibilityFlags(interaction) });
  return !isDirect(interaction) && (isRefused || !isKnown || asked === 'private');
}

/** @param claimed false where another process has handled it */
export async function onSlashCommand(
  interaction: ChatInputCommandInteraction,
  claimed: Promise<boolean>,
  desk: Desk,
): Promise<void> {
  const place = interactionPlace(interaction);
  const access = accessAt(place, desk);
  const isPrivate = isForAskerOnly(interaction, access !== 'allowed' && access !== 'members', desk);
  const attempt = () => interaction.deferReply(isPrivate ? { flags: PRIVATE } : {});
  const mayAnswer = await acknowledge(interaction, attempt, desk.logger);
  if (!(await claimed) || !mayAnswer) return;

  const refusal = await refusalAt(access, place, desk);
  const state = commandState(interaction);
  const shown =
    refusal === undefined ? await answerTo(interactionRequest(interaction, state), desk) : refuse(refusal);
  if (!isAnswer(shown)) await tell(interaction, shown, desk.logger);
  else await edit(interaction, renderMessage(shown, isPrivate ? { share: state } : {}), desk.logger);
}
