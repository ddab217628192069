import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Bot, startSocketBot } from './bolt-bot.ts';
import { type SlackStandIn, startSlack } from './index.ts';

let slack: SlackStandIn;
let bots: Bot[] = [];
afterEach(async () => {
  await Promise.all(bots.map((bot) => bot.stop()));
  bots = [];
  await slack.close();
});

/** Short enough for a test and long enough for a machine that is busy: it is how long a reconnection takes. */
const RECONNECT_MS = 300;

async function start(count = 1, pingTimeoutMs = 5000) {
  slack = await startSlack({ emulator: false });
  for (let at = 0; at < count; at++) bots.push(await startSocketBot(slack, pingTimeoutMs));
  return slack.person('ada');
}
const open = () => slack.connections.filter(({ isOpen }) => isOpen);

test.each([
  ['refresh_requested', () => open()[0]?.disconnect('refresh_requested')],
  ['warning', () => open()[0]?.disconnect('warning')],
  ['a dropped connection', () => open()[0]?.drop()],
  ['a connection that is dead and looks alive', () => open()[0]?.freeze()],
])('after %s the bot is back on a new connection', async (_name, disturb) => {
  const ada = await start(1, RECONNECT_MS);

  disturb();
  await slack.until(() => open().some(({ number }) => number > 0));
  slack.connections[0]?.drop();

  expect((await ada.command('/now', 'again')).message?.text).toBe('At once: again');
  expect(slack.callsOf('apps.connections.open').length).toBeGreaterThan(1);
});

test('a reconnection that is refused for good is none', async () => {
  await start(1, RECONNECT_MS);
  const unhandled = new Promise((resolve) => {
    const [previous] = process.listeners('unhandledRejection').slice(-1);
    if (previous !== undefined) process.off('unhandledRejection', previous);
    process.once('unhandledRejection', (reason) => {
      if (previous !== undefined) process.on('unhandledRejection', previous);
      resolve(reason);
    });
  });
  slack.fault({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' });

  open()[0]?.drop();

  await expect(unhandled).resolves.toMatchObject({ message: expect.stringContaining('invalid_auth') });
  expect(open()).toEqual([]);
  const { ack } = await slack.person('ada').command('/now');
  expect(ack).toMatchObject({ ok: false, failure: 'dispatch_failed' });
});

test('several connections share what is delivered, each envelope going to one', async () => {
  const ada = await start(2);
  const heard = [0, 0];
  for (const [at, bot] of bots.entries()) {
    bot.app.command('/count', async ({ ack }) => {
      heard[at] = (heard[at] ?? 0) + 1;
      await ack('Counted');
    });
  }

  for (let at = 0; at < 4; at++) await ada.command('/count');

  expect(open()).toHaveLength(2);
  expect(heard).toEqual([2, 2]);
  expect(slack.acknowledged).toHaveLength(4);
});

test('what was sent into a connection that drops is not acknowledged', async () => {
  const ada = await start();
  bots[0]?.app.command('/drop', async () => open()[0]?.drop());

  const { ack } = await ada.command('/drop');

  expect(ack).toMatchObject({ ok: false, failure: 'dispatch_failed' });
});

test('a ticket opens one connection', async () => {
  await start();
  const url = slack.callsOf('apps.connections.open')[0]?.answer?.body.url;

  const socket = new WebSocket(String(url));
  const error = await new Promise<Error>((resolve) => socket.on('error', resolve));

  expect(error.message).toContain('401');
  expect(slack.leaksIn(`connecting to ${url}`)).toHaveLength(1);
});
