import { Client, Events, GatewayIntentBits } from 'discord.js';

/** The smallest bot on Discord: what the library itself costs. It acknowledges and answers with two requests, as the real one does. */

const { DISCORD_TOKEN: token, DISCORD_API_URL: api } = process.env;
if (token === undefined || api === undefined) throw new Error('DISCORD_TOKEN and DISCORD_API_URL are needed');

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api, version: '10' },
  allowedMentions: { parse: [] },
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.deferReply();
  await interaction.editReply('pong');
});
// A command that it cannot acknowledge is counted as lost by whoever measures.
client.on(Events.Error, () => undefined);
process.once('SIGTERM', () => void client.destroy());
await client.login(token);
