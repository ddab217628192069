import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { recordingLogger } from './bolt-bot.ts';
import { type SlackOptions, type SlackStandIn, startSlack } from './index.ts';

const QUIET = { unfurl_links: false, unfurl_media: false };

let slack: SlackStandIn;
afterEach(() => slack.close());

async function start(options: SlackOptions = {}): Promise<webApi.WebClient> {
  slack = await startSlack(options);
  return client(slack.botToken);
}
function client(token: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: recordingLogger([]),
  });
}
function id(name: string): string {
  return slack.workspace.channels.find((channel) => channel.name === name)?.id ?? '';
}
const SCOPES = [
  'chat:write',
  'channels:history',
  'channels:join',
  'channels:read',
  'im:history',
  'im:read',
  'im:write',
  'metadata.message:read',
  'reactions:write',
  'users:read',
];

test('a post can be changed, found again by its metadata, answered and deleted', async () => {
  const web = await start({ scopes: SCOPES });
  const channel = id('papers');
  const metadata = { event_type: 'digest', event_payload: { key: '2026-11-24' } };
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*New*' } }];

  const { ts = '' } = await web.chat.postMessage({ channel, text: 'New papers', blocks, metadata, ...QUIET });
  await web.chat.update({ channel, ts, text: 'New papers: 2', metadata });
  await web.chat.postMessage({ channel, text: 'More', thread_ts: ts, ...QUIET });
  await web.reactions.add({ channel, timestamp: ts, name: 'eyes' });
  await expect(web.reactions.add({ channel, timestamp: ts, name: 'eyes' })).rejects.toThrow(
    'already_reacted',
  );

  const { messages } = await web.conversations.history({ channel, include_all_metadata: true });
  expect(messages).toMatchObject([{ ts, text: 'New papers: 2', metadata, reactions: [{ name: 'eyes' }] }]);
  expect((await web.conversations.history({ channel })).messages?.[0]).not.toHaveProperty('metadata');
  const replies = await web.conversations.replies({ channel, ts });
  expect(replies.messages?.map(({ text }) => text)).toEqual(['New papers: 2', 'More']);

  await web.chat.delete({ channel, ts });
  await expect(web.chat.update({ channel, ts, text: 'Gone' })).rejects.toThrow('message_not_found');
  expect(slack.violations).toEqual([]);
});

test('history comes in pages and between two times', async () => {
  const web = await start({ scopes: SCOPES, emulator: false });
  const channel = id('papers');
  const stamps: string[] = [];
  for (const text of ['a', 'b', 'c']) {
    stamps.push((await web.chat.postMessage({ channel, text, ...QUIET })).ts ?? '');
  }
  const [oldest = '', , latest = ''] = stamps;
  const texts = async (options: object) =>
    (await web.conversations.history({ channel, ...options })).messages?.map(({ text }) => text);

  const first = await web.conversations.history({ channel, limit: 2 });
  expect(first.messages?.map(({ text }) => text)).toEqual(['c', 'b']);
  expect(await texts({ limit: 2, cursor: first.response_metadata?.next_cursor })).toEqual(['a']);
  expect(await texts({ oldest })).toEqual(['c', 'b']);
  expect(await texts({ oldest, latest })).toEqual(['b']);
  expect(await texts({ oldest, latest, inclusive: true })).toEqual(['c', 'b', 'a']);
});

