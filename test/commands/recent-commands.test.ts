import { beforeAll, describe, expect, it } from 'vitest';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const PAPERS = Array.from({ length: 12 }, (_, at) =>
  samplePaper({
    id: `okafor2023moss${at + 1}`,
    title: `Moss Growth in Valley Number ${at + 1}`,
    abstract: `We measure moss growth in a valley. The rate is ${at + 2}.5 mm a year.`,
    authors: ['Ada Okafor'],
    date: `2023-05-${String(at + 1).padStart(2, '0')}`,
  }),
);
const GUEST = { id: 'slack:guest', name: 'guest', mayManage: false };
const CHANNEL = { actor: GUEST, conversation: encodeConversation('terminal', ['channel']), isDirect: false };

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeAll(async () => {
  bot = await dispatchOver(PAPERS, { announces: true });
});
const text = async (line: string) => renderText(await bot.say(line));

describe('a command that there is not', () => {
  it('is suggested with what was typed behind it, one press or "yes" away', async () => {
    const reply = await bot.say('/athor okafor');
    expect(renderText(reply)).toMatch(
      /^There is no command \/athor\. Did you mean \/author okafor\? Say “yes”/,
    );
    expect(reply.actions[0]).toEqual({
      type: 'command',
      label: '/author okafor',
      state: { command: 'author', args: { name: 'okafor' } },
    });
    expect(await text('yes')).toMatch(/^Ada Okafor: 12 papers/);
  });

  it.each([
    ['/papr moss year:2023 page:2', { command: 'paper', args: { query: 'moss', year: '2023' }, page: 2 }],
    ['/search moss', { command: 'paper', args: { query: 'moss' } }],
    ['/serch moss', { command: 'paper', args: { query: 'moss' } }],
    ['/subscribe topic:moss', { command: 'follow', args: { what: 'topic:moss' } }],
  ])('%s', async (line, state) => {
    expect((await bot.say(line)).confirms).toEqual(state);
  });

  it('leads to a question where no command is near, without keeping its text', async () => {
    expect((await bot.say('/foo moss')).confirms).toBeUndefined();
    const reply = await bot.say('/xyzzy how fast does moss grow?');
    expect(reply.confirms).toBeUndefined();
    expect(reply.actions[0]).toMatchObject({
      state: { command: 'ask', args: { question: 'how fast does moss grow?' } },
    });
  });

  it('is offered for one message only, and to whom it was offered', async () => {
    await bot.say('/athor okafor');
    expect(renderText(await bot.say('yes', CHANNEL))).not.toContain('Ada Okafor');
    await bot.say('how many papers are there?');
    expect(await text('yes')).not.toMatch(/^Ada Okafor: 12 papers/);
  });
});

describe('yes', () => {
  it('follows what was offered', async () => {
    expect(await text('notify me about new papers on moss')).toMatch(/^Follow new papers about moss\?/);
    expect(await text('yes please')).toMatch(/^You now follow new papers about moss/);
    expect(await text('/undo')).toMatch(
      /^Undone: You now follow new papers about moss[\s\S]*\nYou no longer follow new papers about moss/,
    );
  });
});

describe('undo', () => {
  it('takes back what was done last, also after questions, and once', async () => {
    await bot.say('/save okafor2023moss1');
    await bot.say('how many papers are there?');
    expect(await text('undo that')).toMatch(/^Undone: Saved for you: Moss Growth in Valley Number 1\./);
    expect(await text('/saved')).toMatch(/empty|nothing|no paper/i);
  });

  it('says what can be undone where nothing was done', async () => {
    await bot.say('/reset');
    await bot.say('papers about moss');
    const none = await text('/undo');
    expect(none).toMatch(/^You have done nothing here lately that could be undone\./);
    expect(none).toContain('ask for papers, which changes nothing');
    expect(none).toContain('/add, /remove, /follow, /unfollow, /save, /unsave');
  });
});

describe('a card opened from a list', () => {
  const back = { type: 'command', label: 'Back to the list' };

  it.each([
    ['/topic moss page:2', { command: 'topic', args: { words: 'moss' }, page: 2 }],
    ['/author okafor', { command: 'author', args: { name: 'okafor' } }],
    ['which papers are about moss?', { command: 'ask', args: { question: 'which papers are about moss?' } }],
  ])('leads back to %s', async (line, state) => {
    await bot.say('/reset');
    const list = await bot.say(line);
    const [first] = list.papers;
    const card = await bot.say(`/paper ${first?.id}`);
    expect(card.kind).toBe('card');
    expect(card.actions).toContainEqual({ ...back, state });
    expect((await bot.request(state)).blocks).toEqual(list.blocks);
    await bot.say(`/paper ${first?.id}`);
    expect((await bot.say('back to the list')).blocks).toEqual(list.blocks);
  });

  it('leads nowhere from a paper that was in no list, nor from a list that cannot be asked for again', async () => {
    await bot.say('/reset');
    expect((await bot.say('/paper okafor2023moss1')).actions).not.toContainEqual(
      expect.objectContaining(back),
    );
    await bot.say('/topic moss');
    const narrowed = await bot.say('only those of May 2023');
    expect(narrowed.papers.length).toBeGreaterThan(1);
    const card = await bot.say(`/paper ${narrowed.papers[0]?.id}`);
    expect(card.actions).not.toContainEqual(expect.objectContaining(back));
  });
});

describe('a question about the bot', () => {
  it('is answered with the command, an example and its tip', async () => {
    const reply = await bot.say('how do I add my own papers?');
    expect(reply.kind).toBe('help');
    expect(renderText(reply)).toMatch(/^\/add PAPER[\s\S]*- \/add 2101\.00001[\s\S]*inbox[\s\S]*\/help add/);
    expect(await text('where are my saved papers?')).toContain('/saved');
  });

  it('keeps what was spoken of', async () => {
    await bot.say('/paper okafor2023moss1');
    await bot.say('how do I save a paper?');
    expect(await text('who wrote it?')).toContain('Ada Okafor');
  });
});
