import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationOf } from '../../../adapters/slack/request.ts';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import { signature } from '../../standins/slack/signed-requests.ts';
import { buttonsOf, errorsIn, idOf, type SlackBot, startSlackBot } from './slack-bot.ts';

describe('requests that do not come from Slack', () => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  let asked = 0;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, {
      transport: 'http',
      around: (dispatch) => (question) => {
        asked += 1;
        return dispatch(question);
      },
    });
  });
  afterAll(async () => {
    await bot.stop();
    await slack.close();
  });

  it.each([
    ['wrongSecret', 401],
    ['unsigned', 401],
    ['stale', 401],
    ['future', 401],
    ['tampered', 401],
    ['truncatedSignature', 401],
    ['huge', 413],
  ] as const)('are refused: %s', async (forgery, status) => {
    const before = { asked, calls: slack.calls.length };
    const ada = slack.person('ada');
    const { ack } = await ada.command('/paper', 'x', {
      forgery,
      until: ({ ack: given }) => given !== undefined,
    });
    expect(ack).toMatchObject({ ok: false, status });
    expect({ asked, calls: slack.calls.length }).toEqual(before);
  });

  it('are handled once where they are replayed', async () => {
    const before = asked;
    const { messages } = await slack
      .person('ada')
      .command('/paper', 'relationformer', { forgery: 'replayed' });
    await bot.settled();
    expect(messages).toHaveLength(1);
    expect(asked).toBe(before + 1);
  });

  function raw(method: string, path: string, body: string, type = 'application/json'): Promise<number> {
    const url = new URL(slack.requestUrl ?? '');
    const seconds = Math.floor(Date.now() / 1000);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: url.hostname,
          port: url.port,
          method,
          path,
          headers: {
            'content-type': type,
            'x-slack-request-timestamp': String(seconds),
            'x-slack-signature': signature(slack.signingSecret, seconds, body),
          },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  it.each([
    ['POST', '/slack/events', 'null', 400],
    ['POST', '/slack/events', '3', 400],
    ['POST', '/slack/events', '{', 400],
    ['POST', '/slack/events', '', 400],
    ['POST', '/slack/events?x=1', '{"type":"url_verification","challenge":"c"}', 200],
    ['POST', '/', '{}', 404],
    ['GET', '/slack/events', '', 404],
    ['POST', '/slack/events', '{"event":null}', 200],
    ['POST', '/slack/events', '{"type":"block_actions","actions":[null]}', 200],
    ['POST', '/slack/events', '[]', 200],
  ] as const)('or are malformed end no process: %s %s %s', async (method, path, body, status) => {
    expect(await raw(method, path, body)).toBe(status);
    const { message } = await slack.person('ada').command('/paper', 'relationformer');
    expect(message?.text).toContain('Relationformer');
  });

  it('or are malformed forms end no process', async () => {
    const form = 'application/x-www-form-urlencoded';
    expect(await raw('POST', '/slack/events', 'payload=null', form)).toBe(400);
    expect(await raw('POST', '/slack/events', 'ssl_check=1', form)).toBe(200);
    expect(await raw('POST', '/slack/events', 'command=%2Fpaper', form)).toBe(200);
  });
});

describe('what people type and what papers hold', () => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, { config: { replies: 'public' } });
  });
  afterAll(async () => {
    await bot.stop();
    await slack.close();
  });

  const HOSTILE = [
    '<!channel> <!here> <!everyone> @channel @here',
    '<@U012345678> <#C012345678> <!subteam^S012345>',
    '<https://evil.example|https://arxiv.org/abs/1>',
    '[arxiv](javascript:alert(1)) <javascript:alert(1)|x>',
    '&lt;!channel&gt; &amp;lt;!channel&amp;gt;',
    '*bold* _italic_ ~gone~ `code` ```block```',
    '\u202eright to left\u202c zero\u200bwidth \u001b[31mred',
    '👩‍🔬'.repeat(300),
    'x'.repeat(1900),
    '<'.repeat(900),
    '"unclosed',
  ];

  it.each(HOSTILE)('call nobody, lead nowhere and break nothing: %s', async (text) => {
    const ada = slack.person('ada');
    for (const act of [
      () => ada.command('/paper', text),
      () => ada.command('/labrarian', text),
      () => ada.command('/labrarian', `cite ${text}`),
      () => ada.mention('general', text),
      () => ada.dm(text),
    ]) {
      const { message } = await act();
      expect(message?.text.length).toBeGreaterThan(0);
    }
    expect(slack.violations).toEqual([]);
    expect(errorsIn(bot)).toEqual([]);
  });
});

