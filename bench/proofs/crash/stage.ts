import type { APIMessage } from 'discord-api-types/v10';
import { ConversationId, encodeConversation } from '../../../src/conversation.ts';
import type { Fault as DiscordFault } from '../../../test/standins/discord/faults.ts';
import { type DiscordStandIn, startDiscord } from '../../../test/standins/discord/index.ts';
import type { Channel } from '../../../test/standins/discord/world.ts';
import type { Fault as SlackFault } from '../../../test/standins/slack/faults.ts';
import { type SlackStandIn, startSlack } from '../../../test/standins/slack/index.ts';
import { pick, type Random } from '../seeded.ts';
import type { Follow, Task } from './protocol.ts';

/** The two platforms that are posted to, what goes wrong there, and what stands there in the end. */

/** A message that the bot posted by itself. */
export type Standing = {
  readonly conversation: ConversationId;
  /** The same for two messages of one post. */
  readonly key: string;
  readonly isInThread: boolean;
  /** Numbers of the papers that it shows. */
  readonly papers: readonly number[];
  /** Papers behind its button. */
  readonly more: number;
};

export type Stage = {
  readonly platforms: Pick<Task, 'discord' | 'slack'>;
  readonly follows: readonly Follow[];
  /** Whether what stands in Slack can be read again. */
  readonly slackRemembers: boolean;
  advance(ms: number): void;
  /** Some things go wrong from now on until {@link Stage.calm}; returns how many replies are lost of what was posted. */
  plague(random: Random): number;
  calm(): void;
  standing(): readonly Standing[];
  /** What was done against the platforms' rules. */
  violations(): readonly string[];
  close(): Promise<void>;
};

const CATEGORY = 'cs.CR';
const SCOPES = ['chat:write', 'channels:history', 'groups:history', 'metadata.message:read'];
/** The library keeps to a rate limit by the machine's clock. */
const LIMIT_S = 0.05;
const MOST_FAULTS = 4;
const SLOW_MS = 60;

const DISCORD_FAULTS: readonly DiscordFault[] = [
  { kind: 'lostReply' },
  { kind: 'status', status: 502, afterWork: true },
  { kind: 'hang', afterWork: true },
  { kind: 'reset' },
  { kind: 'status', status: 503 },
  { kind: 'hang' },
  { kind: 'garbage', status: 520 },
  { kind: 'rateLimit', scope: 'shared', retryAfterS: LIMIT_S },
  { kind: 'rateLimit', scope: 'global', retryAfterS: LIMIT_S },
  { kind: 'delay', ms: SLOW_MS },
];
const METHOD = 'chat.postMessage';
const SLACK_FAULTS: readonly SlackFault[] = [
  { method: METHOD, kind: 'lostReply', times: 1 },
  { method: METHOD, kind: 'http', status: 503, afterWork: true, times: 1 },
  { method: METHOD, kind: 'hang', afterWork: true, times: 1 },
  { method: METHOD, kind: 'error', error: 'internal_error', afterWork: true, times: 1 },
  { method: METHOD, kind: 'reset', times: 1 },
  { method: METHOD, kind: 'http', status: 503, times: 1 },
  { method: METHOD, kind: 'hang', times: 1 },
  { method: METHOD, kind: 'http', status: 429, retryAfter: 1, times: 1 },
  { method: METHOD, kind: 'late', ms: SLOW_MS, times: 1 },
  { method: 'conversations.history', kind: 'http', status: 500, times: 1 },
];

/** It is posted, and nobody says so. */
function isLost(fault: DiscordFault | SlackFault): boolean {
  return fault.kind === 'lostReply' || ('afterWork' in fault && fault.afterWork === true);
}

type Component = Readonly<Record<string, unknown>>;

function componentsIn(list: readonly Component[]): readonly Component[] {
  return list.flatMap((component) => [
    component,
    ...componentsIn((component.components ?? []) as Component[]),
    ...(component.accessory === undefined ? [] : [component.accessory as Component]),
  ]);
}

function shownIn(text: string): Pick<Standing, 'papers' | 'more'> {
  const papers = new Set([...text.matchAll(/Counting to (\d{5})/g)].map(([, digits]) => Number(digits)));
  return { papers: [...papers], more: Number(/And (\d+) more/.exec(text)?.[1] ?? 0) };
}

