import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { APIMessage } from 'discord-api-types/v10';
import type { CommandBody } from './commands.ts';
import { createCommandRegistry } from './commands.ts';
import type { FaultPlan, Faults } from './faults.ts';
import { createFaults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import { createGateway } from './gateway.ts';
import { createHttpServer } from './http-server.ts';
import type { InteractionView } from './interaction-view.ts';
import { createInteractions } from './interactions.ts';
import type { Violation } from './judge.ts';
import { createJudge } from './judge.ts';
import { createMessages } from './messages.ts';
import type { Person } from './person.ts';
import { createPerson } from './person.ts';
import type { RecordedRequest } from './recording.ts';
import { createRecording } from './recording.ts';
import { createHandlers } from './rest-routes.ts';
import type { RouteName } from './routes.ts';
import type { Channel, Command, Guild, WorldOptions } from './world.ts';
import { createWorld, directChannel, find } from './world.ts';
import type { WorldChanges } from './world-changes.ts';
import { createWorldChanges } from './world-changes.ts';

export type DiscordOptions = WorldOptions & {
  /** The bot's token. Default: a random one, in the shape of Discord's. */
  readonly token?: string;
  /** Privileged intents (`GatewayIntentBits`) that the application has. Default none. */
  readonly grantedIntents?: number;
  readonly heartbeatIntervalMs?: number;
  readonly sessionStartsLeft?: number;
  /** Commands that are registered already. */
  readonly commands?: readonly CommandBody[];
  /** The clock that the 3 seconds and 15 minutes are measured with, in ms since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** The bot's time for a first response. Default 3000; with a clock of your own nothing ends the wait but `expire`. */
  readonly respondWithinMs?: number;
};

export type DiscordStandIn = WorldChanges & {
  /** For discord.js `rest: { api, version: '10' }`, or `DISCORD_API_URL`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly gateway: Gateway;
  readonly faults: Faults;
  /** What the bot or the stand-in did against the specification, the limits or the policy: to be empty. */
  readonly violations: readonly Violation[];
  /** Every REST request so far, in order. */
  readonly requests: readonly RecordedRequest[];
  requestsTo(route: RouteName): readonly RecordedRequest[];
  /** Registered commands, global and of guilds. */
  readonly commands: readonly Command[];
  /** By name or id. */
  user(name: string): Person;
  channel(name: string): Channel;
  guild(name: string): Guild;
  /** The direct channel of a person with the bot. */
  direct(user: string): Channel;
  /** What everybody in the channel sees, oldest first. */
  messages(channel: Channel): readonly APIMessage[];
  /** The 3 seconds for a response are over. */
  expire(view: InteractionView): void;
  /** The 15 minutes of the interaction's token are over. */
  expireToken(view: InteractionView): void;
  /** The secrets given out so far (bot token, interaction tokens, session ids) that a text holds. */
  leaks(text: string): readonly string[];
  stop(): Promise<void>;
};

const HEARTBEAT_INTERVAL_MS = 41_250;
const SESSION_STARTS = 1000;
const RESPOND_WITHIN_MS = 3000;

/** The application's id in base 64, a time and a signature: the shape that secret scanners look for. */
function makeToken(applicationId: string): string {
  const id = Buffer.from(applicationId).toString('base64url');
  return `${id}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
}

/**
 * A loopback Discord: REST v10 and gateway v10 on a free port of 127.0.0.1, for the real discord.js in this process
 * or in another one. Every request and every reply is judged (see `judge.ts`), so a test ends with
 * `expect(discord.violations).toEqual([])`.
 *
 *     const discord = await startDiscord({ guilds: [{ name: 'Lab', channels: ['papers'] }], users: ['ada'] });
 *     const client = new Client({ intents: [], rest: { api: discord.apiUrl, version: '10' } });
 *     await client.login(discord.token);
 *
 *     const view = await discord.user('ada').slash('paper', { query: 'x' });    // until there is something to read
 *     view.state; view.visibility; view.message?.content; view.edits;           // live: changes with later edits
 *     const next = await discord.user('ada').press(view.message, 'Next page');  // by label or custom_id
 *     discord.messages(discord.channel('papers'));                              // what everybody sees
 *     discord.faults.on('createMessage', { kind: 'lostReply' });                // then see faults.ts
 *     discord.gateway.drop();                                                   // and gateway.ts
 *     await discord.stop();
 *
 * People are only offered commands that were registered, over REST or by `commands` here, and only with valid options.
 */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordStandIn> {
  const now = options.now ?? Date.now;
  const world = createWorld(options, now);
  const token = options.token ?? makeToken(world.applicationId);
  const judge = createJudge();
  const recording = createRecording(now);
  const faults: FaultPlan = createFaults();
  let port = 0;
  const gatewayUrl = () => `ws://127.0.0.1:${port}/gateway`;

  const server = createHttpServer({ token, handlers: () => handlers, faults, judge, recording });
  const gateway = createGateway(server, world, {
    token,
    grantedIntents: options.grantedIntents ?? 0,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS,
    sessionStartsLeft: options.sessionStartsLeft ?? SESSION_STARTS,
    onEvent: judge.event,
    url: gatewayUrl,
  });
  const messages = createMessages(world, gateway);
  const interactions = createInteractions(world, messages, {
    newToken: () => `aW50${randomBytes(40).toString('base64url')}`,
    respondWithinMs: options.respondWithinMs ?? RESPOND_WITHIN_MS,
    realTime: options.now === undefined,
  });
  const commands = createCommandRegistry(world);
  commands.replace(undefined, options.commands ?? []);
  const handlers = createHandlers({ world, gateway, gatewayUrl, messages, interactions, commands });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;

  return {
    ...createWorldChanges(world, gateway, messages),
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    applicationId: world.applicationId,
    gateway,
    faults,
    violations: judge.violations,
    requests: recording.requests,
    requestsTo: (route) => recording.requests.filter((request) => request.route === route),
    commands: world.commands,
    user: (name) => createPerson({ world, gateway, messages, interactions }, find('user', world.users, name)),
    channel: (name) => find('channel', world.channels, name),
    guild: (name) => find('guild', world.guilds, name),
    direct: (user) => directChannel(world, find('user', world.users, user)),
    messages: (channel) => channel.messages,
    expire: interactions.expire,
    expireToken: interactions.expireToken,
    leaks: (text) =>
      [token, ...interactions.tokens, ...gateway.sessionIds].filter((secret) => text.includes(secret)),
    async stop() {
      faults.clear();
      gateway.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
