import { type Client, Events, type REST } from 'discord.js';
import type { Adapter, OnGone } from '../../src/adapter.ts';
import { encodeConversation } from '../../src/conversation.ts';
import type { Logger } from '../../src/logger.ts';
import { createMembership } from './access.ts';
import { compareCommands, describeDifference, isSame } from './command-difference.ts';
import { commandBodies } from './commands.ts';
import { type Connection, createConnection } from './connection.ts';
import type { Desk, DiscordParts, Timing } from './desk.ts';
import { isRevoked, loggable, TOKEN_REFUSED } from './errors.ts';
import { createHandledOnce } from './handled-once.ts';
import { createInteractionHandler } from './interactions.ts';
import { inviteLink } from './invitation.ts';
import { ANSWER_WITHIN_MS, COMPLETE_WITHIN_MS } from './limits.ts';
import { onMessage } from './messages.ts';
import { createPoster, createPostRest } from './poster.ts';
import { fetchRegistered, registerAll } from './registration.ts';
import { createWork } from './work.ts';

export type { DiscordParts } from './desk.ts';

const TIMING: Timing = {
  answerWithinMs: ANSWER_WITHIN_MS,
  completeWithinMs: COMPLETE_WITHIN_MS,
  stableAfterMs: 60_000,
};

/** Registers the commands of an application that has none; else only says what is different, since a boot must not change them. */
async function checkCommands({ client }: Connection, { config, definitions, logger }: Desk): Promise<void> {
  const target = { rest: client.rest, applicationId: config.applicationId };
  const bodies = commandBodies(definitions, { userInstall: config.userInstall, scope: 'global' });
  const registered = await fetchRegistered(target);
  if (registered.length === 0) {
    await registerAll(target, bodies);
    logger.info({ commands: bodies.length }, 'Discord had no commands of this bot; they are registered now');
    return;
  }
  const difference = compareCommands(bodies, registered);
  if (isSame(difference)) return;
  logger.warn(
    { difference: describeDifference(difference) },
    'Discord has other commands than this version: run `npm run register`',
  );
}

/** Notices when the bot's own token stops being valid. */
function watchToken(rest: REST, connection: Connection, logger: Logger): void {
  rest.on('response', ({ path }, { status }) => {
    // Interactions and webhooks carry tokens of their own, which end by themselves.
    if (status !== 401 || /^\/(webhooks|interactions)\//.test(path)) return;
    logger.error('Discord no longer accepts the token');
    connection.end({ reason: TOKEN_REFUSED, isFinal: true });
  });
}

/** Tells when the bot was removed from a server; the library tells an outage by another event. */
function watchServers(client: Client, onGone: OnGone | undefined): void {
  client.on(Events.GuildDelete, ({ id }) => onGone?.(serverPrefix(id)));
}

/** What the ids of a server's conversations begin with. */
function serverPrefix(guildId: string): string {
  return `${encodeConversation('discord', [guildId])}:`;
}

/** The bot on Discord: one connection, over which commands, buttons, completion and messages come. */
export function createDiscord(parts: DiscordParts, timing: Timing = TIMING): Adapter {
  const { config, inbox } = parts;
  const logger = parts.logger.child({ adapter: 'discord' });
  const connection = createConnection(config, timing.stableAfterMs, logger);
  const { client } = connection;
  const desk: Desk = {
    ...parts,
    logger,
    timing,
    work: createWork(logger),
    handledOnce: createHandledOnce(inbox, logger),
    membership: createMembership(client.rest, config.guildIds, Date.now),
  };
  const onInteraction = createInteractionHandler(desk);
  const postRest = createPostRest(config);
  const poster = createPoster({
    config,
    rest: postRest,
    botId: () => client.user?.id ?? config.applicationId,
    logger,
    now: Date.now,
  });

  return {
    name: 'discord',
    poster,
    ended: connection.ended,
    async start() {
      watchToken(client.rest, connection, logger);
      watchToken(postRest, connection, logger);
      watchServers(client, parts.onGone);
      client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction));
      client.on(Events.MessageCreate, (message) => void onMessage(message, desk));
      await connection.open();
      parts.onPresent?.([...client.guilds.cache.keys()].map(serverPrefix));
      logger.info(
        { invite: inviteLink(config) },
        'Connected to Discord; this link invites the bot to a server',
      );
      await checkCommands(connection, desk).catch((error: unknown) => {
        if (!isRevoked(error)) logger.warn({ error: loggable(error) }, 'The commands could not be compared');
      });
    },
    async stop() {
      await Promise.all([desk.work.finish(), poster.stop()]);
      await connection.close();
    },
  };
}
