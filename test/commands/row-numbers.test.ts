import { beforeEach, describe, expect, it } from 'vitest';
import { type Asker, dispatchOver } from '../../bench/dispatch-over.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

/** A number means the row of the list that somebody was shown last, whichever command made it and whichever takes it. */

const TITLES = ['Roots', 'Leaves', 'Bark', 'Moss', 'Rivers', 'Snow', 'Wind'];
const PAPERS = TITLES.map((word, index) =>
  samplePaper({
    id: `okafor202${index}${word.toLowerCase()}`,
    title: `${word} and the Sea`,
    abstract: `We look at ${word.toLowerCase()}.`,
    authors: ['Ada Okafor'],
    date: `202${index}-01-01`,
  }),
);

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeEach(async () => {
  bot = await dispatchOver(PAPERS, { announces: true });
});
const text = async (line: string, asker?: Asker) => renderText(await bot.say(line, asker));
const firstLine = async (line: string, asker?: Asker) => (await text(line, asker)).split('\n')[0];

describe('a number', () => {
  it('is a row of the list shown last for every command that takes a paper', async () => {
    expect(await text('/new')).toMatch(/1\. Wind and the Sea\n.*\n2\. Snow and the Sea/);
    expect(await firstLine('/save 1')).toBe('Saved for you: Wind and the Sea.');
    expect(await firstLine('/save #3')).toBe('Saved for you: Rivers and the Sea.');
    expect(await firstLine('/why 2')).toContain('Snow and the Sea');
    expect(await text('/cite 2')).toContain('title = {Snow and the Sea}');
    expect(await text('/cite 3 ris')).toContain('TI  - Rivers and the Sea');
    expect(await firstLine('/paper 4')).toContain('Moss and the Sea');
    expect(await firstLine('/related 5')).toContain('Bark and the Sea');
  });

  it('stays what it was while papers are spoken of, until another list is shown', async () => {
    await bot.say('/new');
    await bot.say('/save 2');
    expect(await firstLine('/save 1')).toBe('Saved for you: Wind and the Sea.');
    expect(await text('/saved')).toMatch(/1\. Wind.*\n.*\n2\. Snow/);
    expect(await firstLine('/unsave 1')).toBe('Off your list: Wind and the Sea.');
    // Not the second of what is left, but of what was shown.
    expect(await firstLine('/unsave 2')).toBe('Off your list: Snow and the Sea.');
  });

  it('means rows of other pages too, of those shown and of those that are still to be shown', async () => {
    for (const line of ['roots', 'leaves', 'bark', 'moss', 'rivers', 'snow', 'wind'])
      await bot.say(`/save ${line} and the sea`);
    await bot.say('/saved');
    expect(await firstLine('/unsave 7')).toBe('Off your list: Roots and the Sea.');
    await bot.say('/new');
    expect(await text('/new page:2')).toContain('6. Leaves and the Sea');
    expect(await firstLine('/save 6')).toBe(
      'Saved for you: Leaves and the Sea.'.replace('Saved for you', 'On your list already'),
    );
    expect(await firstLine('/cite 1')).toContain('wind');
    expect(await firstLine('7')).toContain('Roots and the Sea');
  });

  it('that no row has says so, and one that is no paper too', async () => {
    expect(await firstLine('/save 1')).toBe(
      '1 would be a row of a list, and none was shown to you here lately. Name the paper, or see /new first.',
    );
    await bot.say('/new');
    expect(await firstLine('/save 9')).toBe(
      'There is no 9 in the list that was shown last: it goes from 1 to 5.',
    );
    expect(await firstLine('9')).toBe('There is no 9 in the list that was shown last: it goes from 1 to 5.');
    await bot.say('/follow roots');
    await bot.say('/following');
    expect(await firstLine('/save 1')).toBe(
      '1 in the list that was shown last is no paper. Name the paper, or see /new first.',
    );
  });

  it('is of one person in one conversation', async () => {
    await bot.say('/new');
    const other = { actor: { id: 'discord:9', name: 'Bo', mayManage: false } };
    expect(await firstLine('/save 1', other)).toMatch(/^1 would be a row of a list/);
    const elsewhere = { conversation: encodeConversation('slack', ['T1', 'C1']) };
    expect(await firstLine('/save 1', elsewhere)).toMatch(/^1 would be a row of a list/);
    await bot.say('/reset');
    expect(await firstLine('/save 1')).toMatch(/^1 would be a row of a list/);
  });

  it('in plain words is the same row', async () => {
    await bot.say('/new');
    await bot.say('/new page:2');
    expect(await firstLine('save number 6')).toBe('Saved for you: Leaves and the Sea.');
    expect(await firstLine('2')).toContain('Snow and the Sea');
  });
});
