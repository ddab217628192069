import { describe, expect, it } from 'vitest';
import { dispatchOver } from '../../../bench/dispatch-over.ts';
import { readPapers } from '../../../bench/question-eval.ts';
import { createSuggest } from '../../../src/commands/suggest.ts';
import { shippedDataPath } from '../../../src/shipped-data.ts';
import { botOnDiscord } from './bot-on-discord.ts';
import { labelsOf, textOf } from './message-text.ts';

async function botThatAnnounces() {
  const core = await dispatchOver(readPapers(shippedDataPath('papers.json')), { announces: true });
  const suggest = createSuggest(core.engine, async () => undefined, core.announcements);
  const bot = await botOnDiscord({ parts: { dispatch: core.dispatch, suggest } });
  return { ...bot, core };
}

describe('following in Discord', () => {
  it('tells everybody what changes for everybody, with a way back', async () => {
    const { discord } = await botThatAnnounces();
    const ada = discord.user('ada');
    const view = await ada.slash('follow', {
      what: 'author:kaissis',
      when: 'weekly',
      at: '9am',
      zone: 'berlin',
    });

    expect(view).toMatchObject({ state: 'answered', visibility: 'public' });
    expect(textOf(view.message)).toContain('This channel now follows **new papers by Georgios Kaissis**.');
    expect(textOf(view.message)).toContain(
      'Every Monday at 09:00 (Europe/Berlin), in this channel, for everybody',
    );
    expect(labelsOf(view.message)).toEqual(['Send a sample now', 'Following', 'Undo']);

    await ada.press(view.message, 'Undo');
    expect(textOf(view.message)).toContain(
      'This channel no longer follows **new papers by Georgios Kaissis**.',
    );
    await ada.press(view.message, 'Undo');
    expect(textOf(view.message)).toContain('**new papers by Georgios Kaissis** again.');
    expect(textOf((await ada.slash('following')).message)).toContain('r1 · asked by ada');
  });

  it('follows what was searched at one press', async () => {
    const { discord } = await botThatAnnounces();
    const ada = discord.user('ada');
    const { message } = await ada.slash('topic', { words: 'differential privacy' });
    await ada.press(message, 'Follow this');

    expect(textOf(message)).toContain(
      'This channel now follows **new papers about "differential privacy"**.',
    );
  });

  it('tells everybody of it also where the button stands under a private reply, or was pressed by somebody else', async () => {
    const { discord } = await botThatAnnounces();
    const [ada, bob] = [discord.user('ada'), discord.user('bob')];
    const hidden = await ada.slash('topic', { words: 'differential privacy', hide: true });
    const followed = await ada.press(hidden.message, 'Follow this');
    expect(followed).toMatchObject({ state: 'answered', visibility: 'public' });
    expect(textOf(followed.message)).toContain('This channel now follows');
    expect(textOf(hidden.message)).not.toContain('This channel now follows');

    const shown = await ada.slash('following');
    const stopped = await bob.press(shown.message, 'Unfollow');
    expect(stopped).toMatchObject({ state: 'answered', visibility: 'public' });
    expect(textOf(stopped.message)).toContain('This channel no longer follows');
    expect(textOf(shown.message)).toContain('This channel follows this:');
    const again = await bob.press(shown.message, 'Unfollow');
    expect(textOf(again.message)).toContain('This channel follows nothing.');
  });

  it('keeps to one person what is saved, and offers to show it to nobody', async () => {
    const { discord } = await botThatAnnounces();
    const ada = discord.user('ada');
    const saved = await ada.slash('save', { paper: 'relationformer' });
    expect(saved).toMatchObject({ state: 'answered', visibility: 'ephemeral' });
    expect(labelsOf(saved.message)).toEqual(['Undo', 'Saved papers']);
    expect(textOf((await ada.slash('saved')).message)).toContain('You saved 1 paper:');
    expect(textOf((await discord.user('bob').slash('saved')).message)).toContain('Nothing saved yet');
  });

  it('completes what can be followed, and what is followed and saved by whom and where', async () => {
    const { discord } = await botThatAnnounces();
    const ada = discord.user('ada');
    expect((await ada.autocomplete('follow', 'what', '')).map(({ value }) => value)).toEqual([
      'lab',
      'author:',
      'topic:',
      'category:',
    ]);
    expect(await ada.autocomplete('follow', 'what', 'author:kais')).toContainEqual(
      expect.objectContaining({ value: 'author:"Georgios Kaissis"' }),
    );
    expect(await ada.autocomplete('follow', 'zone', 'berl')).toEqual([
      { name: 'Europe/Berlin', value: 'Europe/Berlin' },
    ]);
    await ada.slash('follow', { what: 'lab' });
    expect(await ada.autocomplete('unfollow', 'rule', '')).toEqual([
      { name: 'r1: new papers near to this library', value: 'r1' },
    ]);
    await ada.slash('save', { paper: 'relationformer' });
    expect(await ada.autocomplete('unsave', 'paper', 'relat')).toHaveLength(1);
    expect(await discord.user('bob').autocomplete('unsave', 'paper', '')).toEqual([]);
  });
});
