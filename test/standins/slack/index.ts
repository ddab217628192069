/**
 * A Slack on this machine: what the real client library of Slack talks to in tests, benchmarks and proofs.
 *
 *     const slack = await startSlack();
 *     // Socket Mode: new SocketModeReceiver({ appToken: slack.appToken,
 *     //   installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } } })
 *     // Signed requests: slack.requestUrl = 'http://127.0.0.1:3000/slack/events'
 *     const ada = slack.person('ada');
 *     const { message } = await ada.command('/paper', 'relationformer', { channel: 'general' });
 *     await ada.press(message, 'next');
 *     slack.fault({ method: 'chat.postMessage', kind: 'lostReply', times: 1 });
 *     expect(slack.violations).toEqual([]);
 *     await slack.close();
 *
 * Not like Slack: commands, interactions and events are only sent when a test asks for them, failed ones are not sent
 * again by themselves (`redeliver` does), and Slack's limits on how often one may call are faults to be added.
 */
import type { Acknowledgement } from './acknowledgement.ts';
import { createDelivery, type Delivered, type Delivery, type Held, type Payload } from './delivery.ts';
import { createEcho } from './echo.ts';
import { startEmulatorJudge } from './emulator-judge.ts';
import { createFaults, type Fault } from './faults.ts';
import { createClock, createIdentifiers } from './identifiers.ts';
import { createInteractions } from './interactions.ts';
import { isObject } from './limits/violation.ts';
import { createLimitsJudge, type Finding } from './limits-judge.ts';
import type { MethodContext } from './methods/method.ts';
import { eventPayload, type PayloadContext } from './payloads.ts';
import { createPerson, findChannel, type Person } from './person.ts';
import { attachSocketMode, type Connection } from './socket-mode.ts';
import { answerCall, answerResponse } from './web-api.ts';
import { type RecordedCall, startWebServer } from './web-server.ts';
import { type ChannelOptions, createWorkspace, type Message, type Workspace } from './workspace.ts';

/** What the bot is installed with: the scopes of its manifest. */
const SCOPES = ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'im:write'];
const PEOPLE = ['ada', 'grace'];
const CHANNELS: readonly ChannelOptions[] = [
  { name: 'general' },
  { name: 'papers' },
  { name: 'elsewhere', bot: false },
  { name: 'secret', kind: 'private', bot: false },
  { name: 'attic', archived: true },
];

export type SlackOptions = {
  readonly scopes?: readonly string[];
  readonly people?: readonly string[];
  /** Who administers the workspace, by name; nobody where it is not said. */
  readonly admins?: readonly string[];
  readonly channels?: readonly ChannelOptions[];
  /** How long the stand-in waits for an acknowledgement: Slack's 3,000 ms, less where a test waits in vain. */
  readonly ackMs?: number;
  /** Whether a second, independent Slack judges each call too; true where it is not said, false for benchmarks. */
  readonly emulator?: boolean;
};

export type SlackStandIn = {
  /** `http://127.0.0.1:PORT/api/` */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly workspace: Workspace;
  /** Where signed requests go; while it is undefined, everything goes through the sockets. */
  requestUrl: string | undefined;
  person(name: string): Person;
  /** Messages that everybody in a channel sees, oldest first, without deleted ones. */
  messagesIn(channel: string): Message[];
  readonly connections: readonly Connection[];
  /** Envelope ids, as acknowledged. */
  readonly acknowledged: readonly string[];
  /** Every request of the bot, in order of arrival. */
  readonly calls: readonly RecordedCall[];
  callsOf(method: string): RecordedCall[];
  readonly delivered: readonly Delivered[];
  /** What the bot sent and must not: beyond Slack's limits, against this project's rules, or late. */
  readonly violations: readonly Finding[];
  /** What is allowed and still better avoided. */
  readonly advice: readonly Finding[];
  /** Sends any payload, such as a malformed one. */
  deliver: Delivery['deliver'];
  /** Sends an event that no person's act makes, such as `app_uninstalled`. */
  event(event: Payload): Promise<Acknowledgement>;
  /** Asks the address for signed requests to prove itself, as Slack does when it is set up. */
  verifyUrl(): Promise<boolean>;
  redeliver: Delivery['redeliver'];
  hold(): Held;
  fault(fault: Fault): () => void;
  /** Moves the stand-in's time, so that triggers and response_urls expire. */
  advance(ms: number): void;
  /** Waits until something is so, looking again after each change. */
  until(holds: () => boolean, waitMs?: number): Promise<void>;
  /** The secrets that stand in a text: there must be none in what a program prints. */
  leaksIn(text: string): string[];
  close(): Promise<void>;
};