describe("one person's and one workspace's own", () => {
  it('is never seen by another', async () => {
    const slack = await startSlack();
    const bot = await startSlackBot(slack);
    const [ada, grace] = [slack.person('ada'), slack.person('grace')];
    await ada.command('/paper', 'relationformer');
    const { message } = await ada.command('/paper', 'privacy');
    await ada.mention('general', 'how many papers have code? hide:yes');
    if (message === undefined) throw new Error('No message');
    await ada.press(message, idOf(message, 'More'));
    expect(grace.sees('general').filter(({ author }) => author === slack.workspace.bot.id)).toEqual([]);
    await bot.stop();
    await slack.close();
  });

  it('is kept apart by the id of its conversation, whatever the ids are', () => {
    const id = fc.string({ minLength: 1, maxLength: 12 });
    const place = fc.record({ team: id, channel: id, thread: fc.option(id, { nil: undefined }) });
    fc.assert(
      fc.property(place, place, (one, other) => {
        const conversation = ({ team, channel, thread }: typeof one) =>
          conversationOf({ team, channel, ...(thread !== undefined && { thread }) });
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(conversation(one) === conversation(other)).toBe(isSame);
      }),
    );
  });

  it.each(['socket', 'http'] as const)('is for nobody outside the allow-list: over %s', async (transport) => {
    const slack = await startSlack();
    const bot = await startSlackBot(slack, { transport, config: { teamIds: ['T0OTHER00'] } });
    const ada = slack.person('ada');
    const refusal = /I answer only people of the workspace/;
    const { message } = await ada.command('/paper', 'relationformer');
    expect(message?.text).toMatch(refusal);
    expect(buttonsOf(message)).toEqual([]);
    expect((await ada.mention('general', 'how many papers have code?')).message).toMatchObject({
      onlyFor: ada.id,
      text: expect.stringMatching(refusal),
    });
    expect((await ada.dm('how many papers have code?')).message?.text).toMatch(refusal);
    expect(JSON.stringify((await ada.openHome()).view?.payload)).toMatch(refusal);
    await bot.stop();
    await slack.close();
  });

  it('is for nobody of another company in a shared channel', async () => {
    const slack = await startSlack();
    const bot = await startSlackBot(slack);
    const { workspace } = slack;
    const ts = workspace.identifiers.ts();
    await slack.event({
      type: 'app_mention',
      channel: workspace.channels[0]?.id,
      user: workspace.users[0]?.id,
      user_team: 'T0STRANGER',
      text: `<@${workspace.bot.id}> how many papers have code?`,
      ts,
    });
    await bot.settled();
    expect(slack.callsOf('chat.postMessage')).toEqual([]);
    expect(slack.person('ada').sees('general').at(-1)?.text).toMatch(/I answer only people/);
    await bot.stop();
    await slack.close();
  });

  it('is answered in the channels of the list only, and in direct messages', async () => {
    const slack = await startSlack();
    const listed = slack.workspace.channels.find(({ name }) => name === 'papers')?.id ?? '';
    const bot = await startSlackBot(slack, { config: { channelIds: [listed] } });
    const ada = slack.person('ada');
    expect((await ada.command('/paper', 'relationformer')).message?.text).toMatch(
      /not answer in this channel/,
    );
    const { message } = await ada.command('/paper', 'relationformer', { channel: 'papers' });
    expect(message?.text).toContain('Relationformer');
    expect((await ada.dm('how many papers have code?')).message?.text).toContain('16 papers');
    await bot.stop();
    await slack.close();
  });

  it('is not said without a mention where the configuration wants one', async () => {
    const slack = await startSlack();
    const bot = await startSlackBot(slack, { config: { mentionsOnly: true } });
    const ada = slack.person('ada');
    await ada.dm('how many papers have code?', { until: ({ ack }) => ack !== undefined });
    await bot.settled();
    expect(slack.callsOf('chat.postMessage')).toEqual([]);
    expect((await ada.mention('general', 'how many papers have code?')).message?.text).toContain('16 papers');
    expect((await ada.command('/paper', 'relationformer')).message?.text).toContain('Relationformer');
    await bot.stop();
    await slack.close();
  });
});

describe('secrets', () => {
  it.each(['socket', 'http'] as const)('are in no log, whatever fails over %s', async (transport) => {
    const slack = await startSlack({ ackMs: 500 });
    const bot = await startSlackBot(slack, { transport });
    const ada = slack.person('ada');
    const acked = { until: ({ ack }: { ack: unknown }) => ack !== undefined };
    for (const kind of ['reset', 'lostReply'] as const) {
      slack.fault({ method: 'response_url', kind, times: 1 });
      await ada.command('/paper', 'x', acked);
      slack.fault({ method: 'chat.postMessage', kind, times: 1 });
      await ada.mention('general', 'x', acked);
    }
    slack.fault({ method: 'response_url', kind: 'http', status: 404, times: 2 });
    await ada.command('/paper', 'x', acked);
    slack.fault({ method: 'views.publish', kind: 'error', error: 'internal_error', times: 2 });
    await ada.openHome(acked);
    await bot.settled();
    slack.fault({ method: 'apps.connections.open', kind: 'error', error: 'internal_error', times: 1 });
    slack.connections.at(-1)?.drop();
    if (transport === 'socket') await slack.until(() => slack.connections.length > 1);
    await bot.stop();
    expect(errorsIn(bot).length).toBeGreaterThan(4);
    expect(slack.leaksIn(bot.log.join(''))).toEqual([]);
    await slack.close();
  });
});
