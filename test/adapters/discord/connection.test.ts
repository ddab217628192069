import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../../adapters/discord/breaker.ts';
import { AdapterStartError } from '../../../src/adapter.ts';
import { botFor, botOnDiscord } from './bot-on-discord.ts';

type Gateway = Awaited<ReturnType<typeof botOnDiscord>>['discord']['gateway'];

async function startError(
  options: Parameters<typeof botFor>[0],
  before?: (bot: Awaited<ReturnType<typeof botFor>>) => void,
) {
  const bot = await botFor(options);
  before?.(bot);
  const error = await bot.adapter.start().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdapterStartError)) throw new Error(`No start error but ${String(error)}`);
  expect(await bot.adapter.ended).toEqual({ reason: error.message, isFinal: error.isFinal });
  expect(bot.discord.leaks(`${error.message}${bot.log.join('')}`)).toEqual([]);
  return error;
}

describe('starting', () => {
  it('gives up for good where the token is refused', async () => {
    const byApi = await startError({}, ({ discord }) => {
      discord.faults.on('getGatewayBot', { kind: 'status', status: 401 });
    });
    expect(byApi).toMatchObject({ isFinal: true, message: expect.stringContaining('DISCORD_TOKEN') });
  });

  it('names the intent that is not allowed', async () => {
    const error = await startError({ config: () => ({ messageContent: true }) });

    expect(error).toMatchObject({
      isFinal: true,
      message: expect.stringMatching(/"Message Content" \(4014\).*DISCORD_MESSAGE_CONTENT=no/),
    });
  });

  it.each([{ kind: 'status', status: 503 }, { kind: 'garbage', status: 200 }, { kind: 'reset' }] as const)(
    'may be tried again after $kind',
    async (fault) => {
      const error = await startError({}, ({ discord }) => discord.faults.on('getGatewayBot', fault, 9));

      expect(error).toMatchObject({ isFinal: false, message: expect.stringContaining('cannot be reached') });
    },
  );

  it('may be tried again where nobody listens', async () => {
    const error = await startError({ config: () => ({ apiUrl: 'http://127.0.0.1:1/api' }) });

    expect(error).toMatchObject({ isFinal: false, message: expect.stringContaining('ECONNREFUSED') });
  });

  it('leaves some of the sessions that Discord allows in a day', async () => {
    const error = await startError({ discord: { sessionStartsLeft: 50 } });

    expect(error).toMatchObject({ isFinal: false, message: expect.stringContaining('allows 50 more') });
  });

  it('gives up for now where the gateway hangs up before its first word, and does not come back', async () => {
    const bot = await botFor();
    bot.discord.gateway.refuseConnections(Number.POSITIVE_INFINITY);
    const error = await bot.adapter.start().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ isFinal: false, message: expect.stringContaining('without holding') });

    const { connections } = bot.discord.gateway;
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(bot.discord.gateway.connections).toBe(connections);
  });

  it('prints the link that invites it, and registers where there are no commands', async () => {
    const { discord, log } = await botOnDiscord();

    expect(log.join('')).toContain(
      `https://discord.com/oauth2/authorize?client_id=${discord.applicationId}&scope=bot+applications.commands&permissions=309237713920`,
    );
    expect(discord.commands.map(({ name }) => name)).toContain('paper');
  });

  it('says where the commands differ and leaves them alone', async () => {
    const { discord, log } = await botOnDiscord({
      discord: { commands: [{ name: 'old', description: 'An old command' }] },
    });

    expect(log.join('')).toContain('run `npm run register`');
    expect(discord.commands.map(({ name }) => name)).toEqual(['old']);
  });
});

