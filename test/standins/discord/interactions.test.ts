import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { discordClients, PAPER } from './client.ts';

const connect = discordClients();

const button = (id: string, label: string) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary),
  );

describe('a slash command', () => {
  test('is answered at once, for everybody or for the asker alone', async () => {
    const { discord } = await connect({
      onInteraction: (interaction) =>
        interaction.isChatInputCommand() &&
        interaction.reply({
          content: `${interaction.options.getString('query')} ${interaction.locale} ${interaction.guildLocale}`,
          ...(interaction.user.username === 'bob' ? { flags: MessageFlags.Ephemeral } : {}),
        }),
      options: { users: [{ name: 'ada', locale: 'de' }, 'bob'] },
    });
    const open = await discord.user('ada').slash('paper', { query: 'graphs' });
    const secret = await discord.user('bob').slash('paper', { query: 'trees' });

    expect(open).toMatchObject({ state: 'answered', visibility: 'public', edits: 0 });
    expect(open.message?.content).toBe('graphs de en-US');
    expect(secret).toMatchObject({ visibility: 'ephemeral', message: { content: 'trees en-US en-US' } });
    expect(discord.messages(discord.channel('general')).map(({ content }) => content)).toEqual([
      'graphs de en-US',
    ]);
  });

  test('is deferred, edited, followed up and deleted, and the person sees each step', async () => {
    const steps: string[] = [];
    const { discord } = await connect({
      onInteraction: async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.deferReply();
        steps.push(view.state, String(view.message?.flags));
        await interaction.editReply({ content: 'first' });
        steps.push(view.state, String(view.message?.content));
        await interaction.editReply({ content: 'second' });
        const more = await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
        await interaction.webhook.editMessage(more, { content: 'more of it' });
        await interaction.deleteReply();
      },
    });
    const view = discord.user('ada').startSlash('paper', { query: 'x' });
    await view.until(({ state }) => state === 'deleted');

    expect(steps).toEqual(['deferred', String(MessageFlags.Loading), 'answered', 'first']);
    expect(view.edits).toBe(2);
    expect(view.followUps.map(({ content }) => content)).toEqual(['more of it']);
    expect(discord.messages(discord.channel('general'))).toEqual([]);
  });

  test('in a direct channel, in a thread and in a server where only people installed the app', async () => {
    const seen: unknown[] = [];
    const { discord } = await connect({
      options: {
        guilds: [
          { name: 'Lab', channels: ['papers'] },
          { name: 'Elsewhere', channels: ['lobby'], botIsMember: false },
        ],
        commands: [{ ...PAPER, integration_types: [0, 1], contexts: [0, 1, 2] }],
      },
      onInteraction: async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        seen.push([interaction.context, interaction.inGuild(), interaction.authorizingIntegrationOwners]);
        await interaction.reply('here');
        if (interaction.context === 0 && interaction.guild === null) {
          for (let count = 0; count < 5; count += 1) await interaction.followUp('more');
          await expect(interaction.followUp('too much')).rejects.toMatchObject({ code: 40094 });
        }
      },
    });
    const ada = discord.user('ada');
    const thread = discord.addThread(discord.channel('papers'), 'reading group');
    const direct = await ada.slash('paper', { query: 'x' }, { channel: 'direct' });
    const inThread = await ada.slash('paper', { query: 'x' }, { channel: thread });
    const elsewhere = await ada.slash('paper', { query: 'x' }, { channel: discord.channel('lobby') });
    await elsewhere.until(({ followUps }) => followUps.length === 5);

    expect(direct.message?.channel_id).toBe(discord.direct('ada').id);
    expect(inThread.message?.channel_id).toBe(thread.id);
    expect(seen).toMatchObject([
      [1, false, {}],
      [0, true, {}],
      [0, true, {}],
    ]);
  });

  test('in the layout of components alone, which an edit cannot leave', async () => {
    const { discord } = await connect({
      onInteraction: async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.deferReply();
        const text = new TextDisplayBuilder().setContent('**bold**');
        await interaction.editReply({ components: [text], flags: MessageFlags.IsComponentsV2 });
        await expect(interaction.editReply({ content: 'plain' })).rejects.toMatchObject({ code: 50035 });
        await interaction.deleteReply();
      },
    });
    const view = discord.user('ada').startSlash('paper', { query: 'x' });
    await view.until(({ edits }) => edits === 1);
    expect(view.message?.components).toEqual([{ type: 10, id: 1, content: '**bold**' }]);
    await view.until(({ state }) => state === 'deleted');
  });
});