export async function startSlack(options: SlackOptions = {}): Promise<SlackStandIn> {
  const clock = createClock();
  const identifiers = createIdentifiers(clock);
  const workspace = createWorkspace(
    {
      people: options.people ?? PEOPLE,
      admins: options.admins ?? [],
      channels: options.channels ?? CHANNELS,
    },
    clock,
    identifiers,
  );
  const tokens = { bot: identifiers.secret('xoxb-'), app: identifiers.secret('xapp-1-') };
  const signingSecret = identifiers.secret('');
  const faults = createFaults();
  const interactions = createInteractions(workspace);
  const context: MethodContext = {
    workspace,
    interactions,
    scopes: new Set(options.scopes ?? SCOPES),
    socketUrl: () => socketMode.url(web.port),
  };
  const limits = createLimitsJudge();
  const emulator =
    options.emulator === false ? undefined : await startEmulatorJudge(workspace, [...context.scopes]);
  const web = await startWebServer({
    faults,
    now: clock.now,
    onChange: workspace.changed,
    answer: ({ method, path, token, fields }) =>
      method === 'response_url'
        ? answerResponse(path, fields, context, limits.refuse)
        : answerCall(method, token, fields, tokens, context, limits.refuse),
    async judge(call) {
      limits.checkCall(call);
      const finding = await emulator?.judge(call);
      if (finding !== undefined) limits.violations.push(finding);
      if (context.scopes.has('im:history')) echo();
    },
  });
  const socketMode = attachSocketMode(web.server, workspace, options.ackMs);
  const delivery = createDelivery({
    socketMode,
    signingSecret,
    ...(options.ackMs === undefined ? {} : { ackMs: options.ackMs }),
    onChange: workspace.changed,
    judge: limits.checkAcknowledgement,
  });
  const payloads: PayloadContext = {
    workspace,
    responseUrl: ({ responsePath }) => `http://127.0.0.1:${web.port}${responsePath}`,
  };

  const echo = createEcho(workspace, (event) =>
    delivery.deliver('events_api', eventPayload(payloads, event)),
  );

  return {
    apiUrl: `http://127.0.0.1:${web.port}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    workspace,
    get requestUrl() {
      return delivery.requestUrl;
    },
    set requestUrl(url) {
      delivery.requestUrl = url;
    },
    person(name) {
      const user = workspace.users.find((candidate) => candidate.name === name);
      if (user === undefined) throw new Error(`Nobody is called ${name}`);
      return createPerson(user, { ...payloads, interactions, delivery });
    },
    messagesIn(name) {
      const channel = findChannel(workspace, name);
      return workspace.messages.filter(
        (message) => message.channel === channel.id && !message.deleted && message.onlyFor === undefined,
      );
    },
    connections: socketMode.connections,
    acknowledged: socketMode.acknowledged,
    calls: web.calls,
    callsOf: (method) => web.calls.filter((call) => call.method === method),
    delivered: delivery.delivered,
    violations: limits.violations,
    advice: limits.advice,
    deliver: delivery.deliver,
    event: (event) => delivery.deliver('events_api', eventPayload(payloads, event)),
    async verifyUrl() {
      const challenge = identifiers.id('challenge');
      const { body } = await delivery.deliver('events_api', { type: 'url_verification', challenge });
      return isObject(body) && body.challenge === challenge;
    },
    redeliver: delivery.redeliver,
    hold: delivery.hold,
    fault: faults.add,
    advance: clock.advance,
    until: (holds, waitMs = 10_000) =>
      workspace.until(
        holds,
        waitMs,
        () => `${web.calls.length} calls: ${web.calls.map(({ method }) => method)}`,
      ),
    leaksIn: (text) => identifiers.secrets.filter((secret) => text.includes(secret)),
    async close() {
      socketMode.close();
      await web.close();
      await emulator?.close();
    },
  };
}
