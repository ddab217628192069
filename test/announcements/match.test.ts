import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/query/parse.ts';
import { author, draft } from '../library/paper-draft.ts';
import { ADA, CHANNEL, DIRECT, firstId, follow, type Ledger, openLedger } from './ledger-world.ts';

const PRIVACY =
  'We train networks with differentially private stochastic gradient descent (DP-SGD) on graphs of molecules.';

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.close());

async function reasonsHere(): Promise<readonly (readonly string[])[]> {
  await ledger.match();
  const waiting = await ledger.store.pending();
  return waiting.map(({ findings }) => findings.flatMap(({ reasons }) => reasons));
}

const asked = (line: string) => ({ subject: { type: 'query' as const, query: parseQuery(line) } });

describe('a followed search', () => {
  it.each([
    ['author:okafor', { authors: [author('Ada', 'Okafor')] }, 'by Ada Okafor'],
    ['author:"a. okafor"', { authors: [author('Ada', 'Okafor')] }, 'by Ada Okafor'],
    ['author:"Ada Okafor"', { authors: [author('A.', 'Okafor')] }, 'by A. Okafor'],
    ['category:cs.LG', { categories: ['cs.CV', 'cs.LG'] }, 'cs.LG'],
    ['category:cs', { categories: ['cs.CV'] }, 'cs.CV'],
    ['topic:"private training"', { title: 'On private training of trees' }, 'about private training'],
    ['graphs molecules', { abstract: PRIVACY }, 'about graphs molecules'],
    ['molecule', { abstract: PRIVACY }, 'about molecule'],
  ])('%s takes what fulfils it, and says why', async (line, fields, reason) => {
    await follow(ledger.announcements, '', asked(line));
    await ledger.arrive([draft(fields)]);
    expect(await reasonsHere()).toEqual([[reason]]);
  });

  it.each([
    ['author:okafor', { authors: [author('Adam', 'Okaforsson')] }],
    ['author:"Ada Okafor"', { authors: [author('Eve', 'Okafor')] }],
    ['category:cs.LG', { categories: ['cs.CV'] }],
    ['topic:"private training"', { title: 'On training of private trees' }],
    ['graphs tensors', { abstract: PRIVACY }],
    ['graphs -molecules', { abstract: PRIVACY }],
  ])('%s takes nothing else', async (line, fields) => {
    await follow(ledger.announcements, '', asked(line));
    await ledger.arrive([draft(fields)]);
    expect(await reasonsHere()).toEqual([]);
  });

  it('knows an acronym of the library by what it stands for, and the other way round', async () => {
    await ledger.library.ingest([draft({ title: 'Held', abstract: PRIVACY })], 'library');
    await follow(ledger.announcements, '', asked('dp-sgd'));
    await ledger.arrive([
      draft({ title: 'New', abstract: 'We analyse differentially private stochastic gradient descent.' }),
    ]);
    expect(await reasonsHere()).toEqual([['about dp-sgd']]);
  });
});

describe('the lab', () => {
  beforeEach(async () => {
    await ledger.library.ingest(
      [
        draft({ title: 'One', abstract: PRIVACY, authors: [author('Ada', 'Okafor')] }),
        draft({
          title: 'Two',
          abstract: 'Bees dance.',
          authors: [author('Ada', 'Okafor'), author('Bo', 'Lin')],
        }),
      ],
      'library',
    );
    await follow(ledger.announcements, '', { subject: { type: 'lab' } });
  });

  it('takes papers by people with several papers in the library', async () => {
    await ledger.arrive([
      draft({ title: 'Of stars', authors: [author('Ada', 'Okafor')] }),
      draft({ title: 'Of moons', authors: [author('Bo', 'Lin')] }),
      draft({ title: 'Of suns', authors: [author('Eve', 'Okafor')] }),
    ]);
    expect(await reasonsHere()).toEqual([['by Ada Okafor']]);
  });

  it('takes papers close to its own, and names which', async () => {
    await ledger.arrive([draft({ title: 'Near', abstract: PRIVACY, authors: [author('Cy', 'Ng')] })]);
    expect(await reasonsHere()).toEqual([['near your “One”']]);
  });

  it('takes whatever is put into the library, once', async () => {
    const { added } = await ledger.arrive([draft({ title: 'Bread', authors: [author('Cy', 'Ng')] })]);
    await ledger.match();
    await ledger.library.add(firstId(added), ledger.now());
    expect(await reasonsHere()).toEqual([['put into the library']]);
  });
});

