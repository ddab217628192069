import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import { parseAuthorName } from '../../../../src/ingestion/author-name.ts';
import { createArxivClient } from '../../../../src/ingestion/sources/arxiv/client.ts';
import { createArxivPoller } from '../../../../src/ingestion/sources/arxiv/poll-arxiv.ts';
import { createLibrary } from '../../../../src/library/create-library.ts';
import { createArxivCalendar } from '../../../../src/schedule/arxiv-calendar.ts';
import { openStore } from '../../../../src/store/open-store.ts';
import type { Fault } from '../../../standins/arxiv/faults.ts';
import { startArxiv } from '../../../standins/arxiv/index.ts';
import { dayAfter, type WorldPaper } from '../../../standins/arxiv/world.ts';
import { createHurriedClock } from '../../../standins/fake-clock.ts';

/** Whatever arXiv does in a month of random papers and faults: each paper is told once, and what was there before not at all. */

const ASKED = ['cs.LG', 'stat.ML'];
const HOUR_MS = 3_600_000;
const DAYS = 16;
const calendar = createArxivCalendar();
const clock = createHurriedClock(new Date(0));
const arxivs: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const arxiv of arxivs) await arxiv.close();
});

/** Over both changes of the clock, Labour Day and Thanksgiving. */
const starts = [
  '2026-02-24T17:00:00Z',
  '2026-08-25T09:00:00Z',
  '2026-10-24T21:00:00Z',
  '2026-11-10T05:30:00Z',
];

const paperOf = fc.record({
  day: fc.integer({ min: -10, max: DAYS }),
  categories: fc.constantFrom(
    ['cs.LG'],
    ['stat.ML', 'cs.LG'],
    ['hep-th', 'cs.LG'],
    ['cs.LG', 'cs.CV'],
    ['hep-th'],
  ),
  heldDays: fc.integer({ min: 0, max: 40 }),
  /** Days until the next version, and until a further listing; 0 for none. */
  replacedAfter: fc.integer({ min: 0, max: 8 }),
  crossedAfter: fc.integer({ min: 0, max: 8 }),
});

const kind = fc.oneof(
  fc.constant({ kind: 'down' as const }),
  fc.constant({ kind: 'stale' as const, on: 'rss' as const }),
  fc.constant({ kind: 'empty' as const, on: 'rss' as const }),
  fc.constant({ kind: 'status' as const, status: 503 }),
  fc.constant({ kind: 'status' as const, status: 429, retryAfter: '600' }),
  fc.constant({ kind: 'error-feed' as const }),
  fc.constant({ kind: 'broken-xml' as const }),
  fc.constant({ kind: 'expired-token' as const, on: 'oai' as const }),
);
const faultOf = fc.record({
  kind,
  category: fc.constantFrom(undefined, 'cs.LG', 'stat.ML'),
  fromHour: fc.integer({ min: 12, max: DAYS * 24 }),
  hours: fc.constantFrom(1, 5, 24, 24 * 7),
});

/** On an evening of announcements, that one or the next. */
function evening(day: string): string {
  return calendar.noMailing(day) === undefined ? day : evening(dayAfter(day));
}

type Wanted = {
  readonly day: number;
  readonly categories: readonly string[];
  readonly heldDays: number;
  readonly replacedAfter: number;
  readonly crossedAfter: number;
};

function toPapers(wanted: readonly Wanted[], first: string): readonly WorldPaper[] {
  const numbers = new Map<string, number>();
  return [...wanted]
    .map((one) => ({ ...one, announcedOn: evening(dayAfter(first, one.day)) }))
    .sort((a, b) => (a.announcedOn < b.announcedOn ? -1 : 1))
    .map(({ announcedOn, categories, heldDays, replacedAfter, crossedAfter }): WorldPaper => {
      const month = announcedOn.slice(2, 7).replace('-', '');
      const number = (numbers.get(month) ?? 0) + 1;
      numbers.set(month, number);
      const id = `${month}.${String(number).padStart(5, '0')}`;
      const again = evening(dayAfter(announcedOn, replacedAfter));
      return {
        id,
        title: `On the number ${id}`,
        authors: [`Ada Okafor${number}`],
        abstract: `We count to ${id}.`,
        categories:
          crossedAfter > 0 && !categories.includes('stat.ML') ? [...categories, 'stat.ML'] : categories,
        versions: [
          { number: 1, announcedOn, submittedOn: dayAfter(announcedOn, -heldDays) },
          ...(replacedAfter > 0 && again > announcedOn
            ? [{ number: 2, announcedOn: again, submittedOn: again }]
            : []),
        ],
        ...(crossedAfter > 0 &&
          !categories.includes('stat.ML') && {
            crossListed: [{ category: 'stat.ML', announcedOn: evening(dayAfter(announcedOn, crossedAfter)) }],
          }),
      };
    });
}

