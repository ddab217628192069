import { beforeEach, describe, expect, it } from 'vitest';
import { type Asker, dispatchOver } from '../../../bench/dispatch-over.ts';
import { encodeConversation } from '../../../src/conversation.ts';
import { renderText } from '../../../src/reply/render-text.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { samplePaper } from '../../engine/sample-papers.ts';

const PAPERS = [
  samplePaper({
    id: 'okafor2023roots',
    title: 'Roots of Plants',
    abstract: 'Roots grow downwards in soil.',
    authors: ['Ada Okafor'],
  }),
  samplePaper({
    id: 'okafor2024roots',
    title: 'Roots of Trees',
    abstract: 'Roots grow deep in soil.',
    authors: ['Ada Okafor'],
  }),
  samplePaper({
    id: 'lang2024leaves',
    title: 'Is it Green?',
    abstract: 'Leaves are green.',
    authors: ['Bo Lang'],
  }),
];

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeEach(async () => {
  bot = await dispatchOver(PAPERS, { announces: true });
});
const text = async (line: string, asker?: Asker) => renderText(await bot.say(line, asker));
const firstLine = async (line: string) => (await text(line)).split('\n')[0];
const here = () => bot.announcements.following(encodeConversation('terminal', ['test']));
async function press(reply: Reply, label: RegExp): Promise<Reply> {
  const action = reply.actions.find((one) => label.test(one.label));
  if (action?.type !== 'command') throw new Error(`no button ${label}`);
  return bot.request(action.state);
}

describe('a plain message that wants to follow', () => {
  it.each([
    [
      'notify me about new papers on roots',
      /^Follow new papers about roots\?\nThey would come every day at 09:00 \(UTC\), here, for you alone\./,
    ],
    [
      'follow papers by okafor weekly',
      /^Follow new papers by Ada Okafor\?\nThey would come every Monday at 09:00/,
    ],
    [
      'follow the lab at 8am Berlin',
      /^Follow new papers near to this library\?\nThey would come every day at 08:00 \(Europe\/Berlin\)/,
    ],
    ['follow okafor', /^Papers by a person, or papers about the words "okafor"\?/],
    ['follow papers by okafro', /^Nobody is listed as "okafro"\. Whom do you mean\?/],
  ])('%s is offered, and nothing is done before a press', async (message, expected) => {
    const offered = await bot.say(message);
    expect(renderText(offered)).toMatch(expected);
    expect(await here()).toEqual([]);
    const [first] = offered.actions;
    if (first?.type !== 'command') throw new Error('no button');
    expect((await bot.request(first.state)).kind).toBe('done');
    expect(await here()).toHaveLength(1);
  });

  it('means by "this" what was searched', async () => {
    expect(await firstLine('follow this')).toMatch(/^Follow what\?/);
    await bot.say('/topic roots');
    expect(await firstLine('follow this')).toBe('Follow new papers about roots?');
    await bot.say('which papers has okafor written?');
    await press(await bot.say('follow this'), /^Follow$/);
    expect(await firstLine('follow this')).toBe('You follow new papers by Ada Okafor already.');
  });
});

describe('a plain message about what is followed', () => {
  it('lists it, and asks before anything is stopped', async () => {
    expect(await firstLine('stop following')).toBe('You follow nothing yet.');
    await bot.say('/follow roots');
    await bot.say('/follow lab');
    expect(await text('what am I following?')).toContain('1. New papers about roots');
    expect(await firstLine('stop following the lab')).toBe('Stop following new papers near to this library?');
    expect(await firstLine('stop following')).toBe('Stop following which one?');
    expect(await firstLine('unsubscribe from quantum')).toMatch(/^Nothing like "quantum" is followed here/);
    const asked = await bot.say('stop telling me about roots');
    expect(await here()).toHaveLength(2);
    await press(asked, /^Unfollow$/);
    expect(await here()).toHaveLength(1);
  });
});

describe('a plain message about papers that were shown', () => {
  it('saves the one in view, or the one of a list that it names, and asks otherwise', async () => {
    expect(await firstLine('save this')).toBe('Save which paper? /save TITLE keeps one.');
    await bot.say('/topic roots');
    const asked = await bot.say('save this');
    expect(renderText(asked)).toMatch(/^Save which one\?\n1\. Roots of/);
    expect(await firstLine('save the second one')).toMatch(/^Saved for you: Roots of/);
    expect(await firstLine('save number 9')).toBe(
      'There is no 9 in the list that was shown last: it goes from 1 to 2.',
    );
    await bot.say('/paper is it green');
    const saved = await bot.say('save it');
    expect(renderText(saved).split('\n')[0]).toBe('Saved for you: Is it Green?');
    expect(await text('what have I saved?')).toMatch(/^You saved 2 papers:/);
    await press(saved, /^Undo$/);
    expect(await text('show my saved papers')).toMatch(/^You saved 1 paper:/);
  });

  it('tells why it was announced', async () => {
    bot.world.why.push({ type: 'held-back', because: 'no rule here matched it' });
    expect(await firstLine('why was this announced?')).toMatch(/^Which paper\?/);
    await bot.say('/paper is it green');
    expect(await text('why was this announced?')).toContain('Not announced: no rule here matched it');
  });

  it('shows what is new', async () => {
    expect(await text('anything new today?')).toBe(await text('/new'));
  });
});

describe('where the process announces nothing', () => {
  it('says so of wishes, and answers questions as ever', async () => {
    bot = await dispatchOver(PAPERS);
    expect(await text('follow the lab')).toMatch(/^Nothing is followed or saved from here/);
    expect((await bot.say('anything new today?')).kind).not.toBe('notice');
  });
});
