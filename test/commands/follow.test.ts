import { beforeEach, describe, expect, it } from 'vitest';
import { type Asker, dispatchOver } from '../../bench/dispatch-over.ts';
import { RuleId } from '../../src/announcements/rule.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const PAPERS = [
  samplePaper({
    id: 'okafor2023roots',
    title: 'Roots of Plants',
    abstract: 'Roots grow downwards. We segment roots in soil.',
    authors: ['Ada Okafor', 'Mary Müller'],
    categories: ['cs.CV'],
  }),
  samplePaper({
    id: 'mueller2024leaves',
    title: 'Leaves of Trees',
    abstract: 'Leaves are green, and segmented.',
    authors: ['Otto Mueller'],
    categories: ['cs.LG'],
  }),
];
const CHANNEL = encodeConversation('discord', ['1', '2']);
const IN_CHANNEL: Asker = {
  conversation: CHANNEL,
  isDirect: false,
  actor: { id: 'discord:7', name: 'Ada', mayManage: false },
};

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeEach(async () => {
  bot = await dispatchOver(PAPERS, { announces: true });
});

const text = async (line: string, asker?: Asker) => renderText(await bot.say(line, asker));
const firstLine = async (line: string, asker?: Asker) => (await text(line, asker)).split('\n')[0];

async function press(reply: Reply, label: RegExp, asker?: Asker): Promise<Reply> {
  const rows = reply.blocks.flatMap((block) => (block.type === 'list' ? block.items : []));
  const actions = [...reply.actions, ...rows.flatMap(({ action }) => action ?? [])];
  const action = actions.find((one) => label.test(one.label));
  if (action?.type !== 'command') throw new Error(`no button ${label} among ${JSON.stringify(actions)}`);
  return bot.request(action.state, asker);
}

const here = () => bot.announcements.following(encodeConversation('terminal', ['test']));

