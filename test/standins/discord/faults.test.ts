import { Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { discordClients } from './client.ts';
import type { Fault } from './faults.ts';

const connect = discordClients();
const BODY = { content: 'news', allowed_mentions: { parse: [] } };

async function postWith(fault: Fault | undefined) {
  const { client, discord } = await connect();
  const papers = discord.channel('papers');
  if (fault) discord.faults.on('createMessage', fault);
  const post = () => client.rest.post(Routes.channelMessages(papers.id), { body: BODY });
  return { discord, post, stored: () => discord.messages(papers).length };
}

describe('a request may be', () => {
  const statuses = [401, 403, 404, 500, 502, 503];
  test.each(statuses)('answered with %i', async (status) => {
    const { discord, post, stored } = await postWith({ kind: 'status', status });
    await expect(post()).rejects.toMatchObject({ status });
    expect(stored()).toBe(0);
    expect(discord.requestsTo('createMessage').map((request) => request.status)).toEqual([status]);
  });

  test('answered with an error of Discord', async () => {
    const { post } = await postWith({ kind: 'status', status: 403, code: 50001, message: 'Missing Access' });
    await expect(post()).rejects.toMatchObject({ code: 50001, message: 'Missing Access' });
  });

  test.each(['user', 'global', 'shared'] as const)('limited, scope %s, and sent again', async (scope) => {
    const { discord, post, stored } = await postWith({ kind: 'rateLimit', scope, retryAfterS: 0.02 });
    await post();
    expect(stored()).toBe(1);
    expect(discord.requestsTo('createMessage').map(({ status }) => status)).toEqual([429, 200]);
  });

  test('left without a reply', async () => {
    const { client, discord } = await connect();
    client.rest.options.timeout = 30;
    discord.faults.on('createMessage', { kind: 'hang' });
    const papers = discord.channel('papers');
    const post = client.rest.post(Routes.channelMessages(papers.id), { body: BODY });
    await expect(post).rejects.toMatchObject({ name: 'AbortError' });
    expect(discord.messages(papers)).toEqual([]);
  });

  test('cut off before the work is done', async () => {
    const { post, stored } = await postWith({ kind: 'reset' });
    await expect(post()).rejects.toThrow();
    expect(stored()).toBe(0);
  });

  test('cut off after the work is done', async () => {
    const { discord, post, stored } = await postWith({ kind: 'lostReply' });
    await expect(post()).rejects.toThrow();
    expect(stored()).toBe(1);
    expect(discord.requestsTo('createMessage').map(({ status }) => status)).toEqual([undefined]);
  });

  test('answered with an error, or not at all, after the work is done', async () => {
    const { discord, post, stored } = await postWith({ kind: 'status', status: 502, afterWork: true });
    await expect(post()).rejects.toMatchObject({ status: 502 });
    expect(stored()).toBe(1);
    discord.faults.on('createMessage', { kind: 'hang', afterWork: true });
    void post().catch(() => undefined);
    await expect.poll(stored).toBe(2);
  });

  test('answered with a page of a proxy', async () => {
    const { post } = await postWith({ kind: 'garbage', status: 502 });
    await expect(post()).rejects.toMatchObject({ status: 502 });
  });

  test('delayed', async () => {
    const { post, stored } = await postWith({ kind: 'delay', ms: 5 });
    await post();
    expect(stored()).toBe(1);
  });

  test('held back while another one goes first', async () => {
    const { client, discord } = await connect();
    const [papers, general] = [discord.channel('papers'), discord.channel('general')];
    const held = discord.faults.hold('createMessage');
    const first = client.rest.post(Routes.channelMessages(papers.id), { body: BODY });
    await held.arrived;
    await client.rest.post(Routes.channelMessages(general.id), { body: BODY });
    expect([discord.messages(papers).length, discord.messages(general).length]).toEqual([0, 1]);
    held.release();
    await first;
    expect(discord.messages(papers)).toHaveLength(1);
  });

  test('held after its work, so that its effect is seen before its reply', async () => {
    const { client, discord } = await connect();
    const papers = discord.channel('papers');
    const held = discord.faults.hold('createMessage', 'reply');
    const post = client.rest.post(Routes.channelMessages(papers.id), { body: BODY });
    await held.arrived;
    expect(discord.messages(papers)).toHaveLength(1);
    held.release();
    await post;
  });
});

test('a fault hits as often as it was told, on its route or on all', async () => {
  const { client, discord } = await connect();
  discord.faults.on('*', { kind: 'status', status: 503 }, 2);
  discord.faults.on('getOwnUser', { kind: 'status', status: 500 }, Number.POSITIVE_INFINITY);
  const statuses = async () => {
    const results = [];
    for (const path of [Routes.user(), Routes.currentApplication()] as const) {
      results.push(
        await client.rest.get(path).then(
          () => 200,
          ({ status }) => status,
        ),
      );
    }
    return results;
  };
  expect(await statuses()).toEqual([503, 503]);
  expect(await statuses()).toEqual([500, 200]);
  discord.faults.clear();
  expect(await statuses()).toEqual([200, 200]);
});

test('a bot whose token was revoked is refused on every route but those with a token of their own', async () => {
  const { client, discord } = await connect();
  client.rest.setToken('MTIz.abc.def');
  await expect(client.rest.get(Routes.user())).rejects.toMatchObject({ status: 401 });
  expect(discord.requestsTo('getOwnUser').at(-1)?.status).toBe(401);
});
