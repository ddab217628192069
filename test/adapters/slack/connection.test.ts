import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdapterStartError } from '../../../src/adapter.ts';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import { type BotOptions, makeSlackBot, type SlackBot, startSlackBot } from './slack-bot.ts';

let slack: SlackStandIn;
let bot: SlackBot | undefined;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);
beforeEach(async () => {
  process.on('unhandledRejection', onUnhandled);
  slack = await startSlack({ ackMs: 500 });
});
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await slack.close();
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
});

async function startFailure(options: BotOptions = {}): Promise<AdapterStartError> {
  bot = await makeSlackBot(slack, options);
  const error = await bot.adapter.start().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdapterStartError)) throw new Error(`It did not fail to start: ${error}`);
  expect(slack.leaksIn(`${error.message} ${error.stack} ${bot.log.join('')}`)).toEqual([]);
  return error;
}

describe('starting', () => {
  it.each(['invalid_auth', 'account_inactive', 'token_revoked'])(
    'is given up where Slack says %s',
    async (code) => {
      slack.fault({ method: 'auth.test', kind: 'error', error: code });
      const error = await startFailure();
      expect(error.isFinal).toBe(true);
      expect(error.message).toContain(code);
    },
  );

  it('is given up where the token of the connection is not accepted', async () => {
    slack.fault({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' });
    expect((await startFailure()).isFinal).toBe(true);
  });

  it.each([
    ['auth.test', { kind: 'http', status: 503 }],
    ['auth.test', { kind: 'reset' }],
    ['auth.test', { kind: 'error', error: 'internal_error' }],
    ['apps.connections.open', { kind: 'http', status: 500 }],
    ['apps.connections.open', { kind: 'http', status: 429, retryAfter: 1 }],
    ['apps.connections.open', { kind: 'error', error: 'internal_error' }],
  ] as const)('can be tried again where %s fails: %o', async (method, fault) => {
    slack.fault({ method, ...fault });
    expect((await startFailure()).isFinal).toBe(false);
  });

  it('can be tried again where nothing answers', async () => {
    expect((await startFailure({ config: { apiUrl: 'http://127.0.0.1:9' } })).isFinal).toBe(false);
    await bot?.stop();
    slack.fault({ method: 'auth.test', kind: 'hang' });
    const error = await startFailure({ parts: { times: { callWithinMs: 50 } } });
    expect(error.isFinal).toBe(false);
    expect(error.message).toContain('did not answer in time');
  });

  it('can be tried again where Slack does not greet', async () => {
    slack.fault({ method: 'apps.connections.open', kind: 'lostReply' });
    expect((await startFailure({ parts: { times: { connectWithinMs: 100 } } })).isFinal).toBe(false);
  });
});

describe('a running connection', () => {
  const newest = () => slack.connections.at(-1);
  const open = () => slack.connections.filter(({ isOpen }) => isOpen);

  async function answers(): Promise<void> {
    const { message } = await slack.person('ada').command('/paper', 'relationformer');
    expect(message?.text).toContain('Relationformer');
  }

  /** Waits until another connection is open than those that there were. */
  async function openedAfter(before: number): Promise<void> {
    await slack.until(() => slack.connections.length > before && open().length === 1);
  }

  it('is opened again when Slack recycles it, closes it or is suddenly gone', async () => {
    bot = await startSlackBot(slack);
    const ends = [
      () => newest()?.disconnect('warning'),
      () => newest()?.disconnect('refresh_requested'),
      () => newest()?.drop(),
    ];
    for (const end of ends) {
      const before = slack.connections.length;
      end();
      await openedAfter(before);
      await answers();
    }
  });

  it('is opened again when it only looks alive', async () => {
    bot = await startSlackBot(slack, { parts: { times: { pongWithinMs: 150 } } });
    newest()?.freeze();
    await slack.until(() => slack.connections.length > 1);
    await slack.until(() => newest()?.isOpen === true);
  });

  it('is opened again after Slack was away for a while', async () => {
    bot = await startSlackBot(slack);
    slack.fault({ method: 'apps.connections.open', kind: 'http', status: 503, times: 3 });
    newest()?.drop();
    await openedAfter(1);
    await answers();
  });

  it('has come to its end where Slack stays away, and the process lives', async () => {
    bot = await startSlackBot(slack, { parts: { times: { connectWithinMs: 60 } } });
    const end = slack.fault({ method: 'apps.connections.open', kind: 'http', status: 503 });
    newest()?.drop();
    expect(await bot.adapter.ended).toMatchObject({ isFinal: false });
    end();
    await bot.stop();
    bot = await startSlackBot(slack);
    await answers();
  });

  it('is given up where the token is not accepted any more', async () => {
    bot = await startSlackBot(slack);
    slack.fault({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' });
    newest()?.drop();
    const { isFinal, reason } = await bot.adapter.ended;
    expect(isFinal).toBe(true);
    expect(reason).toContain('invalid_auth');
    expect(slack.callsOf('apps.connections.open')).toHaveLength(2);
  });

  it('warns where Slack has more than one', async () => {
    const told: number[] = [];
    const onConnections = (connections: number) => told.push(connections);
    bot = await startSlackBot(slack, { parts: { onConnections } });
    const second = await startSlackBot(slack, { parts: { onConnections } });
    expect(told).toEqual([1, 2]);
    expect(second.log.join('')).toContain('more than one connection');
    await second.stop();
  });

  it('survives messages that cannot be read', async () => {
    bot = await startSlackBot(slack);
    const acknowledgement = Promise.resolve({ transport: 'socket', ok: true, body: '' } as const);
    for (const payload of [
      {},
      { event: null },
      { event: { type: 3 } },
      { type: 'event_callback', event: {} },
    ])
      await slack.redeliver({ kind: 'events_api', payload, acknowledgement });
    for (const payload of [{}, { actions: [] }, { type: 'block_actions', actions: [null] }, { view: {} }])
      await slack.redeliver({ kind: 'interactive', payload, acknowledgement });
    await slack.redeliver({ kind: 'slash_commands', payload: { command: '/paper' }, acknowledgement });
    await answers();
  });

  it('is closed although Slack says no goodbye', async () => {
    bot = await startSlackBot(slack);
    newest()?.freeze();
    await bot.stop();
    bot = undefined;
  });
});

describe.each(['socket', 'http'] as const)('a token that is revoked while it runs over %s', (transport) => {
  it.each(['token_revoked', 'invalid_auth', 'account_inactive'])('ends it for good: %s', async (code) => {
    bot = await startSlackBot(slack, { transport });
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: code });
    const ada = slack.person('ada');
    await ada.mention('general', 'how many papers have code?', { until: ({ ack }) => ack !== undefined });
    const { isFinal, reason } = await bot.adapter.ended;
    expect(isFinal).toBe(true);
    expect(reason).toContain(code);
    const calls = slack.calls.length;
    const { ack } = await ada.command('/paper', 'x', { until: ({ ack: given }) => given !== undefined });
    expect(ack).toMatchObject({ ok: false });
    expect(slack.calls.length).toBe(calls);
  });

  it.each([{ type: 'app_uninstalled' }, { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } }])(
    'ends it for good, and tells of which workspace it was removed: $type',
    async (event) => {
      const gone: string[] = [];
      bot = await startSlackBot(slack, { transport, parts: { onGone: (prefix) => gone.push(prefix) } });
      await slack.event(event);
      expect(await bot.adapter.ended).toMatchObject({ isFinal: true });
      expect(gone).toEqual([`slack:${slack.workspace.teamId}:`]);
    },
  );

  it("goes on where a person's own token was revoked", async () => {
    const gone: string[] = [];
    bot = await startSlackBot(slack, { transport, parts: { onGone: (prefix) => gone.push(prefix) } });
    await slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U0ADA'], bot: [] } });
    const { message } = await slack.person('ada').command('/paper', 'relationformer');
    expect(message?.text).toContain('Relationformer');
    expect(gone).toEqual([]);
  });
});