describe('news of a known paper', () => {
  async function version(number: number): Promise<void> {
    ledger.advance(1000);
    await ledger.library.ingest(
      [draft({ arxivId: '2105.00001', versions: [{ number, date: '2026-11-24' }] })],
      'stream',
      { news: { source: 'arxiv', at: ledger.now(), kindOf: () => 'version' } },
    );
  }

  it('goes to whoever was told of it or saved it, and to nobody else', async () => {
    const first = draft({ arxivId: '2105.00001', versions: [{ number: 1, date: '2026-11-20' }] });
    await follow(ledger.announcements, 'tomographic', { schedule: { type: 'at-once' } });
    const { added } = await ledger.arrive([first]);
    await ledger.run();
    await follow(ledger.announcements, 'priors', { conversation: DIRECT, isDirect: true });
    await ledger.announcements.save('test:eve', firstId(added));
    await version(2);

    await ledger.match();
    const waiting = await ledger.store.pending();
    expect(waiting.map(({ conversation, kind }) => [conversation, kind])).toEqual([
      ['person:test%3Aeve', 'version'],
      [CHANNEL, 'version'],
    ]);
    ledger.advance(1000);
    await ledger.deliver();
    const texts = ledger.platform.posted.filter(({ target }) => target.endsWith(':eve'));
    expect(texts[0]?.text).toMatch(/^Version 2: .*[\s\S]*version 2 of a paper that you saved/);
  });

  const FIRST = draft({ arxivId: '2105.00001', versions: [{ number: 1, date: '2026-11-20' }] });

  async function told(): Promise<readonly string[]> {
    await ledger.run();
    return ledger.platform.posted.map(({ text }) => text.split('\n')[0]?.split(':')[0] ?? '');
  }

  it('is told version by version, each once', async () => {
    await follow(ledger.announcements, 'tomographic', { schedule: { type: 'at-once' } });
    await ledger.arrive([FIRST]);
    expect(await told()).toEqual(['New paper']);
    await version(2);
    await told();
    await version(3);
    await told();
    await version(3);
    await version(2);
    expect(await told()).toEqual(['New paper', 'Version 2', 'Version 3']);
  });

  it('tells of several versions since the last digest the newest', async () => {
    await follow(ledger.announcements, 'tomographic');
    await ledger.announcements.save('test:eve', firstId((await ledger.arrive([FIRST])).added));
    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();
    await version(2);
    await ledger.match();
    await version(3);
    ledger.at('2026-11-25T09:00:30Z');
    await ledger.run();
    const here = ledger.platform.posted.filter(({ target }) => target === CHANNEL);
    expect(here.map(({ text }) => text.split(':')[0])).toEqual(['New paper', 'Version 3']);
    expect(here[1]?.text).toContain('version 3 of a paper that was announced here');
  });

  async function withdraw(comment: string): Promise<void> {
    ledger.advance(1000);
    const last = { number: 3, date: '2026-11-26', comment };
    await ledger.library.ingest(
      [draft({ arxivId: '2105.00001', versions: [last], status: 'withdrawn' })],
      'stream',
      { news: { source: 'arxiv', at: ledger.now(), kindOf: () => 'withdrawn' } },
    );
  }

  it('is that it was withdrawn, and why, in place of a version that was not told yet', async () => {
    await follow(ledger.announcements, 'tomographic');
    const { added } = await ledger.arrive([FIRST]);
    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();
    await ledger.announcements.save('test:eve', firstId(added));
    await version(2);
    await ledger.match();
    await withdraw('4 pages. This paper has been withdrawn by the authors due to a sign error in Lemma 2');
    await ledger.match();
    await withdraw('This paper has been withdrawn');
    ledger.at('2026-11-25T09:00:30Z');
    await ledger.run();
    await version(4);
    await ledger.run();

    const news = ledger.platform.posted.slice(1);
    expect(news.map(({ target, text }) => [target, text.split(':')[0]])).toEqual(
      expect.arrayContaining([
        ['test:dm:eve', 'Withdrawn'],
        [CHANNEL, 'Withdrawn'],
      ]),
    );
    expect(news.filter(({ text }) => text.startsWith('Withdrawn'))).toHaveLength(2);
    for (const { text } of news.filter((one) => one.text.startsWith('Withdrawn')))
      expect(text).toMatch(/“This paper has been withdrawn by the authors due to a sign error in Lemma 2”/);
    expect(news[0]?.text).not.toContain('Add to library');
  });

  it('is said of a paper that was withdrawn before it was told', async () => {
    await follow(ledger.announcements, 'tomographic');
    await ledger.arrive([FIRST]);
    await ledger.match();
    await withdraw('Withdrawn');
    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();
    expect(ledger.platform.posted.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^New paper: [\s\S]*about tomographic; withdrawn since/),
    ]);
  });

  it('is none where the version was known', async () => {
    await follow(ledger.announcements, 'tomographic', { schedule: { type: 'at-once' } });
    await ledger.arrive([draft({ arxivId: '2105.00001', versions: [{ number: 2, date: '2026-11-20' }] })]);
    await ledger.run();
    await version(2);
    expect(await reasonsHere()).toEqual([]);
  });
});

it('gives a rule that was taken back and followed again what arrived meanwhile', async () => {
  const rule = await follow(ledger.announcements, 'tomographic');
  await ledger.announcements.unfollow(CHANNEL, rule.id);
  await ledger.arrive([draft()]);
  expect(await reasonsHere()).toEqual([]);
  await ledger.announcements.refollow(CHANNEL, rule.id);
  expect(await reasonsHere()).toEqual([['about tomographic']]);
  expect(ADA).toBe(rule.ownerId);
});
