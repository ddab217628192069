import { PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { commandBodies } from '../../adapters/discord/commands.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { checkDiscord } from '../../src/doctor/check-discord.ts';
import { type Finding, problemsIn, reportText } from '../../src/doctor/finding.ts';
import { type DiscordOptions, type DiscordStandIn, startDiscord } from '../standins/discord/index.ts';

const BODIES = commandBodies(COMMAND_DEFINITIONS, { userInstall: false, scope: 'global' });

let discord: DiscordStandIn;
afterEach(() => discord.stop());

async function examined(options: DiscordOptions = {}, change: Partial<DiscordConfig> = {}) {
  discord = await startDiscord({ commands: BODIES as DiscordOptions['commands'] & object, ...options });
  return () =>
    checkDiscord(
      {
        token: discord.token,
        applicationId: discord.applicationId,
        apiUrl: discord.apiUrl,
        guildIds: [],
        channelIds: [],
        userInstall: false,
        messageContent: false,
        mentionsOnly: false,
        ...change,
      },
      COMMAND_DEFINITIONS,
    );
}

const report = (findings: readonly Finding[]) => reportText([{ title: 'Discord', findings }]);
const problems = (findings: readonly Finding[]) =>
  problemsIn([{ title: 'Discord', findings }]).map(({ text }) => text);

describe('Discord', () => {
  it('is well where everything is as this version has it', async () => {
    const findings = await (await examined())();

    expect(problems(findings)).toEqual([]);
    expect(report(findings)).toContain(`All ${BODIES.length} commands are registered`);
    expect(report(findings)).toMatch(/It answers in the server \S+ \(\d+\)/);
    expect(report(findings)).toContain(`client_id=${discord.applicationId}`);
    expect(discord.leaks(report(findings))).toEqual([]);
    expect(discord.violations).toEqual([]);
    expect(discord.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('says in how many channels it can announce', async () => {
    const check = await examined({
      guilds: [
        { name: 'Lab', channels: ['open', { name: 'closed', denied: PermissionFlagsBits.SendMessages }] },
        { name: 'Shut', channels: [{ name: 'dark', denied: PermissionFlagsBits.ViewChannel }] },
      ],
    });
    const findings = await check();
    expect(problems(findings)).toEqual([]);
    expect(report(findings)).toContain('In the server Lab it can announce in 1 of 2 channels.');
    expect(report(findings)).toContain('In the server Shut it can announce in 0 of 1 channels.');
    expect(discord.violations).toEqual([]);
  });

  it('says that the token is refused', async () => {
    const check = await examined();
    discord.faults.on('*', { kind: 'status', status: 401 }, Number.POSITIVE_INFINITY);

    expect(problems(await check())).toEqual([expect.stringMatching(/^Discord refuses the token/)]);
  });

  it('tells a service that is not there from a token that is refused', async () => {
    const check = await examined();
    discord.faults.on('*', { kind: 'reset' }, Number.POSITIVE_INFINITY);

    expect(problems(await check())).toEqual([expect.stringMatching(/^Discord could not be asked/)]);
  });

  it('says that the token is of another application, and looks no further', async () => {
    const findings = await (await examined({}, { applicationId: '100000000000000001' }))();

    expect(problems(findings)).toEqual([
      `DISCORD_APPLICATION_ID is 100000000000000001, and the token belongs to ${discord.applicationId}.`,
    ]);
    expect(discord.requestsTo('listCommands')).toEqual([]);
  });

  it('says that an intent is not allowed', async () => {
    expect(problems(await (await examined({}, { messageContent: true }))())).toEqual([
      expect.stringContaining('Discord does not allow that intent'),
    ]);
  });

  it('compares the servers that may ask with those that it is in', async () => {
    const findings = await (await examined({}, { guildIds: ['100000000000000001'] }))();

    expect(problems(findings)).toEqual([
      'DISCORD_GUILD_IDS names the server 100000000000000001, in which it is not.',
    ]);
    expect(report(findings)).toContain('answers nobody there');
  });

  it('names the commands that are other ones', async () => {
    const [first, ...others] = BODIES;
    const old = { ...first, description: 'As it was' } as typeof first;
    const commands = [old, ...others.slice(1)] as DiscordOptions['commands'] & object;
    const [text] = problems(await (await examined({ commands }))());

    expect(text).toContain('Discord has other commands than this version');
    expect(text).toContain(`~ /${first?.name}`);
    expect(text).toContain(`+ /${others[0]?.name}`);
  });

  it('warns before Discord locks out a bot that connects again and again', async () => {
    expect(problems(await (await examined({ sessionStartsLeft: 3 }))())).toEqual([
      expect.stringMatching(/^It may connect 3 more times today/),
    ]);
  });
});