describe('/follow', () => {
  it('answers with what, where, when and how much', async () => {
    expect(await text('/follow author:okafor at:9am zone:Berlin')).toBe(
      [
        'You now follow new papers by Ada Okafor.',
        'Every day at 09:00 (Europe/Berlin), here, for you alone; first tomorrow, Wed 1 Jul 2026, at 09:00.',
        '(About 2 papers a day lately (arXiv, last 30 days).)',
        'Send a sample now: /sample r1',
        'Following: /following',
        'Undo: /unfollow r1',
      ].join('\n'),
    );
  });

  it('reads the words behind topic: as one topic where they stand in a row, and asks otherwise', async () => {
    expect(await firstLine('/follow topic:roots of plants weekly')).toBe(
      'You now follow new papers about "roots of plants".',
    );
    const asked = await bot.say('/follow topic:soil okafor at:9am');
    expect(renderText(asked).split('\n').slice(0, 4)).toEqual([
      'No paper here has "soil okafor" in a row. What is to be followed?',
      '1. about soil, by Ada Okafor',
      '2. about "soil okafor", in a row',
      '3. about soil, with okafor anywhere',
    ]);
    expect(renderText(await press(asked, /by Ada Okafor$/))).toMatch(
      /^You now follow new papers about soil, by Ada Okafor\.\nEvery day at 09:00/,
    );
    expect(renderText(await press(asked, /in a row$/))).toMatch(
      /^You now follow new papers about "soil okafor"\./,
    );
    expect(renderText(await press(asked, /anywhere$/))).toMatch(
      /^You now follow new papers about soil okafor\./,
    );
  });

  it.each([
    '/follow roots zone Berlin',
    '/follow roots zone:Berlin weekly',
    '/follow roots weekly zone:Berlin',
    '/follow roots weekly zone:europe/berlin',
    '/follow roots when:weekly zone Berlin',
  ])('%s is told by the clock of Berlin', async (line) => {
    expect(await text(line)).toMatch(/^You now follow new papers about roots\.\nEvery .*\(Europe\/Berlin\)/);
  });

  it('says which zones a city may mean, and how to write one that is unknown', async () => {
    expect(await firstLine('/follow lab zone Cambridge')).toBe(
      '"Cambridge" does not say which time zone. Did you mean Europe/London or America/New_York?',
    );
    expect(await firstLine('/follow lab zone:München')).toBe(
      '"München" does not say which time zone. Did you mean Europe/Berlin?',
    );
    expect(await firstLine('/follow lab zone Atlantis')).toBe(
      '"Atlantis" is no time zone that I know: write a zone or the city that it is named after, such as zone:Europe/Berlin, zone:Berlin or zone:UTC.',
    );
    expect(await here()).toEqual([]);
  });

  it('tells everybody in a channel, also from a thread of it', async () => {
    const thread = { ...IN_CHANNEL, conversation: encodeConversation('discord', ['1', '3']), room: CHANNEL };
    expect(await text('/follow roots', thread)).toMatch(
      /^This channel now follows new papers about roots\.\nEvery day at 09:00 \(UTC\), in this channel, for everybody;/,
    );
    expect(await bot.announcements.following(CHANNEL)).toHaveLength(1);
  });

  it('alone offers what the lab works on, and a button does it', async () => {
    const offered = await bot.say('/follow');
    expect(renderText(offered)).toContain('new papers near to this library');
    expect(renderText(offered)).toContain('/follow author:"Ada Okafor"');
    expect(await here()).toEqual([]);
    expect(renderText(await press(offered, /^Follow lab$/))).toMatch(
      /^You now follow new papers near to this library\./,
    );
    expect(await here()).toMatchObject([
      { subject: { type: 'lab' }, schedule: { type: 'daily', time: '09:00' } },
    ]);
  });

  it.each([
    ['/follow lab', { type: 'lab' }],
    ['/follow everything', { type: 'everything' }],
    [
      '/follow topic:"roots of plants" -medical',
      { type: 'query', query: { text: '', topics: ['roots of plants'], without: ['medical'] } },
    ],
    ['/follow cs.LG', { type: 'query', query: { text: '', categories: ['cs.LG'] } }],
    ['/follow category:cs.lg,cs.cv', { type: 'query', query: { categories: ['cs.LG', 'cs.CV'] } }],
    ['/follow computer vision and pattern recognition', { type: 'query', query: { categories: ['cs.CV'] } }],
    [
      '/follow author:Ada Okafor roots',
      { type: 'query', query: { authors: ['Ada Okafor'], topics: ['roots'] } },
    ],
    [
      '/follow author:Grace Hopper compilers',
      { type: 'query', query: { authors: ['Grace Hopper'], topics: ['compilers'] } },
    ],
    [
      '/follow cs.LG, cs.CV and stat.ML',
      { type: 'query', query: { text: '', categories: ['cs.LG', 'cs.CV', 'stat.ML'] } },
    ],
    ['/follow author:okafor roots', { type: 'query', query: { authors: ['Ada Okafor'], topics: ['roots'] } }],
    ['/follow author:"okafor"', { type: 'query', query: { authors: ['okafor'] } }],
    ['/follow new papers by ada okafor', { type: 'query', query: { authors: ['Ada Okafor'], text: '' } }],
    ['/follow the latest papers about roots', { type: 'query', query: { topics: ['roots'] } }],
    ['/follow in context learning', { type: 'query', query: { text: 'in context learning' } }],
    ['/follow "roots of plants"', { type: 'query', query: { text: '', topics: ['roots of plants'] } }],
    ['/follow words:"okafor daily"', { type: 'query', query: { text: 'okafor daily', topics: [] } }],
    ['/follow topic:cs.LG', { type: 'query', query: { topics: [], categories: ['cs.LG'] } }],
    ['/follow in:stream roots', { type: 'query', query: { topics: ['roots'], shelf: 'library' } }],
  ])('%s', async (line, subject) => {
    await bot.say(line);
    expect(await here()).toMatchObject([{ subject }]);
  });

  it.each([
    ['/follow roots', { type: 'daily', time: '09:00' }],
    ['/follow roots when:weekdays at:17h', { type: 'weekdays', time: '17:00' }],
    ['/follow roots when:weekly', { type: 'weekly', time: '09:00', weekday: 1 }],
    ['/follow roots when:friday', { type: 'weekly', time: '09:00', weekday: 5 }],
    ['/follow roots every sunday at noon', { type: 'weekly', time: '12:00', weekday: 7 }],
    ['/follow roots when:at-once', { type: 'at-once' }],
  ])('%s', async (line, schedule) => {
    await bot.say(line);
    expect(await here()).toMatchObject([{ schedule }]);
  });

  it('the same again changes when, not what; undo brings back when', async () => {
    await bot.say('/follow roots when:monday at:8am zone:Tokyo');
    expect(await firstLine('/follow roots')).toBe('You follow new papers about roots already.');
    const changed = await bot.say('/follow roots at:17h');
    expect(renderText(changed)).toMatch(
      /^You follow new papers about roots; when it is told has changed\.\nEvery Monday at 17:00 \(Asia\/Tokyo\)/,
    );
    expect(await here()).toHaveLength(1);
    await press(changed, /^Undo$/);
    expect(await here()).toMatchObject([{ schedule: { time: '08:00', weekday: 1 }, timeZone: 'Asia/Tokyo' }]);
  });

  it('changes a rule by its id', async () => {
    await bot.say('/follow roots');
    expect(await text('/follow r1 when:weekly')).toContain('Every Monday at 09:00 (UTC)');
    expect(await text('/follow r1 when:at-once')).toContain('At once');
    expect(await text('/follow r1 at:7am')).toContain('Every day at 07:00 (UTC)');
    expect(await here()).toHaveLength(1);
  });

  it('guesses nothing: a name, a misspelt name and two people become a choice', async () => {
    for (const [line, first] of [
      ['/follow okafor', /^Papers by a person, or papers about the words "okafor"\?/],
      ['/follow author:muller', /^2 people here are called muller\. Which one\?/],
      ['/follow author:okafro', /^Nobody is listed as "okafro"\. Whom do you mean\?/],
      ['/follow roots or leaves', /^Either of these is followed for itself/],
      ['/follow CV', /^The category .*, or the word "CV"\?/],
    ] as const) {
      const reply = await bot.say(line);
      expect(renderText(reply)).toMatch(first);
      expect(await here()).toEqual([]);
    }
    await press(await bot.say('/follow author:muller when:weekly'), /^Mary Müller/);
    await press(await bot.say('/follow author:okafro'), /^"okafro" as typed$/);
    await press(await bot.say('/follow okafor'), /^about "okafor"$/);
    await press(await bot.say('/follow CV'), /^The word/);
    expect(await here()).toMatchObject([
      { subject: { query: { authors: ['Mary Müller'] } }, schedule: { type: 'weekly' } },
      { subject: { query: { authors: ['okafro'] } } },
      { subject: { query: { topics: ['okafor'] } } },
      { subject: { query: { topics: ['CV'] } } },
    ]);
  });

  it('asks of several people whether together or each, and keeps when', async () => {
    const asked = await bot.say('/follow okafor and otto mueller every monday at 9am Berlin');
    expect(renderText(asked)).toMatch(
      /^Whose papers\? Each person is followed for themselves\.\n1\. by Ada Okafor \(1\)\n2\. by Otto Mueller \(1\)\n3\. only those/,
    );
    await press(asked, /^by Ada/);
    await press(asked, /^only those/);
    const monday = { schedule: { type: 'weekly', time: '09:00', weekday: 1 }, timeZone: 'Europe/Berlin' };
    expect(await here()).toMatchObject([
      { ...monday, subject: { query: { authors: ['Ada Okafor'] } } },
      { ...monday, subject: { query: { authors: ['Ada Okafor', 'Otto Mueller'] } } },
    ]);
  });

  it('follows somebody who is not in the library, and says so', async () => {
    expect(await text('/follow author:"Grace Hopper"')).toContain(
      'Nobody called Grace Hopper is listed in the library yet: new papers will show.',
    );
  });

  it.each([
    ['/follow authr:okafor', /^"authr:" is not understood: .* Did you mean author:okafor\?/],
    ['/follow catgory:cs.LG', /Did you mean category:cs\.LG\?/],
    ['/follow category:nonsense.xyz!', /write an arXiv code such as cs\.LG/],
    [
      '/follow roots year:2023',
      /^Following is about papers that are yet to come: leave out since:, until: and year:\./,
    ],
    ['/follow -medical', /only leaves papers out/],
    ['/follow roots at:25h', /is no time of day: write 09:00/],
    ['/follow roots when:at-once at:9am', /cannot both be/],
    ['/follow roots when:sometimes', /must be one of daily, weekdays/],
    ['/follow roots zone:+02:00', /is no time zone that I know: write a zone or the city/],
    ['/follow roots at 25:00', /^"25:00" is not understood: say daily/],
    ['/follow lab every 2 weeks', /^"every 2 weeks" is not understood/],
    ['/follow https://arxiv.org/abs/2203.10202', /^That names one paper: \/save keeps it/],
    ['/follow r9', /There is no r9 here/],
  ])('%s is explained, and changes nothing', async (line, expected) => {
    const reply = await bot.say(line);
    expect(reply.kind).toBe('error');
    expect(renderText(reply)).toMatch(expected);
    expect(await here()).toEqual([]);
  });

  it('asks which time zone, keeping all that was said', async () => {
    const asked = await bot.say('/follow roots at:8am zone:Berlni');
    expect(renderText(asked)).toMatch(
      /^"Berlni" is no time zone that I know\. Did you mean Europe\/Berlin\?/,
    );
    await press(asked, /^Europe\/Berlin$/);
    expect(await here()).toMatchObject([{ schedule: { time: '08:00' }, timeZone: 'Europe/Berlin' }]);
  });

  it('says how to let it post where it may not', async () => {
    bot.world.remedy = 'I may not post here: invite me with /invite @Labrarian.';
    expect(await text('/follow roots', IN_CHANNEL)).toBe(
      'I may not post here: invite me with /invite @Labrarian.',
    );
  });

  it.each([
    [{ type: 'no-source' }, 'arXiv is not read here'],
    [
      { type: 'unread', categories: ['cs.CV'], mostCategories: 30 },
      'cs.CV is not read from arXiv: 30 categories are',
    ],
    [{ type: 'filtered' }, 'ARXIV_QUERIES'],
  ] as const)('says at once what keeps papers from being seen: %o', async (gap, expected) => {
    bot.world.gap = gap;
    expect(await text('/follow category:cs.CV')).toContain(expected);
    bot.world.gap = undefined;
    expect(await text('/follow category:cs.LG')).not.toMatch(/ARXIV_|not read/);
  });

  it('leaves out what is to be expected where nobody can tell', async () => {
    bot.world.outlook = undefined;
    expect(await text('/follow roots')).not.toContain('lately');
  });

  it.each([
    [0, 'Nothing like it in the last 30 days (arXiv).'],
    [0.02, 'About one paper a month lately'],
    [0.3, 'About 2 papers a week lately'],
    [1.2, 'About 1 paper a day lately'],
    [43, 'About 45 papers a day lately'],
  ])('%s papers a day are told as people count', async (papersADay, expected) => {
    bot.world.outlook = { papersADay, days: 30, askedOf: 'arXiv' };
    expect(await text('/follow roots')).toContain(expected);
  });
});

