import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBoltLogger } from '../../../adapters/slack/bolt-logger.ts';
import { createPoster } from '../../../adapters/slack/poster.ts';
import { conversationOf } from '../../../adapters/slack/request.ts';
import { clientOptions } from '../../../adapters/slack/web.ts';
import type { PostRequest } from '../../../src/adapter.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { paragraph, reply } from '../../../src/reply/build.ts';
import { describePoster, type PosterFaults, type PosterStage } from '../../contracts/poster.ts';
import { type SlackOptions, startSlack } from '../../standins/slack/index.ts';
import { POSTING_SCOPES } from '../../standins/slack/posting-scopes.ts';

const SHORT_MS = 60;

async function stageInSlack(options: SlackOptions = {}, channelIds: readonly string[] = []) {
  const slack = await startSlack({ scopes: POSTING_SCOPES, ...options });
  const { workspace } = slack;
  const now = () => workspace.clock.now();
  let aheadMs = 0;
  const logger = pino({ level: 'silent' });
  const pauses: number[] = [];
  const dead: string[] = [];
  let isImpatient = false;
  const create = () =>
    createPoster({
      web: new webApi.WebClient(slack.botToken, {
        ...clientOptions({ apiUrl: slack.apiUrl.replace(/\/$/, '') }, 5000, createBoltLogger(logger)),
        fetch: (url, init) =>
          fetch(url, { ...init, ...(isImpatient && { signal: AbortSignal.timeout(SHORT_MS) }) }),
      }),
      config: { channelIds },
      definitions: COMMAND_DEFINITIONS,
      logger,
      onDeadToken: (reason) => dead.push(reason),
      now: () => now() + aheadMs,
      settleMs: 5000,
      pause: async (ms) => {
        pauses.push(ms);
        slack.advance(ms);
      },
    });
  const poster = create();
  const channel = workspace.channels.find(({ name }) => name === 'papers');
  if (channel === undefined) throw new Error('There is no such channel');
  const lost = { hang: { kind: 'hang' }, status: { kind: 'http', status: 503 } } as const;
  const method = { method: 'chat.postMessage', times: 1 };
  const faults: PosterFaults = {
    loseReply(how) {
      isImpatient = how === 'hang';
      slack.fault(
        how === 'reset' ? { ...method, kind: 'lostReply' } : { ...method, ...lost[how], afterWork: true },
      );
    },
    fail(how) {
      isImpatient = how === 'hang';
      slack.fault(how === 'reset' ? { ...method, kind: 'reset' } : { ...method, ...lost[how] });
    },
    limit: (retryAfter) => slack.fault({ ...method, kind: 'http', status: 429, retryAfter }),
    reject: () => slack.fault({ ...method, kind: 'error', error: 'invalid_blocks' }),
    remove: () => channel.members.delete(workspace.bot.id),
  };
  const messages = () => slack.messagesIn('papers');
  const stage: PosterStage = {
    poster,
    target: conversationOf({ team: workspace.teamId, channel: channel.id }),
    person: `slack:${workspace.teamId}:${slack.person('ada').id}`,
    now,
    advance: slack.advance,
    shown: () => messages().map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`),
    // What could call somebody in what was posted is a violation, which ends the test.
    pings: () => 0,
    faults,
    async close() {
      await poster.stop();
      await slack.close();
      // Nobody listens to what Slack tells of the direct message.
      expect(slack.violations.filter(({ rule }) => rule !== 'unacknowledged')).toEqual([]);
    },
  };
  /** How far the bot's own clock goes ahead of Slack's. */
  const goAhead = (ms: number) => {
    aheadMs = ms;
  };
  return { ...stage, slack, channel, create, pauses, dead, goAhead };
}

describePoster('Slack', () => stageInSlack());

const noMetadata = POSTING_SCOPES.filter((scope) => scope !== 'metadata.message:read');
describePoster('Slack, which shows no metadata', () => stageInSlack({ scopes: noMetadata }));

async function opened(options: SlackOptions = {}, channelIds?: readonly string[]) {
  const stage = await stageInSlack({ emulator: false, ...options }, channelIds);
  onTestFinished(() => stage.close());
  const request = (key: string): PostRequest => ({
    target: stage.target,
    reply: reply({ kind: 'notice', blocks: [paragraph(key)] }),
    key,
  });
  return { ...stage, request };
}

describe('what became of a post', () => {
  it('is not asked before the history can tell, also of what an earlier process tried', async () => {
    const { poster, create, request, now, advance, faults, slack } = await opened();
    const firstTriedAt = new Date(now());
    faults?.loseReply('reset');
    expect(await poster.post(request('p-1'))).toMatchObject({ outcome: 'unknown', retryAfterMs: 5000 });
    advance(2000);
    const restarted = create();
    const early = await restarted.post({ ...request('p-1'), firstTriedAt });
    expect(early).toMatchObject({ outcome: 'unknown', reason: 'it is too early to tell' });
    expect(slack.callsOf('conversations.history')).toEqual([]);
    advance(5001);
    expect(await restarted.post({ ...request('p-1'), firstTriedAt })).toMatchObject({ outcome: 'sent' });
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('is left to people where the permission to look is missing, and is asked again where Slack is out of order', async () => {
    const blind = await opened({ scopes: ['chat:write'] });
    const firstTriedAt = new Date(blind.now() - 60_000);
    blind.advance(6000);
    const told = await blind.poster.post({ ...blind.request('p-1'), firstTriedAt });
    expect(told).toEqual({
      outcome: 'unknown',
      reason: 'the permission channels:history or groups:history is missing',
    });
    expect(blind.slack.callsOf('chat.postMessage')).toEqual([]);

    const { poster, request, now, advance, slack } = await opened();
    advance(6000);
    slack.fault({ method: 'conversations.history', kind: 'http', status: 500, times: 1 });
    const tried = { ...request('p-1'), firstTriedAt: new Date(now() - 60_000) };
    expect(await poster.post(tried)).toMatchObject({ outcome: 'unknown', retryAfterMs: 60_000 });
    expect(await poster.post(tried)).toMatchObject({ outcome: 'sent' });
  });

  it.each([
    ['the same process', 1],
    ['the same process', 62],
    ['the next process', 1],
    ['the next process', 62],
  ])('is found by %s %d minutes later though the clock was an hour ahead then', async (which, minutes) => {
    const { poster, create, request, now, advance, slack, goAhead } = await opened();
    goAhead(60 * 60_000);
    const firstTriedAt = new Date(now() + 60 * 60_000);
    const first = await poster.post(request('p-1'));
    expect(first.outcome).toBe('sent');
    goAhead(0);
    advance(minutes * 60_000);
    const later = which === 'the same process' ? poster : create();
    const again = () => later.post({ ...request('p-1'), firstTriedAt });
    let result = await again();
    if (result.outcome === 'unknown') {
      expect(result.retryAfterMs).toBeLessThanOrEqual(5000);
      advance(5001);
      result = await again();
    }
    expect(result).toEqual(first);
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('is not kept from a busy channel by what was said there before', async () => {
    const { poster, target, now, advance, slack, channel } = await opened();
    for (let number = 0; number < 2100; number += 1)
      slack.workspace.addMessage(
        { channel: channel.id, author: slack.person('ada').id },
        { text: 'hm', blocks: [] },
      );
    advance(60 * 60_000);
    expect(await poster.readBack(target, 'p-1', new Date(now()))).toEqual({ found: 'no' });
    expect(await poster.readBack(target, 'p-1', new Date(now() + 60_000))).toMatchObject({
      found: 'unreadable',
    });
  });

  it('is found behind much that was said since', async () => {
    const { poster, request, target, now, slack, channel } = await opened();
    const since = new Date(now());
    await poster.post(request('p-1'));
    for (let number = 0; number < 450; number += 1)
      slack.workspace.addMessage(
        { channel: channel.id, author: slack.person('ada').id },
        { text: 'hm', blocks: [] },
      );
    expect(await poster.readBack(target, 'p-1', since)).toMatchObject({ found: 'yes' });
    expect(slack.callsOf('conversations.history')).toHaveLength(3);
  });
});

it('waits for its turn before it posts in a channel again', async () => {
  const { poster, request, pauses, slack } = await opened();
  for (const key of ['p-1', 'p-2', 'p-3']) expect((await poster.post(request(key))).outcome).toBe('sent');
  expect(pauses).toHaveLength(2);
  for (const ms of pauses) expect(ms).toBeGreaterThan(0);
  expect(slack.callsOf('chat.postMessage')).toHaveLength(3);
});

describe('whoever is written to', () => {
  it('is reached without the permission to open direct conversations, and then cannot be looked after', async () => {
    const { poster, person, request, now, advance, slack } = await opened({
      scopes: ['chat:write', 'im:history'],
    });
    const target = await poster.openDirect(person);
    expect(target).toBe(person);
    if (target === undefined) return;
    expect(await poster.canPost(target)).toEqual({ canPost: true });
    expect(await poster.post({ ...request('p-1'), target })).toMatchObject({ outcome: 'sent' });
    expect(slack.messagesIn('directmessage')).toHaveLength(1);
    const firstTriedAt = new Date(now());
    advance(6000);
    expect(await poster.post({ ...request('p-1'), target, firstTriedAt })).toEqual({
      outcome: 'unknown',
      reason: 'the permission im:write is missing',
    });
  });

  it('is no channel that the configuration does not name any more', async () => {
    const { poster, request, person, slack } = await opened({}, ['C0OTHER']);
    expect(await poster.post(request('p-1'))).toMatchObject({ outcome: 'gone' });
    const target = await poster.openDirect(person);
    if (target === undefined) throw new Error('There is no direct conversation');
    expect(await poster.post({ ...request('p-2'), target })).toMatchObject({ outcome: 'sent' });
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('is nobody where there is no such person', async () => {
    const { poster } = await opened();
    expect(await poster.openDirect('slack:T1:U0NOBODY')).toBeUndefined();
  });

  it('says how to invite the bot, and says nothing where Slack does not tell', async () => {
    const { poster, slack } = await opened();
    const at = (name: string) =>
      conversationOf({
        team: slack.workspace.teamId,
        channel: slack.workspace.channels.find((one) => one.name === name)?.id ?? '',
      });
    for (const name of ['elsewhere', 'secret'])
      expect(await poster.canPost(at(name))).toMatchObject({
        remedy: expect.stringContaining('/invite @Labrarian'),
      });
    slack.fault({ method: 'conversations.history', kind: 'http', status: 503, times: 1 });
    expect(await poster.canPost(at('papers'))).toMatchObject({
      remedy: expect.stringContaining('Try again'),
    });
    const blind = await opened({ scopes: ['chat:write'] });
    expect(await blind.poster.canPost(blind.target)).toEqual({ canPost: true });
  });
});

describe('what Slack answers', () => {
  it.each([
    ['ratelimited', 'retry'],
    ['service_unavailable', 'retry'],
    ['invalid_auth', 'retry'],
    ['internal_error', 'unknown'],
    ['fatal_error', 'unknown'],
    ['msg_too_long', 'rejected'],
    ['msg_blocks_too_long', 'rejected'],
    ['invalid_blocks_format', 'rejected'],
    ['metadata_too_large', 'rejected'],
    ['channel_not_found', 'gone'],
    ['not_in_channel', 'gone'],
    ['is_archived', 'gone'],
    ['restricted_action', 'gone'],
    ['account_inactive', 'gone'],
    ['token_revoked', 'gone'],
    ['something_new', 'gone'],
  ])('%s: %s', async (error, outcome) => {
    const { poster, request, slack, dead } = await opened();
    slack.fault({ method: 'chat.postMessage', kind: 'error', error });
    expect(await poster.post(request('p-1'))).toMatchObject({ outcome, reason: expect.any(String) });
    expect(dead).toHaveLength(['invalid_auth', 'account_inactive', 'token_revoked'].includes(error) ? 1 : 0);
  });

  it('nothing, where nobody is there: then nothing was posted', async () => {
    const { poster, request, slack } = await opened();
    await slack.close();
    expect(await poster.post(request('p-1'))).toMatchObject({ outcome: 'retry' });
  });
});
