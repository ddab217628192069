import { Client, GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import type { DiscordStandIn } from './index.ts';
import { startDiscord } from './index.ts';

const PAPER = {
  name: 'paper',
  description: 'Find a paper',
  options: [{ type: 3, name: 'query', description: 'Words', required: true, autocomplete: true }],
};

let discord: DiscordStandIn;
let client: Client<true>;

async function connect(
  options: Parameters<typeof startDiscord>[0] = {},
  intents = [GatewayIntentBits.Guilds],
) {
  discord = await startDiscord({ commands: [PAPER], ...options });
  client = new Client({
    intents,
    rest: { api: discord.apiUrl, version: '10', retries: 0, timeout: 2000 },
    allowedMentions: { parse: [] },
    enforceNonce: true,
  });
  await client.login(discord.token);
}

afterEach(async () => {
  await client.destroy();
  await discord.stop();
  expect(discord.violations).toEqual([]);
});

describe('a real discord.js client', () => {
  test('gets ready and knows its guilds and channels', async () => {
    await connect();
    await discord.gateway.ready();
    await expect.poll(() => client.guilds.cache.first()?.available).toBe(true);
    expect(client.user.username).toBe('labrarian');
    expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Lab']);
    expect(client.channels.cache.map((channel) => 'name' in channel && channel.name)).toEqual([
      'general',
      'papers',
    ]);
    expect(discord.gateway.identified).toMatchObject([{ intents: GatewayIntentBits.Guilds }]);
  });

  test('answers a slash command by defer and edit', async () => {
    await connect();
    client.on('interactionCreate', async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply({ content: `You asked for ${interaction.options.getString('query')}` });
    });
    const view = await discord.user('ada').slash('paper', { query: 'graphs' });
    expect(view).toMatchObject({ state: 'answered', visibility: 'public', edits: 1 });
    expect(view.message?.content).toBe('You asked for graphs');
  });
});