describe('who may follow', () => {
  it('is everybody, unless it is for those who manage the place', async () => {
    bot = await dispatchOver(PAPERS, { announces: true, followRights: 'admins' });
    const manager = { ...IN_CHANNEL, actor: { id: 'discord:8', name: 'Bo', mayManage: true } };
    const refused = /^Only those who manage this place may change what everybody here gets\./;
    expect(await text('/follow roots', IN_CHANNEL)).toMatch(refused);
    expect(await firstLine('/follow roots', { ...IN_CHANNEL, isDirect: true })).toMatch(/^You now follow/);
    await bot.say('/follow leaves', manager);
    for (const line of ['/unfollow leaves', '/unfollow all', '/sample leaves', '/follow r2 at:8am'])
      expect(await text(line, IN_CHANNEL), line).toMatch(refused);
    expect(await text('/following', IN_CHANNEL)).toContain('New papers about leaves');
    expect(await firstLine('/unfollow leaves', manager)).toBe(
      'This channel no longer follows new papers about leaves.',
    );
  });
});

describe('/following', () => {
  it('says where nothing is followed', async () => {
    expect(await firstLine('/following')).toBe('You follow nothing yet.');
    expect(await firstLine('/following', IN_CHANNEL)).toBe('This channel follows nothing yet.');
  });

  it('lists what, when, and by whom, with a button for each', async () => {
    await bot.say('/follow roots', IN_CHANNEL);
    await bot.say('/follow leaves when:weekly', IN_CHANNEL);
    const listed = await bot.say('/following', IN_CHANNEL);
    expect(renderText(listed)).toContain(
      [
        'This channel follows these 2:',
        '1. New papers about roots',
        '   Every day at 09:00 (UTC); next tomorrow, Wed 1 Jul 2026, at 09:00',
        '   r1 · asked by Ada',
        '2. New papers about leaves',
      ].join('\n'),
    );
    const shown = await press(listed, /^Details$/, IN_CHANNEL);
    expect(await bot.announcements.following(CHANNEL)).toHaveLength(2);
    expect(renderText(shown)).toBe(
      [
        'New papers about roots',
        'Every day at 09:00 (UTC), in this channel, for everybody; next tomorrow, Wed 1 Jul 2026, at 09:00.',
        '(r1, since Tue 30 Jun 2026 at 12:00, asked by Ada)',
        '(/follow r1 weekly at 17h tells it at another time; /unfollow r1 ends it, and can be undone.)',
        'Send a sample now: /sample r1',
        'Unfollow: /unfollow r1',
        'Following: /following',
      ].join('\n'),
    );
    expect(renderText(await press(shown, /^Unfollow$/, IN_CHANNEL))).toMatch(
      /^This channel no longer follows new papers about roots\./,
    );
  });

  it('shows one by id, number or words, and ends nothing by choosing a row', async () => {
    await bot.say('/follow roots');
    const [only] = (await bot.say('/following')).blocks.flatMap((block) =>
      block.type === 'list' ? block.items : [],
    );
    expect(only?.action?.state).toEqual({ command: 'following', args: { rule: 'r1' } });
    await bot.say('/follow leaves weekly');
    await bot.say('/follow author:okafor leaves');
    for (const line of ['/following r2', '/following 2'])
      expect(await firstLine(line)).toBe('New papers about leaves');
    expect(await firstLine('/following roots')).toBe('New papers about roots');
    expect(await text('/following leaves')).toContain('You follow these 2:');
    expect(await firstLine('/following quantum')).toBe('Nothing like "quantum" is followed here.');
    expect(await text('/following page:2')).toContain('(There is no page 2: this is all.)');
    expect(await here()).toHaveLength(3);
  });

  it('says why a rule is paused, and resumes it', async () => {
    await bot.say('/follow roots', IN_CHANNEL);
    bot.pause(CHANNEL, RuleId.parse('r1'), 'I may not post here any more.');
    const listed = await bot.say('/following', IN_CHANNEL);
    expect(renderText(listed)).toContain('Paused: I may not post here any more.');
    expect(renderText(await press(listed, /^Resume$/, IN_CHANNEL))).toMatch(
      /^This channel follows new papers about roots again\./,
    );
    bot.pause(CHANNEL, RuleId.parse('r1'), 'again');
    await press(await bot.say('/following', IN_CHANNEL), /^Unfollow$/, IN_CHANNEL);
    expect(await bot.announcements.following(CHANNEL)).toEqual([]);
  });

  it('turns pages, and shows nobody what others follow', async () => {
    for (let number = 1; number <= 12; number += 1)
      await bot.say(`/follow topic:"word ${number}"`, IN_CHANNEL);
    expect(await text('/following page:3', IN_CHANNEL)).toContain('12. New papers about "word 12"');
    expect(await text('/following')).not.toContain('word');
  });
});

