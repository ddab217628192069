import { expect, it, vi } from 'vitest';
import type { CommandRequest } from '../../../src/adapter.ts';
import { botOnDiscord, core } from './bot-on-discord.ts';

it('says who may manage the server, and where nobody reads along', async () => {
  const asked: CommandRequest[] = [];
  const { discord } = await botOnDiscord({
    discord: { users: ['ada', { name: 'bob', manager: false }] },
    parts: {
      dispatch: (request) => {
        asked.push(request);
        return core.dispatch(request);
      },
    },
  });
  const [ada, bob] = [discord.user('ada'), discord.user('bob')];
  await ada.slash('help', {});
  await bob.slash('help', {});
  await bob.slash('help', {}, { channel: 'direct' });
  for (const person of [ada, bob])
    person.say(discord.channel('general'), `<@${discord.applicationId}> /help`);
  await vi.waitFor(() => expect(asked).toHaveLength(5));
  expect(asked.map(({ actor, isDirect }) => [actor.name, actor.mayManage, isDirect])).toEqual([
    ['ada', true, false],
    ['bob', false, false],
    ['bob', true, true],
    ['ada', true, false],
    ['bob', false, false],
  ]);
});