it('tells each paper once', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.array(paperOf, { minLength: 1, maxLength: 40 }),
      fc.array(faultOf, { maxLength: 4 }),
      fc.array(
        fc.record({ fromHour: fc.integer({ min: 12, max: DAYS * 24 }), hours: fc.constantFrom(1, 24, 168) }),
        {
          maxLength: 2,
        },
      ),
      async (start, wanted, faults, sleeps) => {
        const from = new Date(start);
        clock.set(from);
        const arxiv = await startArxiv({ now: clock.now, pageSize: 20 });
        arxivs.push(arxiv);
        const papers = toPapers(wanted, start.slice(0, 10));
        for (const paper of papers) arxiv.world.put(paper);
        const hour = (count: number) => new Date(from.getTime() + count * HOUR_MS);
        for (const { kind: what, category, fromHour, hours } of faults)
          arxiv.fault({
            ...what,
            ...(category !== undefined && { category }),
            from: hour(fromHour),
            until: hour(fromHour + hours),
          } as Fault);

        const store = await openStore({ file: ':memory:', now: from });
        const library = createLibrary({ store: store.papers, parseAuthorName });
        const { rssUrl, oaiUrl, apiUrl } = arxiv;
        const addresses = { rssUrl, oaiUrl, apiUrl, userAgent: 'test' };
        const poller = createArxivPoller({
          client: createArxivClient({ addresses, clock, random: () => 0.5, intervalMs: 0, timeoutMs: 5000 }),
          library,
          log: store.sources,
          calendar,
          clock,
          random: () => 0.5,
          logger: pino({ level: 'silent' }),
          categories: async () => ASKED,
          queries: [],
        });
        const end = hour((DAYS + 6) * 24);
        for (let next = from; next < end; ) {
          const sleep = sleeps.find(
            (one) => hour(one.fromHour) <= next && next < hour(one.fromHour + one.hours),
          );
          if (sleep !== undefined) next = hour(sleep.fromHour + sleep.hours);
          if (next > clock.now()) clock.set(next);
          ({ next } = await poller.poll(new AbortController().signal));
        }

        const held = new Map((await library.papers('stream')).map(({ id, arxivId }) => [id, arxivId ?? '']));
        const arrivals = await library.arrivalsAfter(0, 10_000);
        const told = arrivals
          .filter(({ kind: said }) => said === 'new' || said === 'cross')
          .map(({ paperId }) => held.get(paperId) ?? '');
        expect(told).toEqual([...new Set(told)]);

        // The first look is at the feed of the day; what is announced on the evening of that day comes later.
        const firstEvening = calendar.lastBatch(from);
        const isLater = (announcedOn: string) => announcedOn > firstEvening.date;
        for (const { id, versions, categories, crossListed } of papers) {
          const announcedOn = versions[0]?.announcedOn ?? '';
          const isListedAtFirst = categories.some(
            (one) => ASKED.includes(one) && !crossListed?.some(({ category }) => category === one),
          );
          if (isListedAtFirst && isLater(announcedOn)) expect(told, `${id} of ${announcedOn}`).toContain(id);
          const isNeverLater = ![announcedOn, ...(crossListed ?? []).map((cross) => cross.announcedOn)].some(
            isLater,
          );
          if (isNeverLater) expect(told, `${id} of ${announcedOn}`).not.toContain(id);
        }
        await store.close();
        await arxiv.close();
        arxivs.pop();
      },
    ),
    { numRuns: Number(process.env.MONTHS ?? 2) },
  );
});
