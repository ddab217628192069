import { beforeEach, describe, expect, it } from 'vitest';
import { type Asker, dispatchOver } from '../../bench/dispatch-over.ts';
import { yesOrNo } from '../../src/commands/yes-or-no.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

describe('yesOrNo', () => {
  it.each(['yes', 'Y', 'Yes!', 'yes please', 'ok', 'ja', 'Ja, bitte.', 'do it', 'j'])(
    '%s is a yes',
    (typed) => {
      expect(yesOrNo(typed)).toBe('yes');
    },
  );
  it.each(['no', 'N', 'nope.', 'nein', 'Nein danke', 'No, thank you', "don't", 'cancel', 'nö'])(
    '%s is a no',
    (typed) => {
      expect(yesOrNo(typed)).toBe('no');
    },
  );
  it.each(['', 'please', 'yes and no', 'no code', 'which papers?', 'okafor', '?'])(
    '%s is neither',
    (typed) => {
      expect(yesOrNo(typed)).toBeUndefined();
    },
  );
});

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeEach(async () => {
  bot = await dispatchOver(
    [samplePaper({ id: 'okafor2023roots', title: 'Roots of Plants', authors: ['Ada Okafor'] })],
    {
      announces: true,
    },
  );
});
const firstLine = async (line: string, asker?: Asker) =>
  renderText(await bot.say(line, asker)).split('\n')[0];
const here = () => bot.announcements.following(encodeConversation('terminal', ['test']));

describe('a question that can be answered by yes', () => {
  it.each([
    ['follow roots', 'You now follow new papers about roots.'],
    ['/follow', 'You now follow new papers near to this library.'],
    ['/follow roots zone:Berlni', 'You now follow new papers about roots.'],
    ['/follow authr:okafor', 'You now follow new papers by Ada Okafor.'],
    ['/follwing', 'You follow nothing yet.'],
  ])('%s', async (line, done) => {
    await bot.say(line);
    expect(await here()).toEqual([]);
    expect(await firstLine('yes')).toBe(done);
  });

  it('is answered by no, and then nothing is done, nor by a yes after it', async () => {
    await bot.say('/follow roots');
    await bot.say('stop following roots');
    expect(await firstLine('nein')).toBe('All right, nothing was changed.');
    await bot.say('yes');
    expect(await here()).toHaveLength(1);
    await bot.say('stop following roots');
    expect(await firstLine('ja')).toBe('You no longer follow new papers about roots.');
  });

  it('is open for one turn, whatever that turn was', async () => {
    for (const between of ['/saved', '/save xyzzy plugh', '/help nonsense', 'who wrote roots of plants?']) {
      await bot.say('follow roots');
      await bot.say(between);
      await bot.say('yes');
      expect(await here(), between).toEqual([]);
    }
  });

  it('is open to who was asked alone', async () => {
    await bot.say('follow roots');
    await bot.say('yes', { actor: { id: 'discord:9', name: 'Bo', mayManage: false } });
    expect(await here()).toEqual([]);
  });

  it('asks for the rights of what it does', async () => {
    bot = await dispatchOver([], { announces: true, followRights: 'admins' });
    const asker = { isDirect: false, actor: { id: 'discord:9', name: 'Bo', mayManage: false } };
    await bot.say('follow roots', asker);
    expect(await firstLine('yes', asker)).toMatch(/^Only those who manage this place/);
    expect(await here()).toEqual([]);
  });
});