describe('a connection', () => {
  it.each([
    ['broke', (gateway: Gateway) => gateway.drop()],
    ['was closed with 4000', (gateway: Gateway) => gateway.close(4000)],
    ['is to be made anew', (gateway: Gateway) => gateway.askToReconnect()],
  ] as const)('that %s is resumed, and what was said meanwhile is answered once', async (_, end) => {
    const { discord } = await botOnDiscord();
    await discord.user('ada').slash('new');
    end(discord.gateway);
    discord.user('ada').say('direct', 'which papers have code?');
    await expect.poll(() => discord.gateway.resumed.length).toBe(1);
    await expect.poll(() => discord.messages(discord.direct('ada')).length).toBe(2);
    await discord.user('ada').slash('new');

    expect(discord.messages(discord.direct('ada'))).toHaveLength(2);
    expect(discord.messages(discord.channel('general'))).toHaveLength(2);
    expect(discord.gateway.identified).toHaveLength(1);
  });

  it('that Discord takes leave of is made again', async () => {
    const { discord } = await botOnDiscord();
    discord.gateway.close(1001);
    await discord.gateway.ready(2);

    expect((await discord.user('ada').slash('new')).state).toBe('answered');
  });

  it('whose session is over is made anew', async () => {
    const { discord } = await botOnDiscord();
    discord.gateway.invalidate(false);
    await discord.gateway.ready(2);

    expect((await discord.user('ada').slash('new')).state).toBe('answered');
  });

  it('that has died without a word is noticed', async () => {
    const { discord } = await botOnDiscord({ discord: { heartbeatIntervalMs: 100 } });
    discord.gateway.ignoreHeartbeats();
    await expect.poll(() => discord.gateway.resumed.length, { timeout: 5000 }).toBe(1);

    expect((await discord.user('ada').slash('new')).state).toBe('answered');
  });

  it('answers once what is delivered twice', async () => {
    const { discord } = await botOnDiscord();
    discord.gateway.twiceNext('INTERACTION_CREATE');
    const view = await discord.user('ada').slash('new');
    discord.gateway.twiceNext('MESSAGE_CREATE');
    discord.user('ada').say('direct', 'which papers have code?');
    await expect.poll(() => discord.messages(discord.direct('ada')).length).toBe(2);
    await discord.user('bob').slash('new');

    expect(view.edits).toBe(1);
    expect(discord.messages(discord.direct('ada'))).toHaveLength(2);
    expect(discord.requestsTo('answerInteraction').map(({ status }) => status)).toEqual([204, 204]);
  });

  it.each([
    [4004, 'DISCORD_TOKEN'],
    [4010, '4010'],
    [4011, '4011'],
    [4012, '4012'],
    [4013, '4013'],
    [4014, '4014'],
  ])('that is closed with %i has died for good and is not tried again', async (code, words) => {
    const { discord, adapter, log } = await botOnDiscord();
    discord.gateway.close(code);
    const end = await adapter.ended;

    expect(end).toMatchObject({ isFinal: true, reason: expect.stringContaining(words) });
    expect(discord.gateway.connections).toBe(1);
    expect(discord.leaks(log.join('') + end.reason)).toEqual([]);
  });

  it('ends when the token is revoked, after one refused request', async () => {
    const { discord, adapter } = await botOnDiscord();
    discord.faults.on('createMessage', { kind: 'status', status: 401 }, Number.POSITIVE_INFINITY);
    discord.user('ada').say('direct', 'which papers have code?');
    const end = await adapter.ended;

    expect(end).toMatchObject({ isFinal: true, reason: expect.stringContaining('DISCORD_TOKEN') });
    expect(discord.requestsTo('createMessage')).toHaveLength(1);
  });
});

describe('the breaker', () => {
  const at = (stableAfterMs = 1000) => {
    let now = 0;
    const breaker = createBreaker({ stableAfterMs, now: () => now });
    return {
      breaker,
      wait: (ms: number) => {
        now += ms;
      },
    };
  };

  it('gives up after a row of breaks without a connection that held', () => {
    const { breaker } = at();
    for (let breaks = 0; breaks < 10; breaks++) breaker.broke();
    expect(breaker.reason()).toBeUndefined();
    breaker.broke();
    expect(breaker.reason()).toContain('11 times');
  });

  it('forgets breaks once a connection has held', () => {
    const { breaker, wait } = at();
    for (let breaks = 0; breaks < 100; breaks++) {
      breaker.connected('resumed');
      wait(1000);
      breaker.broke();
    }
    expect(breaker.reason()).toBeUndefined();
  });

  it('never opens more sessions in a day than a small part of what Discord allows', () => {
    const { breaker, wait } = at();
    let sessions = 0;
    for (; breaker.reason() === undefined; sessions++) {
      breaker.connected('new');
      wait(60_000);
      breaker.broke();
    }
    expect(sessions).toBeLessThan(50);
  });

  it('lets sessions of days before be', () => {
    const { breaker, wait } = at();
    for (let sessions = 0; sessions < 500; sessions++) {
      breaker.connected('new');
      wait(60 * 60_000);
      breaker.broke();
    }
    expect(breaker.reason()).toBeUndefined();
  });
});