describe('/unfollow', () => {
  beforeEach(async () => {
    await bot.say('/follow roots');
    await bot.say('/follow author:okafor');
  });

  it.each([
    ['/unfollow r2', 'by Ada Okafor'],
    ['/unfollow 2', 'by Ada Okafor'],
    ['/unfollow okafor', 'by Ada Okafor'],
    ['/unfollow author:"Ada Okafor"', 'by Ada Okafor'],
    ['/unfollow roots', 'about roots'],
  ])('%s, and undo brings it back', async (line, subject) => {
    const reply = await bot.say(line);
    expect(renderText(reply)).toContain(`You no longer follow new papers ${subject}.`);
    expect(await here()).toHaveLength(1);
    expect(renderText(await press(reply, /^Undo$/))).toContain(`You follow new papers ${subject} again.`);
    expect(await here()).toHaveLength(2);
  });

  it('all, and undo brings all back', async () => {
    const reply = await bot.say('/unfollow all');
    expect(renderText(reply)).toMatch(/^You no longer follow these 2:/);
    expect(await here()).toEqual([]);
    expect(renderText(await press(reply, /^Undo$/))).toMatch(/^You follow these 2 again\./);
    expect(await here()).toHaveLength(2);
  });

  it('asks which one where it is not said, or not clear', async () => {
    expect(await firstLine('/unfollow')).toBe('Unfollow which one?');
    expect(await firstLine('/unfollow papers')).toBe('2 fit "papers". Unfollow which one?');
    expect(await firstLine('/unfollow quantum')).toBe(
      'Nothing like "quantum" is followed here. Unfollow one of these?',
    );
    expect(await here()).toHaveLength(2);
    await bot.say('/unfollow r1');
    expect(await firstLine('/unfollow')).toBe('You no longer follow new papers by Ada Okafor.');
    expect(await firstLine('/unfollow')).toBe('You follow nothing.');
  });
});

describe('/sample', () => {
  it('says what became of it', async () => {
    expect(await text('/sample')).toContain('Nothing is followed here yet');
    await bot.say('/follow roots');
    expect(await firstLine('/sample')).toMatch(/^A sample is posted here\./);
    bot.world.sampled = { outcome: 'gone', reason: 'missing access' };
    expect(await firstLine('/sample r1')).toMatch(/^I may not post here \(missing access\)/);
    bot.world.sampled = { outcome: 'unknown', reason: 'no reply' };
    expect(await firstLine('/sample roots')).toMatch(/^No answer came/);
    await bot.say('/follow leaves');
    expect(await firstLine('/sample')).toBe('A sample of which one?');
    expect(await firstLine('/sample quantum')).toMatch(/^Nothing like "quantum" is followed here/);
  });
});

describe('where the process announces nothing', () => {
  it('says so in words', async () => {
    bot = await dispatchOver(PAPERS);
    for (const line of [
      '/follow roots',
      '/following',
      '/unfollow all',
      '/save roots',
      '/saved',
      '/why roots',
    ])
      expect(await text(line), line).toMatch(/^Nothing is followed or saved from here.* npm start/);
  });
});
