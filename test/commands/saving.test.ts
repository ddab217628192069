import { beforeEach, describe, expect, it } from 'vitest';
import { type Asker, dispatchOver } from '../../bench/dispatch-over.ts';
import { type Rule, RuleId } from '../../src/announcements/rule.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { PaperId } from '../../src/paper.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const titles = [
  'Roots of Plants',
  'Leaves of Trees',
  'Bark of Oaks',
  'Moss on Stones',
  'Rivers in Spring',
  'Snow on Hills',
  'Wind over Seas',
];
const PAPERS = titles.map((title, index) =>
  samplePaper({ id: `okafor202${index}word`, title, authors: ['Ada Okafor'], date: `202${index}-01-01` }),
);
const STREAM = samplePaper({
  id: 'new2026tides',
  title: 'Tides Told Anew',
  abstract: 'The tides are told.',
  arxivId: '2606.01234',
  shelf: 'stream',
});

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeEach(async () => {
  bot = await dispatchOver([...PAPERS, STREAM], { announces: true, timeZone: 'Europe/Berlin' });
});

const text = async (line: string, asker?: Asker) => renderText(await bot.say(line, asker));
const firstLine = async (line: string, asker?: Asker) => (await text(line, asker)).split('\n')[0];
async function press(reply: Reply, label: RegExp): Promise<Reply> {
  const action = reply.actions.find((one) => label.test(one.label));
  if (action?.type !== 'command') throw new Error(`no button ${label}`);
  return bot.request(action.state);
}

describe('/save, /saved, /unsave', () => {
  it('keep a list, newest first, with a way back from each', async () => {
    expect(await firstLine('/saved')).toMatch(/^Nothing saved yet/);
    const saved = await bot.say('/save roots of plants');
    expect(renderText(saved)).toMatch(/^Saved for you: Roots of Plants\./);
    expect(await firstLine('/save roots of plants')).toBe('On your list already: Roots of Plants.');
    expect(renderText(await press(saved, /^Undo$/))).toMatch(/^Off your list: Roots of Plants\./);
    expect(await firstLine('/unsave roots of plants')).toBe('Not on your list: Roots of Plants.');
    await bot.say('/save leaves of trees');
    await bot.say('/save moss on stones');
    expect(await text('/saved')).toMatch(/^You saved 2 papers:\n1\. Moss on Stones\n.*\n2\. Leaves of Trees/);
    const off = await bot.say('/unsave 1');
    expect(renderText(off)).toMatch(/^Off your list: Moss on Stones\./);
    await press(off, /^Undo$/);
    expect(await firstLine('/saved')).toBe('You saved 2 papers:');
  });

  it('are of one person, wherever they ask', async () => {
    await bot.say('/save roots of plants');
    const other = { actor: { id: 'discord:9', name: 'Bo', mayManage: false } };
    expect(await firstLine('/saved', other)).toMatch(/^Nothing saved yet/);
    expect(await firstLine('/saved', { conversation: encodeConversation('slack', ['T1', 'C1']) })).toBe(
      'You saved 1 paper:',
    );
  });

  it('turn pages, and say what was taken out of the library', async () => {
    for (const title of titles) await bot.say(`/save ${title}`);
    expect(await text('/saved page:2')).toContain('7. Roots of Plants');
    await bot.engine.remove([PaperId.parse('okafor2020word')]);
    expect(await text('/saved')).toContain('1 saved paper taken out of the library since.');
  });

  it('take papers that are in the stream only, by name, id or number of arXiv', async () => {
    for (const line of ['/save tides told anew', '/save new2026tides', '/save arxiv.org/abs/2606.01234'])
      expect(await firstLine(line)).toMatch(/: Tides Told Anew\.$/);
  });

  it('ask which one, and lead back to saving', async () => {
    const asked = await bot.say('/save okafor');
    expect(['choice', 'none']).toContain(asked.kind);
    expect(await firstLine('/save')).toBe(
      '/save needs a title or words of it, its number in the list shown last, an id or a link. For example: /save wind over seas',
    );
  });

  it('act on no other paper than the one whose name was given', async () => {
    const asked = await bot.say('/save snow on volcanoes');
    expect(renderText(asked)).toMatch(
      /^No paper here is called snow on volcanoes\.\n\(Nearest titles:\)\n1\. Snow on Hills/,
    );
    expect(await firstLine('/saved')).toMatch(/^Nothing saved yet/);
    expect(renderText(await press(asked, /^Snow on Hills$/))).toMatch(/^Saved for you: Snow on Hills/);
    expect(await firstLine('/save tides on volcanoes')).toBe('No paper here is called tides on volcanoes.');
    expect(await firstLine('/save okafor wind seas')).toBe('Saved for you: Wind over Seas.');
  });

  it('stand as a button under each card', async () => {
    const card = await bot.say('/paper roots of plants');
    expect(renderText(await press(card, /^Save$/))).toMatch(/^Saved for you/);
  });
});

