import { Client, Events, Options, Partials, Routes, SimpleShardingStrategy } from 'discord.js';
import { z } from 'zod';
import { type AdapterEnd, AdapterStartError } from '../../src/adapter.ts';
import type { DiscordConfig } from '../../src/config.ts';
import type { Logger } from '../../src/logger.ts';
import { createBreaker } from './breaker.ts';
import { describeClose, isRevoked, loggable, TOKEN_REFUSED } from './errors.ts';
import { intents } from './invitation.ts';
import { REST_TIMEOUT_MS } from './limits.ts';

/** The connection to Discord's gateway: opened, watched, and taken down so that nothing of it stays. */

export type Connection = {
  readonly client: Client;
  /** Resolves when events arrive. Rejects with AdapterStartError. */
  open(): Promise<void>;
  /** Ends it for a reason that was found elsewhere; the first reason stays. */
  end(end: AdapterEnd): void;
  close(): Promise<void>;
  readonly ended: Promise<AdapterEnd>;
};

/** Discord resets the token of a bot that opens more than 1000 sessions a day: these stay for somebody to mend things. */
const SPARE_SESSIONS = 50;
const STARTED_BUT_NO_GUILDS_MS = 1000;
/** People and messages remembered; what is not remembered comes along with each event. */
const REMEMBERED = 200;

const GatewayInformation = z.object({
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

function createClient(config: DiscordConfig, keepShards: (shards: SimpleShardingStrategy) => void): Client {
  return new Client({
    intents: intents(config),
    // Direct messages come in channels that it has not seen before.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    waitGuildTimeout: STARTED_BUT_NO_GUILDS_MS,
    // A post that is repeated appears twice: what may be sent again is decided where it is sent.
    rest: { api: config.apiUrl, version: '10', timeout: REST_TIMEOUT_MS, retries: 0 },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      UserManager: { maxSize: REMEMBERED, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: {
        maxSize: REMEMBERED,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
      MessageManager: REMEMBERED,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
    }),
    ws: {
      buildStrategy(manager) {
        const strategy = new SimpleShardingStrategy(manager);
        keepShards(strategy);
        return strategy;
      },
    },
  });
}

/** A malformed event throws inside the library, where nobody catches it: it costs itself only. */
function guardEvents(client: Client, logger: Logger): void {
  const manager = client.ws as unknown as { handlePacket(packet?: { t?: string }, shard?: unknown): boolean };
  const handlePacket = manager.handlePacket.bind(manager);
  manager.handlePacket = (packet, shard) => {
    try {
      return handlePacket(packet, shard);
    } catch (error) {
      logger.error({ event: packet?.t, error: loggable(error) }, 'An event could not be read');
      return false;
    }
  };
}

type Shard = {
  internalConnect: () => Promise<void>;
  readonly connection: { on(event: 'error', listener: () => void): void; terminate(): void } | null;
};

/**
 * Closes sockets and keeps shards from coming back: one that sleeps before its next try, or waits for the gateway's first word, takes
 * `destroy` for a reason to connect again.
 */
async function takeDown(client: Client, strategy: SimpleShardingStrategy | undefined): Promise<void> {
  const shards = (strategy as unknown as { shards: Map<number, Shard> } | undefined)?.shards;
  const kept = [...(shards?.values() ?? [])];
  for (const shard of kept) shard.internalConnect = async () => undefined;
  await client.destroy();
  for (const { connection } of kept) {
    connection?.on('error', () => undefined);
    connection?.terminate();
  }
}

export function createConnection(config: DiscordConfig, stableAfterMs: number, logger: Logger): Connection {
  let strategy: SimpleShardingStrategy | undefined;
  let closing: Promise<void> | undefined;
  let found: AdapterEnd | undefined;
  let announceEnd: (end: AdapterEnd) => void = () => undefined;
  const ended = new Promise<AdapterEnd>((resolve) => {
    announceEnd = resolve;
  });
  const client = createClient(config, (made) => {
    strategy = made;
  });
  const breaker = createBreaker({ stableAfterMs, now: Date.now });

  function takeDownOnce(): Promise<void> {
    closing ??= takeDown(client, strategy);
    return closing;
  }

  function end(reason: AdapterEnd): void {
    if (found !== undefined) return;
    found = reason;
    const done = () => announceEnd(reason);
    takeDownOnce().then(done, (error: unknown) => {
      logger.warn({ error: loggable(error) }, 'The connection was not closed in good order');
      done();
    });
  }

  function watch(): void {
    guardEvents(client, logger);
    client.on(Events.Error, (error) => logger.error({ error: loggable(error) }, 'The client failed'));
    client.on(Events.ShardError, (error) => logger.warn({ error: loggable(error) }, 'The connection failed'));
    client.on(Events.ShardReady, () => breaker.connected('new'));
    client.on(Events.ShardResume, () => breaker.connected('resumed'));
    client.on(Events.ShardReconnecting, () => {
      logger.warn('The connection to Discord broke; connecting again');
      breaker.broke();
      const why = breaker.reason();
      if (why !== undefined) end({ reason: why, isFinal: false });
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      end(describeClose(code, config.messageContent ? ['the intent "Message Content"'] : []));
    });
    client.rest.on('invalidRequestWarning', ({ count }) => {
      logger.warn({ count }, 'Discord refuses many requests; it bans whoever goes on');
    });
  }

  async function checkSessions(): Promise<void> {
    const information = GatewayInformation.parse(
      await client.rest.setToken(config.token).get(Routes.gatewayBot()),
    );
    const { remaining, reset_after: resetAfter } = information.session_start_limit;
    if (remaining > SPARE_SESSIONS) return;
    const minutes = Math.ceil(resetAfter / 60_000);
    throw new AdapterStartError(
      `The bot has connected too often today: Discord allows ${remaining} more, and again more in ${minutes} minutes.`,
      { isFinal: false },
    );
  }

  async function connect(): Promise<void> {
    await checkSessions();
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    await client.login(config.token);
    await ready;
  }

  function startError(error: unknown): AdapterStartError {
    if (error instanceof AdapterStartError) return error;
    if (found !== undefined) return new AdapterStartError(found.reason, { isFinal: found.isFinal });
    if (isRevoked(error)) return new AdapterStartError(TOKEN_REFUSED, { isFinal: true });
    const { name, code, status, message } = loggable(error);
    const what = [name, status ?? code, message].filter((part) => part !== undefined).join(' ');
    return new AdapterStartError(`Discord cannot be reached: ${what}`, { isFinal: false });
  }

  return {
    client,
    ended,
    end,
    async open() {
      watch();
      const failed = ended.then(({ reason, isFinal }) => {
        throw new AdapterStartError(reason, { isFinal });
      });
      try {
        await Promise.race([connect(), failed]);
      } catch (error) {
        const wanted = startError(error);
        end({ reason: wanted.message, isFinal: wanted.isFinal });
        throw wanted;
      }
    },
    async close() {
      end({ reason: 'Stopped', isFinal: true });
      await ended;
    },
  };
}