describe('the order and the time of responses', () => {
  test('a second answer is refused, and so is a late one and one after the token has expired', async () => {
    let now = Date.now();
    const codes: unknown[] = [];
    const { discord } = await connect({
      options: { now: () => now },
      onInteraction: async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        const query = interaction.options.getString('query', true);
        if (query === 'late') now += 3001;
        await interaction.reply('one').catch(({ code }) => codes.push(code));
        if (query === 'late') return;
        const again = { type: 4, data: { content: 'two', allowed_mentions: { parse: [] } } };
        await interaction.client.rest
          .post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body: again, auth: false })
          .catch(({ code }) => codes.push(code));
        now += 15 * 60_000 + 1;
        await interaction.editReply('three').catch(({ code }) => codes.push(code));
      },
    });
    await discord.user('ada').slash('paper', { query: 'twice' });
    await expect.poll(() => codes, { interval: 5 }).toEqual([40060, 50027]);
    const late = await discord.user('ada').slash('paper', { query: 'late' });

    expect(late.state).toBe('failed');
    await expect.poll(() => codes, { interval: 5 }).toEqual([40060, 50027, 10062]);
  });

  test('nobody waits longer than the deadline, and nobody at all where no bot is connected', async () => {
    const { discord, client } = await connect({ options: { respondWithinMs: 20 } });
    const unanswered = await discord.user('ada').slash('paper', { query: 'x' });
    await client.destroy();
    await expect.poll(() => discord.gateway.reachable(), { interval: 5 }).toBe(false);
    const unheard = await discord.user('ada').slash('paper', { query: 'x' });

    expect([unanswered.state, unheard.state]).toEqual(['failed', 'failed']);
  });

  test('expire ends a wait by hand', async () => {
    const { discord } = await connect();
    const view = discord.user('ada').startSlash('paper', { query: 'x' });
    discord.expire(view);
    expect(view.state).toBe('failed');
  });
});

describe('completion', () => {
  test('gives choices, and the chosen value comes back', async () => {
    const { discord } = await connect({
      onInteraction: (interaction) =>
        interaction.isAutocomplete() &&
        interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'id-1' }]),
    });
    const choices = await discord.user('ada').autocomplete('paper', 'query', 'gra');
    expect(choices).toEqual([{ name: 'gra!', value: 'id-1' }]);
  });
});

describe('components', () => {
  test('a press updates the message in place, now or after a defer, or brings another one', async () => {
    const { discord } = await connect({
      onInteraction: async (interaction) => {
        if (interaction.isChatInputCommand()) {
          await interaction.reply({ content: 'page 1', components: [button('page:2', 'Next page')] });
        }
        if (!interaction.isButton()) return;
        if (interaction.customId === 'page:2') {
          await interaction.update({ content: 'page 2', components: [button('page:3', 'Next page')] });
        }
        if (interaction.customId === 'page:3') {
          await interaction.deferUpdate();
          await interaction.editReply({ content: 'page 3', components: [button('cite', 'Cite')] });
        }
        if (interaction.customId === 'cite') {
          await interaction.reply({ content: '@article{}', flags: MessageFlags.Ephemeral });
        }
      },
    });
    const ada = discord.user('ada');
    const first = await ada.slash('paper', { query: 'x' });
    const second = await ada.press(first.message, 'Next page');
    const third = await ada.press(second.message, 'page:3');
    const cite = await ada.press(third.message, 'Cite');

    expect(first.message).toBe(third.message);
    expect(first.message?.content).toBe('page 3');
    expect(discord.messages(discord.channel('general'))).toHaveLength(1);
    expect(cite).toMatchObject({ visibility: 'ephemeral', message: { content: '@article{}' } });
    expect(() => ada.startPress(third.message, 'Next page')).toThrow('No component Next page');
  });

  test('a form is opened by a command or a press, and sent off', async () => {
    const form = new ModalBuilder()
      .setCustomId('note:1')
      .setTitle('A note')
      .addLabelComponents(
        new LabelBuilder()
          .setLabel('Text')
          .setTextInputComponent(new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Short)),
      );
    const { discord } = await connect({
      onInteraction: async (interaction) => {
        if (interaction.isChatInputCommand()) await interaction.showModal(form);
        if (!interaction.isModalSubmit()) return;
        await interaction.reply(`${interaction.customId}: ${interaction.fields.getTextInputValue('text')}`);
      },
    });
    const ada = discord.user('ada');
    const opened = await ada.slash('paper', { query: 'x' });
    const sent = await ada.submit(opened, { text: 'read this' });

    expect(opened).toMatchObject({ state: 'modal', modal: { title: 'A note' } });
    expect(sent.message?.content).toBe('note:1: read this');
  });
});
