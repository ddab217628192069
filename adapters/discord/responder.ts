import { MessageFlags, type RepliableInteraction } from 'discord.js';
import type { Logger } from '../../src/logger.ts';
import { paragraph, reply } from '../../src/reply/build.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { isAcknowledgedAlready, isGone, isPassing, loggable } from './errors.ts';
import { type RenderedMessage, renderMessage } from './render.ts';
import { isDirect } from './request.ts';

/** Talking back over an interaction: acknowledged once, then shown; nothing is sent twice that would appear twice. */

/** Every interaction but completion. */
export type Answerable = RepliableInteraction;

export const PRIVATE = MessageFlags.Ephemeral;

export function sentence(text: string): Reply {
  return reply({ kind: 'notice', answered: false, blocks: [paragraph(text)] });
}

/** A message that only the person sees. */
export function privately({ flags, components }: RenderedMessage) {
  return { flags: flags | PRIVATE, components } as const;
}

/**
 * Acknowledges; true where the work may go on. Where the connection broke it is tried once more, and "already acknowledged"
 * then means that the first try had arrived. Else it means that another process answers.
 */
export async function acknowledge(
  interaction: Answerable,
  attempt: () => Promise<unknown>,
  logger: Logger,
): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (isPassing(error)) return acknowledgeAgain(interaction, attempt, logger);
    if (isAcknowledgedAlready(error)) {
      logger.warn('Another process has answered: is the bot running twice with one token?');
      return false;
    }
    if (isGone(error)) {
      logger.warn({ error: loggable(error) }, 'Too late to answer');
      return false;
    }
    throw error;
  }
}

async function acknowledgeAgain(
  interaction: Answerable,
  attempt: () => Promise<unknown>,
  logger: Logger,
): Promise<boolean> {
  try {
    await attempt();
  } catch (error) {
    if (!isAcknowledgedAlready(error)) {
      logger.warn({ error: loggable(error) }, 'Could not acknowledge');
      return false;
    }
    interaction.deferred = true;
  }
  return true;
}

/** Sends an edit, which may be sent again since it says the same; nothing where nobody waits for it any more. */
export async function edit(interaction: Answerable, message: RenderedMessage, logger: Logger): Promise<void> {
  const attempt = () => interaction.editReply(message);
  try {
    await attempt().catch((error: unknown) => {
      if (isPassing(error)) return attempt();
      throw error;
    });
  } catch (error) {
    if (!isGone(error)) throw error;
    logger.info({ error: loggable(error) }, 'The reply came too late, or its message is gone');
  }
}

/** Says to the person alone why there is no answer, whatever has been acknowledged so far; what stood there before stays. */
export async function tell(interaction: Answerable, shown: Reply, logger: Logger): Promise<void> {
  const message = renderMessage(shown);
  if (!interaction.deferred && !interaction.replied) {
    await acknowledge(interaction, () => interaction.reply(privately(message)), logger);
    return;
  }
  // Of a message that is updated in place it is not known who sees it; of one that was sent as a reply it is.
  const isUpdate = interaction.ephemeral === null;
  if (!isUpdate && (interaction.ephemeral || isDirect(interaction)))
    return edit(interaction, message, logger);
  // The first follow-up takes the place of a "thinking" that everybody sees, and is as public.
  if (!isUpdate && !interaction.replied) await removeReply(interaction, logger);
  await interaction.followUp(privately(message));
}

async function removeReply(interaction: Answerable, logger: Logger): Promise<void> {
  try {
    await interaction.deleteReply();
  } catch (error) {
    if (!isGone(error)) throw error;
    logger.info({ error: loggable(error) }, 'The message to be removed is gone');
  }
}
