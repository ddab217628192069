import { type Message, PermissionFlagsBits, type SendableChannels } from 'discord.js';
import type { Reply } from '../../src/reply/reply.ts';
import { accessAt, answerTo, type Desk, refusalAt, refuse } from './desk.ts';
import { isGone, loggable } from './errors.ts';
import { renderMessage } from './render.ts';
import { messagePlace, messageRequest, messageText } from './request.ts';
import { sentence } from './responder.ts';

/** Plain messages: a mention, a reply to the bot, a direct message, or what is said in a thread that the bot is in. */

/** Discord shows "is typing" for ten seconds. */
const TYPING_EVERY_MS = 8000;

/** True where the person speaks to the bot by name, or by replying to it. */
function isAddressed(message: Message, botId: string): boolean {
  const answeredTo = message.reference?.messageId;
  return (
    message.mentions.users.has(botId) ||
    (answeredTo !== undefined && message.channel.messages.cache.get(answeredTo)?.author.id === botId)
  );
}

/** Nobody else is spoken to: in a thread people also talk to each other. */
function isForNobodyElse(message: Message): boolean {
  const { mentions, reference } = message;
  return mentions.users.size === 0 && mentions.roles.size === 0 && !mentions.everyone && reference === null;
}

function isInOwnThread({ channel }: Message): boolean {
  return channel.isThread() && channel.joined;
}

/**
 * Whether a message asks the bot something. Without the message-content intent Discord leaves out the text of everything but
 * mentions, replies and direct messages, and a message without a text asks nothing.
 */
export function asksBot(message: Message, botId: string, mentionsOnly: boolean): boolean {
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  if (message.mentions.users.has(botId)) return true;
  if (message.content.trim() === '') return false;
  // A command written as text is a command.
  if (mentionsOnly) return message.guildId === null && message.content.trimStart().startsWith('/');
  if (message.guildId === null || isAddressed(message, botId)) return true;
  return isInOwnThread(message) && isForNobodyElse(message);
}

/** Whether it may write here: to try where it may not counts towards Discord's ban for invalid requests. */
function maySpeak(channel: SendableChannels): boolean {
  if (channel.isDMBased()) return true;
  const { ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory } = PermissionFlagsBits;
  const send = channel.isThread() ? SendMessagesInThreads : SendMessages;
  const me = channel.guild.members.me;
  return me !== null && channel.permissionsFor(me).has([ViewChannel, send, ReadMessageHistory]);
}

async function whileTyping(channel: SendableChannels, answer: Promise<Reply>, desk: Desk): Promise<Reply> {
  const type = () =>
    channel.sendTyping().catch((error: unknown) => {
      desk.logger.debug({ error: loggable(error) }, 'Could not show that it is typing');
    });
  const first = type();
  const timer = setInterval(type, TYPING_EVERY_MS);
  try {
    // Typing that Discord hears of after the answer would be shown for ten seconds more.
    const [shown] = await Promise.all([answer, first]);
    return shown;
  } finally {
    clearInterval(timer);
  }
}

/** As a reply that pings nobody. The nonce makes Discord keep one of two that a second process or a repetition sends. */
async function send(message: Message, shown: Reply, { logger }: Desk): Promise<void> {
  try {
    await message.reply({
      ...renderMessage(shown),
      nonce: message.id,
      enforceNonce: true,
      failIfNotExists: false,
    });
  } catch (error) {
    if (!isGone(error)) throw error;
    logger.info({ error: loggable(error) }, 'The channel in which was asked is gone');
  }
}

async function answer(message: Message, channel: SendableChannels, botId: string, desk: Desk): Promise<void> {
  const place = messagePlace(message);
  const refusal = await refusalAt(accessAt(place, desk), place, desk);
  if (refusal !== undefined) {
    // In a server it could only be said to everybody.
    if (message.guildId === null) await send(message, refuse(refusal), desk);
    return;
  }
  const request = messageRequest(message, messageText(message, botId), desk.definitions);
  await send(message, await whileTyping(channel, answerTo(request, desk), desk), desk);
}

/** Handles a message that asks the bot something; others are none of its business. */
export async function onMessage(message: Message, desk: Desk): Promise<void> {
  let isAsked = false;
  const handle = async () => {
    const botId = message.client.user.id;
    const { channel } = message;
    if (!asksBot(message, botId, desk.config.mentionsOnly) || !channel.isSendable()) return;
    if (!maySpeak(channel)) {
      desk.logger.info({ channel: channel.id }, 'Asked where it may not write');
      return;
    }
    const claimed = desk.handledOnce.claim(message.id);
    if (claimed === false || !(await claimed)) return;
    isAsked = true;
    await answer(message, channel, botId, desk);
    await desk.handledOnce.done(message.id);
  };
  await desk.work.run('A message', handle, async (text) => {
    if (isAsked) await send(message, sentence(text), desk);
  });
}
