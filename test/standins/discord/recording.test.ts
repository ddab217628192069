import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { discordClients, PAPER } from './client.ts';
import { startDiscord } from './index.ts';

const connect = discordClients();

test('requests are kept in order, with what they said and what they got', async () => {
  const { discord } = await connect({
    onInteraction: async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply('done');
    },
  });
  await discord.user('ada').slash('paper', { query: 'x' });
  await expect.poll(() => discord.requests.at(-1)?.status, { interval: 5 }).toBe(200);

  expect(discord.requests.map(({ route, status }) => [route, status])).toEqual([
    ['getGatewayBot', 200],
    ['answerInteraction', 204],
    ['editOriginal', 200],
  ]);
  expect(discord.requestsTo('answerInteraction')).toMatchObject([
    { method: 'POST', query: '?with_response=false', body: { type: 5 } },
  ]);
});

test('secrets that a text gives away are found', async () => {
  const { discord } = await connect({
    onInteraction: (interaction) => interaction.isChatInputCommand() && interaction.reply('done'),
  });
  await discord.user('ada').slash('paper', { query: 'x' });
  const [, interactionToken = '-'] =
    discord.requestsTo('answerInteraction')[0]?.path.split('/').slice(4) ?? [];
  const [sessionId = '-'] = discord.gateway.sessionIds;

  expect(discord.leaks('nothing to see')).toEqual([]);
  for (const secret of [discord.token, interactionToken, sessionId]) {
    expect(discord.leaks(`{"url":"/x/${secret}/y"}`)).toEqual([secret]);
  }
});

const BOT = `
  import { Client } from 'discord.js';
  const client = new Client({ intents: [], rest: { api: process.env.DISCORD_API_URL, version: '10' } });
  client.on('interactionCreate', async (interaction) => {
    await interaction.reply({ content: 'from another process', allowedMentions: { parse: [] } });
    await client.destroy();
  });
  await client.login(process.env.DISCORD_TOKEN);
`;

test('a bot in a process of its own is served as well', async () => {
  const discord = await startDiscord({ commands: [PAPER] });
  const bot = spawn(process.execPath, ['--input-type=module', '--eval', BOT], {
    env: { ...process.env, DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors = text(bot.stderr);
  await Promise.race([discord.gateway.ready(), once(bot, 'exit')]);
  const view = await discord.user('ada').slash('paper', { query: 'x' });
  const [code] = await once(bot, 'exit');
  await discord.stop();

  expect(await errors).toBe('');
  expect(view.message?.content).toBe('from another process');
  expect(code).toBe(0);
  expect(discord.violations).toEqual([]);
});
