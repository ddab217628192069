import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { conversationOf as onDiscord } from '../../adapters/discord/request.ts';
import { conversationOf as inSlack } from '../../adapters/slack/request.ts';
import { discordEnv, slackEnv } from '../bot-process.ts';
import { buildFolder, type Running, startScript } from '../compiled.ts';
import { startDiscord } from '../standins/discord/index.ts';
import { startSlack } from '../standins/slack/index.ts';

/** Posts of compiled adapters in processes that end at the worst moment, and of others that come after them. */

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

const running: Running[] = [];
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ finished }) => finished));
  running.length = 0;
});

/** Connects, posts one message until it is told, and says so; leaves in good order on SIGTERM. */
const SCRIPT = `
  const { PLATFORM, TARGET, KEY, TRIED } = process.env;
  const logger = createLogger({ logLevel: 'silent' }, 'warn');
  const seen = new Set();
  const inbox = {
    claim: async ({ id }) => !seen.has(id) && seen.add(id) !== undefined,
    done: async () => undefined,
    unfinished: async () => [],
  };
  const config = loadConfig(process.env, '/');
  const message = reply({ kind: 'notice', blocks: [paragraph('The digest')] });
  const parts = { inbox, logger, definitions: [], dispatch: async () => message, suggest: async () => [] };
  const adapter =
    PLATFORM === 'discord'
      ? createDiscord({ ...parts, config: config.discord })
      : createSlack({ ...parts, config: config.slack, times: { settleMs: 50 } });
  await adapter.start();
  const stopped = new Promise((resolve) => process.once('SIGTERM', () => resolve(adapter.stop())));
  let firstTriedAt = TRIED === undefined ? undefined : new Date(Number(TRIED));
  for (;;) {
    const request = { target: TARGET, reply: message, key: KEY, ...(firstTriedAt && { firstTriedAt }) };
    firstTriedAt ??= new Date();
    const result = await adapter.poster.post(request);
    process.stdout.write(result.outcome + '\\n');
    if (result.outcome !== 'unknown') break;
    await new Promise((resolve) => setTimeout(resolve, result.retryAfterMs));
  }
  process.stdout.write('done\\n');
  if (process.env.STAYS !== undefined) await stopped;
  else await adapter.stop();
  process.exit(0);
`;

const MODULES = {
  createDiscord: 'adapters/discord/index',
  createSlack: 'adapters/slack/index',
  loadConfig: 'src/config',
  createLogger: 'src/logger',
  'reply, paragraph': 'src/reply/build',
};

function startPosting(env: Readonly<Record<string, string>>): Running {
  const started = startScript(build, MODULES, SCRIPT, { KEY: 'p-1', ...env });
  running.push(started);
  return started;
}

async function outcomes(env: Readonly<Record<string, string>>): Promise<string[]> {
  const { stdout, stderr } = await startPosting(env).finished;
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

async function killed({ child, finished }: Running): Promise<void> {
  child.kill('SIGKILL');
  await finished;
}

describe('on Discord', { timeout: 60_000 }, () => {
  async function stage() {
    const discord = await startDiscord();
    const channel = discord.channel('papers');
    const target = onDiscord(channel.guild?.id ?? '', channel.id);
    return { discord, channel, env: { ...discordEnv(discord), PLATFORM: 'discord', TARGET: target } };
  }

  it.each([
    ['work', 1000],
    ['reply', 1000],
    ['reply', 10 * 60_000],
  ] as const)(
    'there is one message where the process dies before the %s, tried %d ms later',
    async (before, ms) => {
      const { discord, channel, env } = await stage();
      const held = discord.faults.hold('createMessage', before);
      const first = startPosting(env);
      await held.arrived;
      await killed(first);
      held.release();
      const told = await outcomes({ ...env, TRIED: String(Date.now() - ms) });
      expect(told).toEqual(['sent', 'done']);
      expect(discord.messages(channel)).toHaveLength(1);
      expect(discord.violations).toEqual([]);
      await discord.stop();
    },
  );

  it('there is one message where two processes post it at the same moment', async () => {
    const { discord, channel, env } = await stage();
    const told = await Promise.all([outcomes(env), outcomes(env)]);
    expect(told).toEqual(Array(2).fill(['sent', 'done']));
    expect(discord.messages(channel)).toHaveLength(1);
    await discord.stop();
  });

  it('a post under way is finished when the process is told to stop', async () => {
    const { discord, channel, env } = await stage();
    const held = discord.faults.hold('createMessage');
    const posting = startPosting({ ...env, STAYS: 'yes' });
    await held.arrived;
    posting.child.kill('SIGTERM');
    held.release();
    expect(await posting.finished).toMatchObject({ code: 0, stdout: 'sent\ndone\n' });
    expect(discord.messages(channel)).toHaveLength(1);
    await discord.stop();
  });
});

describe('in Slack', { timeout: 60_000 }, () => {
  async function stage(scopes = ['chat:write', 'channels:history']) {
    const slack = await startSlack({ scopes, emulator: false });
    const channel = slack.workspace.channels.find(({ name }) => name === 'papers')?.id ?? '';
    const target = inSlack({ team: slack.workspace.teamId, channel });
    return { slack, env: { ...slackEnv(slack), PLATFORM: 'slack', TARGET: target } };
  }

  it.each([true, undefined])(
    'there is one message where the process dies (stored before: %s)',
    async (afterWork) => {
      const { slack, env } = await stage();
      slack.fault({ method: 'chat.postMessage', kind: 'hang', times: 1, ...(afterWork && { afterWork }) });
      const first = startPosting(env);
      await slack.until(() => slack.callsOf('chat.postMessage').length === 1, 30_000);
      await killed(first);
      const told = await outcomes({ ...env, TRIED: String(Date.now()) });
      expect(told.slice(-2)).toEqual(['sent', 'done']);
      expect(slack.messagesIn('papers')).toHaveLength(1);
      expect(slack.violations).toEqual([]);
      await slack.close();
    },
  );

  it('there is at most one where nobody can tell, and that is said', async () => {
    const { slack, env } = await stage(['chat:write']);
    slack.fault({ method: 'chat.postMessage', kind: 'hang', times: 1 });
    const first = startPosting(env);
    await slack.until(() => slack.callsOf('chat.postMessage').length === 1, 30_000);
    await killed(first);
    const second = startPosting({ ...env, TRIED: String(Date.now()) });
    const { stdout } = second.child;
    let told = '';
    while (stdout !== null && told.split('unknown').length < 3)
      told += String((await once(stdout, 'data'))[0]);
    await killed(second);
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
    expect(slack.messagesIn('papers')).toEqual([]);
    await slack.close();
  });
});
