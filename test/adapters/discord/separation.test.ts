import fc from 'fast-check';
import { expect, it } from 'vitest';
import { paragraph, reply } from '../../../src/reply/build.ts';
import { botOnDiscord } from './bot-on-discord.ts';
import { textOf } from './message-text.ts';

/** Where can be asked: two servers with two channels each, a thread, and two people's direct messages. */
const PLACES = ['one', 'two', 'three', 'four', 'thread', 'direct'] as const;
const ask = fc.record({ place: fc.constantFrom(...PLACES), person: fc.constantFrom('ada', 'bob') });

it('no server, channel or person ever sees what was said elsewhere', async () => {
  const said = new Map<string, string[]>();
  const { discord } = await botOnDiscord({
    discord: {
      guilds: [
        { name: 'Lab', channels: ['one', 'two'] },
        { name: 'Other', channels: ['three', 'four'] },
      ],
    },
    parts: {
      // Core that shows everything it remembers of a conversation.
      dispatch: async ({ conversation, args }) => {
        const memory = [...(said.get(conversation) ?? []), args.question ?? ''];
        said.set(conversation, memory);
        return reply({ kind: 'answer', blocks: [paragraph(memory.join(' '))] });
      },
    },
  });
  const thread = discord.addThread(discord.channel('one'), 'thread');
  const channelOf = (place: (typeof PLACES)[number]) =>
    place === 'direct' ? 'direct' : place === 'thread' ? thread : discord.channel(place);
  const expected = new Map<string, string[]>();
  let number = 0;

  await fc.assert(
    fc.asyncProperty(fc.array(ask, { minLength: 1, maxLength: 8 }), async (asks) => {
      for (const { place, person } of asks) {
        number += 1;
        const key = place === 'direct' ? `direct ${person}` : place;
        const memory = [...(expected.get(key) ?? []), `q${number}`];
        expected.set(key, memory);
        const view = await discord
          .user(person)
          .slash('ask', { question: `q${number}` }, { channel: channelOf(place) });
        expect(textOf(view.message)).toBe(memory.join(' '));
      }
    }),
    { numRuns: 4 },
  );
});
