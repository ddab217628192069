import { SlashCommandBuilder } from 'discord.js';
import { ApplicationCommandOptionType, PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { discordClients, PAPER } from './client.ts';

const connect = discordClients();

const ALERTS = {
  name: 'alerts',
  description: 'What is announced',
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'add',
      description: 'Announce more',
      options: [
        { type: ApplicationCommandOptionType.Integer, name: 'days', description: 'Days', min_value: 1 },
        {
          type: ApplicationCommandOptionType.String,
          name: 'when',
          description: 'When',
          choices: [{ name: 'Every day', value: 'daily' }],
        },
      ],
    },
  ],
};

describe('registration', () => {
  test('in bulk keeps the ids of what stays and drops the rest', async () => {
    const { client, discord } = await connect();
    const before = discord.commands[0]?.id;
    const route = Routes.applicationCommands(discord.applicationId);
    await client.rest.put(route, { body: [PAPER, ALERTS] });
    expect(discord.commands.map(({ name }) => name)).toEqual(['paper', 'alerts']);
    expect(discord.commands[0]?.id).toBe(before);
    await client.rest.put(route, { body: [ALERTS] });
    expect(await client.rest.get(route)).toMatchObject([{ name: 'alerts', options: [{ name: 'add' }] }]);
  });

  test('one by one, globally and in a guild', async () => {
    const { client, discord } = await connect({ options: { commands: [] } });
    const { id } = discord.guild('Lab');
    const builder = new SlashCommandBuilder()
      .setName('help')
      .setDescription('Help')
      .setNameLocalization('de', 'hilfe')
      .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild);
    const command = await client.application.commands.create(builder);
    await client.application.commands.create({ name: 'mine', description: 'Of the guild' }, id);
    const edited = await client.application.commands.edit(command, { description: 'What can be asked' });

    expect(edited.description).toBe('What can be asked');
    expect(await client.application.commands.fetch({ guildId: id }).then(({ size }) => size)).toBe(1);
    await client.application.commands.delete(command);
    expect(discord.commands.map(({ name, guild_id }) => [name, guild_id])).toEqual([['mine', id]]);
    await expect(client.application.commands.delete(command)).rejects.toMatchObject({ code: 10063 });
  });

  test('of another application is refused', async () => {
    const { client } = await connect();
    const put = client.rest.put(Routes.applicationCommands('1'), { body: [] });
    await expect(put).rejects.toMatchObject({ code: 20012 });
  });
});

describe('people', () => {
  const sent: unknown[] = [];
  const start = (commands: readonly (typeof ALERTS)[], managers = true) =>
    connect({
      options: {
        commands,
        users: [{ name: 'ada', manager: managers }],
      },
      onInteraction: async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        sent.push([interaction.options.getSubcommand(false), interaction.options.data[0]?.options]);
        await interaction.reply('done');
      },
    });

  test('send options of the right type, and a choice by what is shown', async () => {
    const { discord } = await start([ALERTS]);
    await discord.user('ada').slash('alerts add', { days: '3', when: 'Every day' });
    expect(sent.pop()).toMatchObject(['add', [{ value: 3 }, { value: 'daily' }]]);
  });

  test('cannot send what the client would not let them', async () => {
    const { discord } = await start([ALERTS]);
    const ada = discord.user('ada');
    expect(() => ada.startSlash('paper')).toThrow('not offered /paper');
    expect(() => ada.startSlash('alerts drop')).toThrow('No subcommand drop');
    expect(() => ada.startSlash('alerts add', { hours: 1 })).toThrow('No option hours');
    expect(() => ada.startSlash('alerts add', { days: 0 })).toThrow('not a number that fits');
    expect(() => ada.startSlash('alerts add', { when: 'never' })).toThrow('none of the choices');
    expect(() => ada.startAutocomplete('alerts add', 'when', 'e')).toThrow();
  });

  test('are not offered what is for managers, for other places or for another guild', async () => {
    const { client, discord } = await start(
      [{ ...ALERTS, default_member_permissions: '32' } as typeof ALERTS],
      false,
    );
    const ada = discord.user('ada');
    expect(() => ada.startSlash('alerts add')).toThrow('not offered');

    const onlyGuilds = { ...PAPER, contexts: [0] };
    const route = Routes.applicationCommands(discord.applicationId);
    await client.rest.put(route, { body: [onlyGuilds] });
    expect(() => ada.startSlash('paper', { query: 'x' }, { channel: 'direct' })).toThrow('not offered');
    expect(() => ada.startSlash('paper')).toThrow('option query: it is required');
    discord.expire(ada.startSlash('paper', { query: 'x' }));
  });
});
