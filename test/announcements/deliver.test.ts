import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draft } from '../library/paper-draft.ts';
import {
  ADMIN,
  CHANNEL,
  DIRECT,
  type Fate,
  firstId,
  follow,
  type Ledger,
  openLedger,
} from './ledger-world.ts';

const HOUR_MS = 60 * 60 * 1000;
const AT_ONCE = { schedule: { type: 'at-once' } } as const;

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.close());

function graphs(name: string) {
  return draft({ title: `${name} of graphs`, abstract: `We look at ${name} of graphs. It works.` });
}

function texts(): readonly string[] {
  return ledger.platform.posted.filter(({ inThreadOf }) => inThreadOf === undefined).map(({ text }) => text);
}

describe('a daily digest', () => {
  it('tells at its time what came since, once', async () => {
    await follow(ledger.announcements, 'graphs');
    await ledger.arrive([graphs('Drawings'), graphs('Colours')]);
    await ledger.run();
    expect(texts()).toEqual([]);

    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();
    await ledger.run();

    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/2 new papers[\s\S]*Drawings of graphs[\s\S]*Colours of graphs/);
    ledger.at('2026-11-25T09:00:30Z');
    await ledger.run();
    expect(texts()).toHaveLength(1);
  });

  it('puts more of each paper into the thread of the message', async () => {
    await follow(ledger.announcements, 'graphs');
    await ledger.arrive([graphs('Drawings'), graphs('Colours')]);
    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();
    await ledger.run();

    const [head, details] = ledger.platform.posted;
    expect(details).toMatchObject({ inThreadOf: `message ${head?.key}` });
    expect(details?.text).toContain('Abstracts');
  });

  it('comes late within the grace time, and with the next one after it', async () => {
    await follow(ledger.announcements, 'graphs');
    await ledger.arrive([graphs('Drawings')]);
    await ledger.match();
    ledger.at('2026-11-24T16:00:00Z');
    await ledger.deliver();
    expect(texts()).toEqual([]);
    await ledger.arrive([graphs('Colours')]);
    ledger.at('2026-11-25T14:59:00Z');
    await ledger.run();

    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/2 new papers of 23 to 24 November/);
  });

  it('is posted once a local day, over a change of the clock and a clock that is set back', async () => {
    await ledger.close();
    ledger = await openLedger({ start: '2026-10-24T12:00:00Z' });
    await follow(ledger.announcements, 'graphs', {
      schedule: { type: 'daily', time: '02:30' },
      timeZone: 'Europe/Berlin',
    });
    await ledger.arrive([graphs('Drawings')]);
    // 02:30 stands on the clock at 00:30 and again at 01:30 UTC.
    ledger.at('2026-10-25T00:31:00Z');
    await ledger.run();
    await ledger.arrive([graphs('Colours')]);
    ledger.at('2026-10-25T01:31:00Z');
    await ledger.run();
    ledger.at('2026-10-25T00:31:00Z');
    await ledger.run();
    expect(texts()).toHaveLength(1);

    ledger.at('2026-10-26T01:31:00Z');
    await ledger.run();
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain('Colours');
  });

  it('shows as many headlines as are allowed, and says how many more there are', async () => {
    await follow(ledger.announcements, 'graphs');
    await ledger.arrive(Array.from({ length: 20 }, (_, index) => graphs(`Number${index}`)));
    ledger.at('2026-11-24T09:00:30Z');
    await ledger.run();

    expect(texts()).toHaveLength(1);
    expect(texts()[0]?.match(/Number\d+ of graphs\n/g)).toHaveLength(8);
    expect(texts()[0]).toContain('And 12 more');
    const [head] = ledger.platform.posted;
    const papers = await ledger.announcements.digestPapers(head?.key ?? '', {
      conversation: CHANNEL,
      actorId: 'test:bob',
    });
    expect(new Set(papers.map(({ paper }) => paper)).size).toBe(20);
    expect(
      await ledger.announcements.digestPapers(head?.key ?? '', { conversation: DIRECT, actorId: 'test:bob' }),
    ).toEqual([]);
  });
});

describe('at once', () => {
  it('tells a paper in a minute, and a burst as one digest', async () => {
    await follow(ledger.announcements, 'graphs', AT_ONCE);
    await ledger.arrive([graphs('Drawings')]);
    await ledger.run();
    expect(texts()).toHaveLength(1);

    await ledger.arrive(['One', 'Two', 'Three', 'Four'].map(graphs));
    await ledger.run();
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain('4 new papers');
  });
});

