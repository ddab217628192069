import { webApi } from '@slack/bolt';
import { PermissionFlagsBits } from 'discord.js';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPoster as createDiscordPoster, createPostRest } from '../../adapters/discord/poster.ts';
import { conversationOf as onDiscord } from '../../adapters/discord/request.ts';
import { createBoltLogger } from '../../adapters/slack/bolt-logger.ts';
import { createPoster as createSlackPoster } from '../../adapters/slack/poster.ts';
import { conversationOf as inSlack } from '../../adapters/slack/request.ts';
import { clientOptions } from '../../adapters/slack/web.ts';
import type { Poster } from '../../src/adapter.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import type { ConversationId } from '../../src/conversation.ts';
import { follow, openLedger } from '../announcements/ledger-world.ts';
import { draft } from '../library/paper-draft.ts';
import { startDiscord } from '../standins/discord/index.ts';
import { startSlack } from '../standins/slack/index.ts';
import { POSTING_SCOPES } from '../standins/slack/posting-scopes.ts';
import { textOf } from './discord/message-text.ts';

/** A channel that was lost while the bot did not run is noticed by the next post to it: the real ledger over both platforms' stand-ins. */

const logger = pino({ level: 'silent' });

type Place = {
  readonly adapter: string;
  readonly poster: Poster;
  readonly channel: ConversationId;
  readonly owner: string;
  /** Direct messages to the owner, as text. */
  told(): readonly string[];
  close(): Promise<void>;
};

async function slackPlace() {
  const slack = await startSlack({
    scopes: POSTING_SCOPES,
    emulator: false,
  });
  const { workspace } = slack;
  const poster = createSlackPoster({
    web: new webApi.WebClient(
      slack.botToken,
      clientOptions({ apiUrl: slack.apiUrl.replace(/\/$/, '') }, 5000, createBoltLogger(logger)),
    ),
    config: { channelIds: [] },
    definitions: COMMAND_DEFINITIONS,
    logger,
    onDeadToken: () => undefined,
    now: () => workspace.clock.now(),
    settleMs: 5000,
    pause: async (ms) => slack.advance(ms),
  });
  const channel = workspace.channels.find(({ name }) => name === 'papers');
  if (channel === undefined) throw new Error('There is no such channel');
  const place: Place = {
    adapter: 'slack',
    poster,
    channel: inSlack({ team: workspace.teamId, channel: channel.id }),
    owner: `slack:${workspace.teamId}:${slack.person('ada').id}`,
    told: () => slack.messagesIn('directmessage').map(({ text }) => text),
    async close() {
      await poster.stop();
      await slack.close();
    },
  };
  return { ...place, slack, there: channel };
}

async function discordPlace() {
  const discord = await startDiscord({});
  const { token, applicationId, apiUrl } = discord;
  const poster = createDiscordPoster({
    config: { applicationId, guildIds: [], channelIds: [], userInstall: false },
    rest: createPostRest({ token, apiUrl }),
    botId: () => applicationId,
    logger,
    now: Date.now,
  });
  const there = discord.channel('papers');
  const place: Place = {
    adapter: 'discord',
    poster,
    channel: onDiscord(there.guild?.id ?? '', there.id),
    owner: `discord:${discord.user('ada').id}`,
    told: () => discord.messages(discord.direct('ada')).map(textOf),
    async close() {
      await poster.stop();
      await discord.stop();
    },
  };
  return { ...place, discord, there };
}

/** Follows in the channel, loses it, has news, and looks at what was made of that. */
async function loses(place: Place, lose: () => void, reason: string | RegExp): Promise<void> {
  const { adapter, poster, channel, owner, told } = place;
  const ledger = await openLedger({ posters: { [adapter]: poster } });
  onTestFinished(async () => {
    await ledger.close();
    await place.close();
  });
  const actor = { id: owner, name: 'Ada', mayManage: true };
  const schedule = { type: 'at-once' } as const;
  const rule = await follow(ledger.announcements, 'tomographic', { conversation: channel, actor, schedule });
  lose();
  await ledger.arrive([draft()]);
  await ledger.run();
  expect(await ledger.store.rule(rule.id)).toMatchObject({
    status: 'paused',
    reason: expect.stringMatching(reason),
  });
  for (let rounds = 0; rounds < 3; rounds += 1) {
    ledger.advance(60 * 60_000);
    await ledger.arrive([draft({ title: `Tomographic news ${rounds}`, arxivId: `2105.0000${rounds}` })]);
    await ledger.run();
  }
  expect(told()).toEqual([expect.stringMatching(/is paused: .*[\s\S]*press Resume/)]);
  const waiting = await ledger.store.setStatus(rule.id, 'active');
  expect(waiting?.status).toBe('active');
  expect((await ledger.store.pending()).length, 'nothing is lost').toBe(4);
}

describe('in Slack', () => {
  it('a channel that the bot was removed from', async () => {
    const place = await slackPlace();
    await loses(place, () => place.there.members.delete(place.slack.workspace.bot.id), /not in the channel/);
  });

  it('an archived channel', async () => {
    const place = await slackPlace();
    const archive = () => {
      place.there.archived = true;
    };
    await loses(place, archive, /archived/);
  });

  it.each([
    ['channel_not_found', /removed from it/],
    ['account_inactive', /removed from the workspace/],
    ['token_revoked', /removed from the workspace/],
  ])('%s', async (error, reason) => {
    const place = await slackPlace();
    const fault = () => place.slack.fault({ method: 'chat.postMessage', kind: 'error', error, times: 1 });
    await loses(place, fault, reason);
  });
});

describe('on Discord', () => {
  it('a channel that the bot may not see any more (50001)', async () => {
    const place = await discordPlace();
    await loses(place, () => place.discord.deny(place.there, PermissionFlagsBits.ViewChannel), /may not see/);
  });

  it('a channel that is gone (10003)', async () => {
    const place = await discordPlace();
    await loses(place, () => place.discord.deleteChannel(place.there), /not there any more/);
  });

  it('a channel that the bot may not write in any more (50013)', async () => {
    const place = await discordPlace();
    await loses(
      place,
      () => place.discord.deny(place.there, PermissionFlagsBits.SendMessages),
      /may not write/,
    );
  });
});