const RULE: Rule = {
  id: RuleId.parse('r3'),
  conversation: encodeConversation('terminal', ['test']),
  isDirect: true,
  ownerId: 'terminal:test',
  ownerName: 'test',
  subject: { type: 'query', query: { ...EMPTY_QUERY, text: 'tides' } },
  schedule: { type: 'daily', time: '09:00' },
  timeZone: 'Europe/Berlin',
  since: new Date('2026-06-01T00:00:00Z'),
  status: 'active',
};

describe('/why', () => {
  it('tells in order of time what became of a paper', async () => {
    bot.world.why.push(
      { type: 'arrived', at: new Date('2026-06-30T01:05:00Z'), source: 'arxiv', kind: 'version' },
      { type: 'arrived', at: new Date('2026-06-29T01:05:00Z'), source: 'arxiv', kind: 'new' },
      {
        type: 'announced',
        at: new Date('2026-06-29T07:00:00Z'),
        rule: RULE,
        reasons: ['mentions tides', 'near your Rivers in Spring'],
      },
      { type: 'waiting', due: new Date('2026-07-01T07:00:00Z'), rule: RULE, reasons: [] },
    );
    expect(await text('/why tides told anew')).toBe(
      [
        'Tides Told Anew (https://arxiv.org/abs/2606.01234)',
        '- Mon 29 Jun 2026 at 03:05: came in as new, from arXiv',
        '- Mon 29 Jun 2026 at 09:00: announced to you by r3 (tides)',
        '  mentions tides; near your Rivers in Spring',
        '- Tue 30 Jun 2026 at 03:05: came in a new version, from arXiv',
        '- Will be announced to you Wed 1 Jul 2026 at 09:00 by r3 (tides)',
        '(Times are of Europe/Berlin.)',
        'This paper: /paper new2026tides',
        'Following: /following',
      ].join('\n'),
    );
  });

  it('says what held it back, and where nothing is known of it', async () => {
    expect(await text('/why roots of plants')).toContain('It came with the library');
    bot.world.why.push({ type: 'held-back', because: 'no rule here matched it' });
    expect(await text('/why roots of plants')).toContain('Not announced: no rule here matched it');
  });
});

describe('/digest', () => {
  it('shows the rest of an announcement with its reasons, page by page', async () => {
    bot.world.digests.set(
      'abc',
      [...PAPERS, STREAM]
        .concat(PAPERS.slice(0, 1))
        .map(({ id }) => ({ paper: id, reasons: ['by Ada Okafor'] })),
    );
    const reply = await bot.say('/digest abc');
    expect(renderText(reply)).toMatch(
      /^9 papers of this announcement:\n1\. Roots of Plants\n {3}1 Jan 2020 · Ada Okafor et al\. · by Ada Okafor/,
    );
    expect(renderText(await press(reply, /^More$/))).toContain('9. Roots of Plants');
    bot = await dispatchOver(PAPERS, { announces: true, digestHeadlines: 3 });
    bot.world.digests.set(
      'abc',
      PAPERS.map(({ id }) => ({ paper: id, reasons: [] })),
    );
    expect(await text('/digest abc page:2')).toMatch(/^7 papers of this announcement:\n4\. Moss on Stones/);
    expect(await text('/digest xyz')).toMatch(/^No announcement of that name was posted here/);
  });
});

describe('/new', () => {
  it('says why nothing new has come, above the newest, once', async () => {
    expect(await firstLine('/new')).toBe('The newest:');
    bot.world.silence = {
      type: 'failing',
      source: 'arxiv',
      since: new Date('2026-06-29T01:00:00Z'),
      reason: 'no route to host',
    };
    expect(await text('/new')).toMatch(
      /^arXiv could not be read since Mon 29 Jun 2026 at 03:00 \(Europe\/Berlin\): no route to host\..*\nThe newest:/,
    );
    expect(await firstLine('/new page:2')).toBe('The newest:');
    expect(await firstLine('/new since:2020')).not.toContain('arXiv');
    bot.world.silence = { type: 'no-sources' };
    expect(await firstLine('/new')).toBe('The newest:');
    await bot.engine.remove([STREAM.id]);
    expect(await text('/new in:stream')).toBe(
      'Nothing in the stream yet.\nNo source of new papers is watched here: they come only from files and from people.',
    );
  });
});