describe('what became of a post', () => {
  beforeEach(async () => {
    await follow(ledger.announcements, 'graphs', AT_ONCE);
    await ledger.arrive([graphs('Drawings')]);
  });

  it('is looked up where the reply was lost, and nothing is posted again', async () => {
    ledger.platform.fate('lost');
    await ledger.run();
    ledger.advance(HOUR_MS);
    await ledger.run();

    expect(texts()).toHaveLength(1);
    const [first, second] = ledger.platform.requests;
    expect(second?.key).toBe(first?.key);
    expect(first?.firstTriedAt).toBeUndefined();
    expect(second?.firstTriedAt).toEqual(new Date('2026-11-23T12:00:01Z'));
  });

  it('comes after a pause where the platform asks for one', async () => {
    ledger.platform.fate('retry');
    await ledger.run();
    ledger.advance(10_000);
    await ledger.run();
    expect(texts()).toEqual([]);
    ledger.advance(30_000);
    await ledger.run();
    expect(texts()).toHaveLength(1);
  });

  it('is told to an admin once where nobody can tell, and never tried blindly', async () => {
    ledger.platform.fate('unknown', 'sent', 'unknown', 'sent');
    await ledger.run();
    await ledger.run();
    ledger.advance(48 * HOUR_MS);
    await ledger.run();
    await ledger.run();

    const told = ledger.platform.posted.filter(({ target }) => target.endsWith(':admin'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('may stand there or not');
    expect(ADMIN).toBe('test:admin');
  });

  it('pauses the rule and tells its owner once where the place is gone; resumed, it tells what was held', async () => {
    ledger.platform.fate('gone');
    await ledger.run();
    await ledger.run();
    await ledger.arrive([graphs('Colours')]);
    await ledger.run();

    const [rule] = await ledger.announcements.following(CHANNEL);
    expect(rule).toMatchObject({ status: 'paused', reason: 'it was gone' });
    const direct = ledger.platform.posted.filter(({ target }) => target.endsWith(':ada'));
    expect(direct).toHaveLength(1);
    expect(direct[0]?.text).toMatch(/is paused: it was gone[\s\S]*\/following/);
    expect(ledger.platform.posted.filter(({ target }) => target === CHANNEL)).toEqual([]);

    if (rule !== undefined) await ledger.announcements.resume(CHANNEL, rule.id);
    ledger.advance(HOUR_MS);
    await ledger.run();
    const told = ledger.platform.posted.filter(({ target }) => target === CHANNEL);
    expect(told.map(({ text }) => text).join('\n')).toMatch(/Drawings[\s\S]*Colours|Colours[\s\S]*Drawings/);
  });

  it('is held where the platform refuses the message for ever', async () => {
    ledger.platform.fate('rejected');
    await ledger.run();
    ledger.advance(48 * HOUR_MS);
    await ledger.run();
    expect(ledger.platform.posted.filter(({ target }) => target === CHANNEL)).toEqual([]);
    const [paper] = await ledger.library.papers('stream');
    if (paper === undefined) throw new Error('no paper');
    const why = await ledger.announcements.why(paper, { conversation: CHANNEL, actorId: 'test:ada' });
    expect(why.at(-1)).toMatchObject({ type: 'held-back', because: expect.stringContaining('refused') });
  });
});

it('leaves a paper out that was taken out again before its time', async () => {
  await follow(ledger.announcements, 'graphs');
  const { added } = await ledger.arrive([graphs('Drawings')], 'library', 'ingest');
  await ledger.match();
  await ledger.library.remove(firstId(added));
  ledger.at('2026-11-24T09:00:30Z');
  await ledger.run();
  expect(texts()).toEqual([]);
});

const FATE = fc.constantFrom<Fate>('sent', 'lost', 'vanished', 'retry', 'gone');

it('tells each paper once and loses none, whatever the platform does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          papers: fc.integer({ min: 0, max: 4 }),
          fates: fc.array(FATE, { maxLength: 4 }),
          hours: fc.integer({ min: 0, max: 30 }),
        }),
        {
          minLength: 1,
          maxLength: 6,
        },
      ),
      async (steps) => {
        const world = await openLedger();
        try {
          await follow(world.announcements, 'graphs', AT_ONCE);
          await follow(world.announcements, 'works');
          let count = 0;
          for (const { papers, fates, hours } of steps) {
            await world.arrive(
              Array.from({ length: papers }, () => graphs(`Paper${String.fromCharCode(97 + count++)}x`)),
            );
            world.platform.fate(...fates);
            await world.run();
            world.advance(hours * HOUR_MS);
            await world.run();
          }
          for (let round = 0; round < 12; round += 1) {
            for (const rule of await world.announcements.following(CHANNEL))
              if (rule.status === 'paused') await world.announcements.resume(CHANNEL, rule.id);
            world.advance(12 * HOUR_MS);
            await world.run();
          }
          const messages = world.platform.posted
            .filter(({ target, inThreadOf }) => target === CHANNEL && inThreadOf === undefined)
            .map(({ text }) => text)
            .join('\n');
          const told = messages.match(/Paper\wx of graphs\n/g) ?? [];
          expect(told.length, messages).toBe(count);
          expect(new Set(told).size).toBe(count);
        } finally {
          await world.close();
        }
      },
    ),
    { numRuns: 15 },
  );
});