function inDiscord(discord: DiscordStandIn, conversation: ConversationId, channel: Channel): Standing[] {
  const threads = (channel.guild?.channels ?? []).filter(({ parent }) => parent === channel);
  const read = (isInThread: boolean) => (message: APIMessage) => {
    const components = componentsIn((message.components ?? []) as unknown as Component[]);
    const [container, first] = components;
    const text = components.map(({ content, label }) => `${content ?? ''} ${label ?? ''}`).join('\n');
    return { conversation, key: `${container?.id} ${first?.id}`, isInThread, ...shownIn(text) };
  };
  // A post and its details in a direct conversation stand side by side.
  const isAbstracts = ({ papers }: Standing, all: readonly Standing[], index: number) =>
    channel.guild === undefined && all.slice(0, index).some((other) => other.papers.join() === papers.join());
  const main = discord.messages(channel).map(read(false));
  return [
    ...main.map((one, index) => ({ ...one, isInThread: isAbstracts(one, main, index) })),
    ...threads.flatMap((thread) => discord.messages(thread).map(read(true))),
  ];
}

function inSlack(slack: SlackStandIn, conversation: ConversationId, channel: string): Standing[] {
  return slack.messagesIn(channel).map(({ blocks, threadTs }) => ({
    conversation,
    key: blocks[0]?.block_id ?? '',
    isInThread: threadTs !== undefined,
    ...shownIn(JSON.stringify(blocks)),
  }));
}

/** Two platforms of their own, with five places that follow. */
export async function openStage(offsetMs: number, random: Random): Promise<Stage> {
  let offset = offsetMs;
  const slackRemembers = random() < 0.75;
  const discord = await startDiscord({
    guilds: [{ name: 'Lab', channels: ['papers', 'digest'] }],
    users: ['ada'],
    now: () => Date.now() + offset,
  });
  const slack = await startSlack({
    scopes: slackRemembers ? SCOPES : ['chat:write'],
    channels: [{ name: 'papers' }, { name: 'digest' }],
    emulator: false,
  });
  slack.advance(offsetMs);
  const guildId = discord.guild('Lab').id;
  const { teamId, channels } = slack.workspace;
  const discordId = (name: string) => encodeConversation('discord', [guildId, discord.channel(name).id]);
  const slackId = (name: string) =>
    encodeConversation('slack', [teamId, channels.find((channel) => channel.name === name)?.id ?? '']);
  const direct = encodeConversation('discord', ['dm', discord.direct('ada').id]);
  const daily = { type: 'daily', time: '09:00' } as const;
  const atOnce = { type: 'at-once' } as const;
  const follows: readonly Follow[] = [
    { conversation: discordId('papers'), isDirect: false, schedule: atOnce },
    { conversation: discordId('digest'), isDirect: false, category: CATEGORY, schedule: daily },
    { conversation: direct, isDirect: true, category: CATEGORY, schedule: atOnce },
    { conversation: slackId('papers'), isDirect: false, schedule: atOnce },
    { conversation: slackId('digest'), isDirect: false, category: CATEGORY, schedule: daily },
  ];
  let undo: (() => void)[] = [];

  return {
    platforms: {
      discord: { apiUrl: discord.apiUrl, token: discord.token, applicationId: discord.applicationId },
      slack: { apiUrl: slack.apiUrl, botToken: slack.botToken },
    },
    follows,
    slackRemembers,
    advance(ms) {
      offset += ms;
      slack.advance(ms);
    },
    plague(chance) {
      let lost = 0;
      for (let left = Math.floor(chance() * (MOST_FAULTS + 1)); left > 0; left -= 1) {
        const fault = pick(DISCORD_FAULTS, chance);
        const route = pick(['createMessage', 'createMessage', 'listMessages', '*'] as const, chance);
        discord.faults.on(route, fault);
        if (isLost(fault) && route === 'createMessage') lost += 1;
        const other = pick(SLACK_FAULTS, chance);
        undo.push(slack.fault(other));
        if (isLost(other)) lost += 1;
      }
      return lost;
    },
    calm() {
      discord.faults.clear();
      for (const end of undo) end();
      undo = [];
    },
    standing: () => [
      ...inDiscord(discord, discordId('papers'), discord.channel('papers')),
      ...inDiscord(discord, discordId('digest'), discord.channel('digest')),
      ...inDiscord(discord, direct, discord.direct('ada')),
      ...inSlack(slack, slackId('papers'), 'papers'),
      ...inSlack(slack, slackId('digest'), 'digest'),
    ],
    violations: () => [...discord.violations, ...slack.violations].map((one) => JSON.stringify(one)),
    async close() {
      await discord.stop();
      await slack.close();
    },
  };
}

/** Whether a follow takes papers of a category. */
export function takes({ category }: Follow, paper: { readonly category: string }): boolean {
  return category === undefined || category === paper.category;
}

export function isSlack(conversation: ConversationId): boolean {
  return ConversationId.parse(conversation).startsWith('slack:');
}
