import { beforeAll, describe, expect, it } from 'vitest';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { createSuggest } from '../../src/commands/suggest.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const room = encodeConversation('terminal', ['test']);
let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeAll(async () => {
  bot = await dispatchOver(
    [
      samplePaper({
        id: 'okafor2023roots',
        title: 'Roots of Plants',
        abstract: 'Plant roots.',
        authors: ['Ada Okafor'],
        categories: ['cs.LG'],
      }),
      samplePaper({
        id: 'okafor2024roots',
        title: 'Plant Roots Again',
        abstract: 'Plant roots.',
        authors: ['Ada Okafor'],
        categories: ['cs.CV'],
      }),
    ],
    { announces: true },
  );
  await bot.say('/follow lab');
  await bot.say('/follow author:okafor');
  await bot.say('/save plant roots again');
});

const suggest = (
  command: string,
  option: string,
  text: string,
  who: object = { actorId: 'terminal:test', room },
) =>
  createSuggest(
    bot.engine,
    async () => undefined,
    bot.announcements,
  )({ command, option, text, limit: 10, ...who });
const values = async (...asked: Parameters<typeof suggest>) =>
  (await suggest(...asked)).map(({ value }) => value);

describe('completion of what can be followed', () => {
  it('offers the kinds first, then values of the kind that is typed', async () => {
    expect(await values('follow', 'what', '')).toEqual(['lab', 'author:', 'topic:', 'category:']);
    expect(await values('follow', 'what', 'au')).toContain('author:');
    expect(await values('follow', 'what', 'oka')).toContain('author:"Ada Okafor"');
    expect(await values('follow', 'what', 'author:"Ada O')).toEqual(['author:"Ada Okafor"']);
    expect(await values('follow', 'what', 'category:')).toEqual(
      expect.arrayContaining(['category:cs.LG', 'category:cs.CV']),
    );
    expect(await values('follow', 'what', 'category:lg')).toEqual(['category:cs.LG']);
  });

  it('offers whole values, each of which is followed as it is', async () => {
    for (const value of [
      ...(await values('follow', 'what', 'oka')),
      ...(await values('follow', 'what', 'category:')),
    ])
      if (!value.endsWith(':'))
        expect(
          (await bot.say(`/follow ${value}`, { conversation: encodeConversation('terminal', ['other']) }))
            .kind,
        ).toBe('done');
  });
});

describe("completion of one's own", () => {
  it('offers the rules of this conversation, by id or words', async () => {
    expect(await suggest('unfollow', 'rule', '')).toEqual([
      { label: 'r1: new papers near to this library', value: 'r1' },
      { label: 'r2: new papers by Ada Okafor', value: 'r2' },
    ]);
    expect(await values('sample', 'rule', 'oka')).toEqual(['r2']);
    expect(await values('unfollow', 'rule', '', { room: encodeConversation('slack', ['T', 'C']) })).toEqual(
      [],
    );
    expect(await values('unfollow', 'rule', '', {})).toEqual([]);
  });

  it('offers the papers that somebody saved', async () => {
    expect(await suggest('unsave', 'paper', 'again')).toEqual([
      { label: 'Plant Roots Again', value: 'okafor2024roots' },
    ]);
    expect(await values('unsave', 'paper', '', { actorId: 'discord:1' })).toEqual([]);
    expect(await values('unsave', 'paper', '', {})).toEqual([]);
  });

  it('offers time zones and days', async () => {
    expect(await values('follow', 'zone', 'new y')).toEqual(['America/New_York']);
    expect(await values('follow', 'when', 'we')).toEqual(['weekdays', 'weekly', 'wednesday']);
  });
});
