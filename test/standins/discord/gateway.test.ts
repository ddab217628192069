import { once } from 'node:events';
import { GatewayIntentBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createClient, discordClients } from './client.ts';
import { startDiscord } from './index.ts';

const connect = discordClients();
const soon = { interval: 5, timeout: 10_000 };

describe('a session', () => {
  test('begins with READY and the guilds', async () => {
    const { client, discord } = await connect({
      options: { guilds: [{ name: 'Lab', channels: ['general', 'papers'] }] },
    });
    expect(client.user.username).toBe('labrarian');
    expect(client.guilds.cache.map(({ name, available }) => [name, available])).toEqual([['Lab', true]]);
    expect(client.channels.cache.map((channel) => 'name' in channel && channel.name)).toEqual([
      'general',
      'papers',
    ]);
    expect(discord.gateway.identified).toMatchObject([{ intents: GatewayIntentBits.Guilds }]);
    expect(discord.gateway.sessionStartsLeft).toBe(999);
  });

  test('beats when it is asked to', async () => {
    const { client, discord } = await connect();
    const debug: string[] = [];
    client.on('debug', (line) => debug.push(line));
    discord.gateway.askForHeartbeat();
    await expect.poll(() => debug.some((line) => line.includes('Heartbeat acknowledged')), soon).toBe(true);
  });
});

describe('a broken connection is resumed, and what was missed comes once', () => {
  const breaks: Record<string, (gateway: Awaited<ReturnType<typeof connect>>['discord']['gateway']) => void> =
    {
      'TCP drop': (gateway) => gateway.drop(),
      'close 4000': (gateway) => gateway.close(4000),
      'close 1001': (gateway) => gateway.close(1001),
      'op 7': (gateway) => gateway.askToReconnect(),
      'op 9, resumable': (gateway) => gateway.invalidate(true),
    };
  for (const [name, breakIt] of Object.entries(breaks)) {
    test(name, async () => {
      const asked: string[] = [];
      const { discord } = await connect({
        onInteraction: async (interaction) => {
          if (!interaction.isChatInputCommand()) return;
          asked.push(interaction.options.getString('query', true));
          await interaction.reply('here');
        },
      });
      await discord.user('ada').slash('paper', { query: 'before' });
      breakIt(discord.gateway);
      const meanwhile = discord.user('ada').slash('paper', { query: 'meanwhile' });
      await discord.gateway.ready(2);
      await meanwhile;

      expect(asked).toEqual(['before', 'meanwhile']);
      expect(discord.gateway.resumed).toHaveLength(1);
      expect(discord.gateway.identified).toHaveLength(1);
    });
  }

  test('heartbeats that nobody acknowledges', async () => {
    const { discord } = await connect({ options: { heartbeatIntervalMs: 30 } });
    discord.gateway.ignoreHeartbeats();
    await discord.gateway.ready(2);
    expect(discord.gateway.resumed).toHaveLength(1);
  });

  test('a session that Discord has forgotten begins anew', async () => {
    const { client, discord } = await connect();
    const ready = once(client, 'shardReady');
    discord.gateway.invalidate(false);
    await ready;
    expect(discord.gateway.identified).toHaveLength(2);
  });
});

describe('an end', () => {
  for (const code of [4004, 4014]) {
    test(`close ${code} is for good`, async () => {
      const { client, discord } = await connect();
      const ended = once(client, 'shardDisconnect');
      discord.gateway.close(code);
      expect(await ended).toMatchObject([{ code }, 0]);
      expect(discord.gateway.reachable()).toBe(false);
      expect(discord.gateway.connections).toBe(1);
    });
  }

  test('a token that is wrong, an intent that was not granted, no session starts left', async () => {
    const discord = await startDiscord({ sessionStartsLeft: 1 });
    const wrong = createClient(discord);
    await expect(wrong.login('MTIz.abc.def')).rejects.toMatchObject({ code: 'TokenInvalid' });

    const curious = createClient(discord, [GatewayIntentBits.MessageContent]);
    curious.on('error', () => undefined);
    const ended = once(curious, 'shardDisconnect');
    await Promise.race([curious.login(discord.token).catch(() => undefined), ended]);
    expect(await ended).toMatchObject([{ code: 4014 }, 0]);

    const first = createClient(discord);
    await first.login(discord.token);
    await discord.gateway.ready();
    await expect(createClient(discord).login(discord.token)).rejects.toThrow('Not enough sessions remaining');
    await first.destroy();
    await curious.destroy();
    await discord.stop();
  });

  test('a server that closes before HELLO is tried again', async () => {
    const discord = await startDiscord();
    const client = createClient(discord);
    discord.gateway.refuseConnections(1);
    const login = client.login(discord.token);
    await discord.gateway.ready();
    await login;
    expect(discord.gateway.connections).toBe(2);
    await client.destroy();
    await discord.stop();
  });
});

