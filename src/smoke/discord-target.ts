import { randomUUID } from 'node:crypto';
import { Routes } from 'discord.js';
import { z } from 'zod';
import { isRevoked, loggable, TOKEN_REFUSED } from '../../adapters/discord/errors.ts';
import { createRest } from '../../adapters/discord/registration.ts';
import { renderMessage } from '../../adapters/discord/render.ts';
import type { DiscordConfig } from '../config.ts';
import type { Reply } from '../reply/reply.ts';
import type { SmokeTarget } from './exercise.ts';

const Channel = z.object({ id: z.string(), name: z.string().nullish(), guild_id: z.string().nullish() });
const Message = z.object({ id: z.string() });
/** A component or a message: what it says, and what is in it. */
type Part = { readonly content?: string | undefined; readonly components?: readonly Part[] | undefined };
const Part: z.ZodType<Part> = z.lazy(() =>
  z.object({ content: z.string().optional(), components: z.array(Part).optional() }),
);

function wordsOf({ content = '', components = [] }: Part): string {
  return [content, ...components.map(wordsOf)].join('\n');
}

function body(reply: Reply) {
  return { ...renderMessage(reply), allowed_mentions: { parse: [] } };
}

/** @param channelId of a channel in which the bot may post */
export function createDiscordTarget(config: DiscordConfig, channelId: string): SmokeTarget {
  const rest = createRest(config);
  let posted = '';
  const message = () => Routes.channelMessage(channelId, posted);
  return {
    name: 'Discord',
    async place() {
      const { name, guild_id: guild } = Channel.parse(await rest.get(Routes.channel(channelId)));
      return `#${name ?? channelId}${guild == null ? '' : ` of the server ${guild}`}`;
    },
    async post(reply) {
      // Sent again with the same nonce, Discord gives the first message back.
      const nonce = randomUUID().slice(0, 25);
      const sent = { ...body(reply), nonce, enforce_nonce: true };
      posted = Message.parse(await rest.post(Routes.channelMessages(channelId), { body: sent })).id;
    },
    async read() {
      const words = wordsOf(Part.parse(await rest.get(message())));
      return words.replace(/\\(?=[^\w\s])/g, '');
    },
    async edit(reply) {
      await rest.patch(message(), { body: body(reply) });
    },
    async remove() {
      await rest.delete(message());
    },
    describe(error) {
      if (isRevoked(error)) return TOKEN_REFUSED;
      const { name, code, status, message: words } = loggable(error);
      return [name === 'Error' ? undefined : name, status, code, words]
        .filter((part) => part !== undefined)
        .join(' ');
    },
  };
}
