import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { PermissionFlagsBits } from 'discord.js';
import { expect, it, onTestFinished } from 'vitest';
import { conversationOf as onDiscord } from '../../adapters/discord/request.ts';
import { conversationOf as inSlack } from '../../adapters/slack/request.ts';
import { loadConfig } from '../../src/config.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { databaseFile } from '../../src/data-folder.ts';
import { checkFollowed, checkFollowing } from '../../src/doctor/check-followed.ts';
import { reportText } from '../../src/doctor/finding.ts';
import { discordEnv, slackEnv } from '../bot-process.ts';
import { startDiscord } from '../standins/discord/index.ts';
import { startSlack } from '../standins/slack/index.ts';

async function platforms(scopes: readonly string[]) {
  const discord = await startDiscord();
  const slack = await startSlack({ emulator: false, scopes });
  onTestFinished(async () => {
    await discord.stop();
    await slack.close();
    expect([...discord.violations, ...slack.violations]).toEqual([]);
  });
  const config = loadConfig({ ...discordEnv(discord), ...slackEnv(slack) }, '/lab');
  const inDiscord = (name: string) => {
    const channel = discord.channel(name);
    return onDiscord(channel.guild?.id ?? null, channel.id);
  };
  const inTeam = (name: string) =>
    inSlack({
      team: slack.workspace.teamId,
      channel: slack.workspace.channels.find((one) => one.name === name)?.id ?? '',
    });
  return { discord, slack, config, inDiscord, inTeam };
}

it('says where announcements do not arrive, and what to do about it, without posting anything', async () => {
  const { discord, slack, config, inDiscord, inTeam } = await platforms(['chat:write', 'channels:history']);
  const terminal = encodeConversation('terminal', ['chat']);
  const well = [inDiscord('papers'), inTeam('papers'), terminal];
  expect(await checkFollowed(well, config)).toEqual([
    { level: 'fine', text: 'Announcements can be posted wherever somebody follows (3 looked at).' },
  ]);

  discord.deny(discord.channel('papers'), PermissionFlagsBits.SendMessages);
  const report = reportText([
    { title: 'x', findings: await checkFollowed([...well, inTeam('elsewhere')], config) },
  ]);
  expect(report).toContain(`MEND  Nothing can be announced in ${inDiscord('papers')}.`);
  expect(report).toContain('I lack "Send Messages" here.');
  expect(report).toContain('"/invite @Labrarian"');
  expect(discord.requests.every(({ method }) => method === 'GET')).toBe(true);
  expect(slack.callsOf('chat.postMessage')).toEqual([]);
});

it('says where a lost post could not be looked for, where a platform is not configured, and where nobody answers', async () => {
  const { discord, slack, config, inDiscord, inTeam } = await platforms(['chat:write']);
  const [blind] = await checkFollowed([inTeam('papers')], config).then((all) =>
    all.filter(({ level }) => level === 'note'),
  );
  expect(blind?.text).toContain('channels:history or groups:history is missing');
  const [foreign] = await checkFollowed([inDiscord('papers')], { ...config, discord: undefined });
  expect(foreign?.text).toContain('its platform is not configured');
  discord.faults.on('getOwnUser', { kind: 'status', status: 503 });
  slack.fault({ method: 'conversations.history', kind: 'reset' });
  const levels = (await checkFollowed([inDiscord('papers'), inTeam('papers')], config)).map(
    ({ level }) => level,
  );
  expect(levels).toEqual(['note', 'problem']);
});

it('says nothing where nobody follows', async () => {
  expect(await checkFollowed([], { discord: undefined, slack: undefined })).toEqual([]);
});

it('reads who follows from the library, and takes one that is older than following for nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'labrarian-followed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = { discord: undefined, slack: undefined, dataDir: folder };
  const nobody = {
    level: 'note',
    text: 'Nobody follows yet.',
    advice: expect.stringContaining('/follow lab'),
  };
  expect(await checkFollowing(config)).toEqual([nobody]);
  const database = new DatabaseSync(databaseFile(folder));
  database.exec('create table papers (id text)');
  expect(await checkFollowing(config)).toEqual([nobody]);
  database.exec('create table rules (conversation text, status text)');
  const insert = database.prepare('insert into rules values (?, ?)');
  insert.run('discord:1:2', 'active');
  insert.run('discord:1:2', 'active');
  insert.run('slack:T1:C1', 'paused');
  expect((await checkFollowing(config)).map(({ text }) => text)).toEqual([
    'discord:1:2 follows, and its platform is not configured: nothing is announced there.',
  ]);
  database.close();
  writeFileSync(databaseFile(folder), 'no database');
  expect(await checkFollowing(config)).toEqual([{ level: 'note', text: 'Who follows could not be read.' }]);
});