describe('events', () => {
  test('may come twice, late or out of order', async () => {
    const asked: string[] = [];
    const { discord } = await connect({
      onInteraction: (interaction) => {
        if (interaction.isChatInputCommand()) asked.push(interaction.options.getString('query', true));
      },
    });
    const ada = discord.user('ada');
    discord.gateway.twiceNext('INTERACTION_CREATE');
    ada.startSlash('paper', { query: 'twice' });
    const release = discord.gateway.holdNext('INTERACTION_CREATE');
    ada.startSlash('paper', { query: 'held' });
    ada.startSlash('paper', { query: 'next' });
    release();
    await expect.poll(() => asked, soon).toEqual(['twice', 'twice', 'next', 'held']);
  });

  test('may be malformed', async () => {
    const { client, discord } = await connect();
    const raw: string[] = [];
    client.on('raw', ({ t }: { t: string }) => raw.push(t));
    discord.gateway.emitRaw('MESSAGE_DELETE', {});
    await expect.poll(() => raw, soon).toEqual(['MESSAGE_DELETE']);
  });

  test('tell of guilds that are away, back, new and gone, and of channels', async () => {
    const { client, discord } = await connect();
    const told: string[] = [];
    client.on('raw', ({ t, d }: { t: string; d: { unavailable?: boolean } }) =>
      told.push(d.unavailable ? `${t} unavailable` : t),
    );
    const lab = discord.guild('Lab');
    discord.beginOutage(lab);
    discord.endOutage(lab);
    const other = discord.addGuild({ name: 'Other lab' });
    const channel = discord.addChannel(other, 'papers');
    discord.addThread(channel, 'discussion');
    discord.deleteChannel(channel);
    discord.removeBot(other);
    await expect.poll(() => told.length, soon).toBe(7);

    expect(told).toEqual([
      'GUILD_DELETE unavailable',
      'GUILD_CREATE',
      'GUILD_CREATE',
      'CHANNEL_CREATE',
      'THREAD_CREATE',
      'CHANNEL_DELETE',
      'GUILD_DELETE',
    ]);
    expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Lab']);
  });
});

describe('a client that breaks the rules is closed with', () => {
  const identify = { token: 'x', intents: 0, properties: {} };
  const cases: [string, number, string][] = [
    ['no JSON', 4002, 'hello'],
    ['an unknown opcode', 4001, '{"op":99}'],
    ['something before IDENTIFY', 4003, '{"op":3,"d":{}}'],
    ['a wrong token', 4004, JSON.stringify({ op: 2, d: identify })],
    ['more than 4096 bytes', 4002, JSON.stringify({ op: 1, d: null, padding: 'x'.repeat(4096) })],
  ];
  test.each(cases)('%s: %i', async (_, code, sent) => {
    const discord = await startDiscord();
    const socket = new WebSocket(discord.apiUrl.replace('http', 'ws').replace('/api', '/gateway?v=10'));
    await once(socket, 'open');
    socket.send(sent);
    const [closed] = await once(socket, 'close');
    expect(closed).toBe(code);
    await discord.stop();
  });

  test('intents that do not exist: 4013; too many sends: 4008', async () => {
    const discord = await startDiscord();
    const open = async () => {
      const socket = new WebSocket(discord.apiUrl.replace('http', 'ws').replace('/api', '/gateway?v=10'));
      await once(socket, 'open');
      return socket;
    };
    const curious = await open();
    curious.send(JSON.stringify({ op: 2, d: { ...identify, token: discord.token, intents: 2 ** 30 } }));
    expect((await once(curious, 'close'))[0]).toBe(4013);
    const hasty = await open();
    for (let count = 0; count <= 120; count += 1) hasty.send('{"op":1,"d":null}');
    expect((await once(hasty, 'close'))[0]).toBe(4008);
    await discord.stop();
  });
});