describe('the emulator answers alike', () => {
  test('to what is refused', async () => {
    const web = await start({ scopes: SCOPES });
    const post = (channel: string, text = 'x') => web.chat.postMessage({ channel, text, ...QUIET });

    await expect(post('C0NOWHERE')).rejects.toThrow('channel_not_found');
    await expect(post(id('secret'))).rejects.toThrow('channel_not_found');
    await expect(post(id('attic'))).rejects.toThrow('is_archived');
    await expect(web.users.info({ user: 'U0NOBODY' })).rejects.toThrow('user_not_found');
    await expect(web.chat.delete({ channel: id('papers'), ts: '1.000001' })).rejects.toThrow(
      'message_not_found',
    );

    expect(slack.violations).toEqual([]);
  });

  test('to scopes that are missing', async () => {
    const web = await start({ scopes: ['commands'] });

    await expect(web.chat.postMessage({ channel: id('papers'), text: 'x', ...QUIET })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write', provided: 'commands' },
    });
    await expect(web.conversations.history({ channel: id('papers') })).rejects.toThrow('missing_scope');
    expect(slack.violations).toEqual([]);
  });

  test('to direct conversations, ephemeral messages, homes and people', async () => {
    const web = await start({ scopes: SCOPES });
    const { id: user } = slack.person('ada');

    const { channel } = await web.conversations.open({ users: user });
    await web.chat.postMessage({ channel: channel?.id ?? '', text: 'Hello', ...QUIET });
    await web.chat.postMessage({ channel: user, text: 'Again', ...QUIET });
    await web.chat.postEphemeral({ channel: id('papers'), user, text: 'For you' });
    await web.views.publish({ user_id: user, view: { type: 'home', blocks: [] } });
    await web.users.info({ user });
    await web.conversations.info({ channel: id('papers') });

    expect(
      slack
        .person('ada')
        .sees('dm')
        .map(({ text }) => text),
    ).toEqual(['Hello', 'Again']);
    expect(
      slack
        .person('ada')
        .sees('papers')
        .map(({ text }) => text),
    ).toEqual(['For you']);
    expect(slack.person('grace').sees('papers')).toEqual([]);
    expect(slack.violations.filter(({ rule }) => rule !== 'unacknowledged')).toEqual([]);
  });

  test('and is heard where it does not', async () => {
    const web = await start({ scopes: SCOPES });
    // Behind the emulator's back, the channel is archived in the stand-in alone.
    const papers = slack.workspace.channels.find(({ name }) => name === 'papers');
    if (papers !== undefined) papers.archived = true;

    await expect(web.chat.postMessage({ channel: id('papers'), text: 'x', ...QUIET })).rejects.toThrow();

    expect(slack.violations).toMatchObject([{ rule: 'emulator', method: 'chat.postMessage' }]);
  });
});

test('where the bot has not joined, it joins first', async () => {
  const web = await start({ scopes: SCOPES });
  const channel = id('elsewhere');

  await expect(web.chat.postMessage({ channel, text: 'x', ...QUIET })).rejects.toThrow('not_in_channel');
  await expect(web.conversations.history({ channel })).rejects.toThrow('not_in_channel');
  await web.conversations.join({ channel });
  await web.chat.postMessage({ channel, text: 'x', ...QUIET });

  expect(slack.messagesIn('elsewhere')).toHaveLength(1);
  expect(slack.violations).toEqual([]);
});

test.each([
  ['no token', '', 'not_authed'],
  ["somebody else's", 'xoxb-other', 'invalid_auth'],
])('%s', async (_name, token, error) => {
  await start({ emulator: false });
  await expect(client(token).auth.test()).rejects.toThrow(error);
});

test('each token is for its own methods', async () => {
  const web = await start({ emulator: false });
  await expect(web.apps.connections.open()).rejects.toThrow('not_allowed_token_type');
  await expect(client(slack.appToken).auth.test()).rejects.toThrow('not_allowed_token_type');
});

test('what breaks a limit is refused with the place, and is a violation', async () => {
  const web = await start();
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];

  const posted = web.chat.postMessage({ channel: id('papers'), text: 'x', blocks, ...QUIET });

  await expect(posted).rejects.toMatchObject({
    data: { error: 'invalid_blocks', errors: [expect.stringContaining('/blocks/0/text/text')] },
  });
  await expect(web.apiCall('chat.unknown')).rejects.toThrow('unknown_method');
  expect(slack.violations).toMatchObject([
    { method: 'chat.postMessage', rule: 'length' },
    { method: 'chat.unknown', rule: 'malformed' },
  ]);
  expect(slack.messagesIn('papers')).toEqual([]);
});

test('text beyond 40,000 characters is cut', async () => {
  const web = await start();

  const { message, warning } = await web.chat.postMessage({
    channel: id('papers'),
    text: 'x'.repeat(40_001),
    ...QUIET,
  });

  expect(message?.text).toHaveLength(40_000);
  expect(warning).toBe('message_truncated');
});

test('secrets are found in what is printed', async () => {
  await start({ emulator: false });
  const line = `{"authorization":"Bearer ${slack.botToken}","secret":"${slack.signingSecret}"}`;
  expect(slack.leaksIn(line)).toEqual([slack.botToken, slack.signingSecret]);
  expect(slack.leaksIn('nothing')).toEqual([]);
});
