import { Routes } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { discordClients } from './client.ts';
import { matchRoute, ROUTES } from './routes.ts';

const connect = discordClients();

test('what a bot can look up', async () => {
  const { client, discord } = await connect({
    options: {
      guilds: [
        { name: 'Lab', channels: ['papers'] },
        { name: 'Elsewhere', botIsMember: false },
      ],
    },
  });
  const { rest } = client;
  const lab = discord.guild('Lab');
  const ada = discord.user('ada');
  const papers = discord.channel('papers');
  const thread = discord.addThread(papers, 'discussion');
  const direct = await rest.post(Routes.userChannels(), { body: { recipient_id: ada.id } });

  expect(await rest.get(Routes.user())).toMatchObject({ username: 'labrarian', bot: true });
  expect(await rest.get(Routes.user(ada.id))).toMatchObject({ username: 'ada', bot: false });
  expect(await rest.get(Routes.currentApplication())).toMatchObject({ id: discord.applicationId });
  expect(await rest.get(Routes.oauth2CurrentApplication())).toMatchObject({ name: 'Labrarian' });
  expect(await rest.get(Routes.userGuilds())).toMatchObject([{ name: 'Lab' }]);
  expect(await rest.get(Routes.guild(lab.id))).toMatchObject({ name: 'Lab' });
  expect(await rest.get(Routes.guildChannels(lab.id))).toMatchObject([{ name: 'papers' }]);
  expect(await rest.get(Routes.guildMember(lab.id, ada.id))).toMatchObject({ user: { id: ada.id } });
  expect(await rest.get(Routes.channel(thread.id))).toMatchObject({ parent_id: papers.id });
  expect(direct).toMatchObject({ type: 1, recipients: [{ id: ada.id }] });

  const elsewhere = discord.guild('Elsewhere');
  await expect(rest.get(Routes.guild(elsewhere.id))).rejects.toMatchObject({ code: 10004 });
  await expect(rest.get(Routes.channel(elsewhere.channels[0]?.id ?? ''))).rejects.toMatchObject({
    code: 50001,
  });
  await expect(rest.get(Routes.user('1'))).rejects.toMatchObject({ code: 10013 });
  await rest.delete(Routes.userGuild(lab.id));
  expect(await rest.get(Routes.userGuilds())).toEqual([]);
});

test('a body that is no JSON is refused, and a route that is not there is a violation', async () => {
  const { client, discord } = await connect({ expectViolations: true });
  const response = await fetch(
    `${discord.apiUrl}/v10${Routes.channelMessages(discord.channel('papers').id)}`,
    {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: '{"content":',
    },
  );
  expect([response.status, await response.json()]).toMatchObject([400, { code: 50109 }]);
  expect(discord.violations).toEqual([]);

  await expect(client.rest.get('/guilds/1/emojis')).rejects.toMatchObject({ status: 404 });
  expect(discord.violations).toMatchObject([
    { route: 'GET /api/v10/guilds/1/emojis', problem: 'no such route' },
  ]);
});

test('an interaction tells where and for whom', async () => {
  const told: unknown[] = [];
  const { discord } = await connect({
    options: {
      users: [{ name: 'ada', locale: 'de', manager: false }],
      guilds: [{ name: 'Lab', locale: 'fr' }],
    },
    onInteraction: (interaction) =>
      told.push([
        interaction.locale,
        interaction.guildLocale,
        interaction.appPermissions.has('SendMessages'),
        interaction.memberPermissions?.has('ManageGuild'),
      ]),
  });
  discord.deny(discord.channel('general'), 1n << 11n);
  discord.expire(discord.user('ada').startSlash('paper', { query: 'x' }));
  discord.expire(discord.user('ada').startSlash('paper', { query: 'x' }, { channel: 'direct' }));
  await expect
    .poll(() => told, { interval: 5 })
    .toEqual([
      ['de', 'fr', false, false],
      ['de', null, true, undefined],
    ]);
});

test('every route is found by its own path and no other', () => {
  for (const [name, template] of Object.entries(ROUTES)) {
    const [method = '', path = ''] = template.split(' ');
    expect(matchRoute(method, path.replaceAll(/:[a-z]+/g, '1'))?.name).toBe(name);
  }
});
