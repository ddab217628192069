import { pino } from 'pino';
import { nextSlot } from '../../../src/announcements/slots.ts';
import { subjectAsTyped } from '../../../src/announcements/subject-words.ts';
import { createAnnouncing } from '../../../src/announcing.ts';
import { createLibrarySync } from '../../../src/commands/library-sync.ts';
import { createEngine } from '../../../src/engine/create-engine.ts';
import { parseAuthorName } from '../../../src/ingestion/author-name.ts';
import { createArxivClient } from '../../../src/ingestion/sources/arxiv/client.ts';
import { createArxivPoller } from '../../../src/ingestion/sources/arxiv/poll-arxiv.ts';
import { createLibrary } from '../../../src/library/create-library.ts';
import type { PaperDraft } from '../../../src/paper.ts';
import type { ArxivCalendar } from '../../../src/schedule/arxiv-calendar.ts';
import type { Store } from '../../../src/store/open-store.ts';
import type { ArxivStandIn } from '../../../test/standins/arxiv/index.ts';
import type { HurriedClock } from '../../../test/standins/fake-clock.ts';
import type { Random } from '../seeded.ts';
import { FOLLOWS } from './follows.ts';
import { createRecordingPoster, type Posted } from './recording-poster.ts';
import { isDown, type Outage } from './troubles.ts';
import { ASKED, LAB_ABSTRACT, LAB_AUTHOR } from './world.ts';

/** The bot's own parts through a simulated time, stopped and started again where it is down. */

export type YearParts = {
  readonly clock: HurriedClock;
  readonly calendar: ArxivCalendar;
  readonly arxiv: ArxivStandIn;
  readonly store: Store;
  readonly outages: readonly Outage[];
  readonly random: Random;
  readonly isForgetful: boolean;
  readonly isUnreconciled: boolean;
};

const logger = pino({ level: 'silent' });
const MINUTE_MS = 60_000;
/** Without anything else to do it looks again after so long; the bot looks every minute. */
const LONGEST_STEP_MS = 6 * 60 * MINUTE_MS;
const TIMEOUT_MS = 5000;

function libraryDraft(number: number): PaperDraft {
  const title = ['Lanterns', 'Reefs', 'Moorings'][number] ?? 'Tides';
  return {
    title,
    rawTitle: title,
    authors: [parseAuthorName(LAB_AUTHOR)],
    authorsComplete: true,
    abstract: LAB_ABSTRACT,
    rawAbstract: LAB_ABSTRACT,
    date: '2024-05-01',
    categories: ['cs.CR'],
    hasCode: false,
    doi: `10.1000/${number}`,
    sources: [{ kind: 'bibtex', name: 'lab.bib' }],
  };
}

/** @returns all that was posted */
export async function runYear(parts: YearParts, until: Date): Promise<readonly Posted[]> {
  const { clock, calendar, arxiv, store, outages, random, isForgetful, isUnreconciled } = parts;
  const posted: Posted[] = [];
  const library = createLibrary({ store: store.papers, parseAuthorName });
  await library.ingest([0, 1, 2].map(libraryDraft), 'library');
  for (const { conversation, isDirect, subject, schedule, timeZone } of FOLLOWS) {
    const owner = { ownerId: 'discord:ada', ownerName: 'Ada' };
    const rule = { ...owner, conversation, isDirect, subject, schedule, timeZone };
    await store.announcements.follow(rule, subjectAsTyped(subject), clock.now());
  }
  const { signal } = new AbortController();

  async function start() {
    const engine = createEngine();
    const level = createLibrarySync(library, engine);
    await level.sync();
    const poster = (name: 'discord' | 'slack') =>
      createRecordingPoster({
        name,
        now: clock.now,
        isDown: () => isDown(outages, name, clock.now()),
        random,
        posted,
        isForgetful,
      });
    const posters = new Map([
      ['discord', poster('discord')],
      ['slack', poster('slack')],
    ]);
    const announcing = createAnnouncing({
      config: { adminUsers: [], digestHeadlines: 8, timeZone: 'UTC' },
      store: store.announcements,
      library,
      engine,
      sync: level.sync,
      arxiv: undefined,
      posterOf: (name) => posters.get(name),
      clock,
      logger,
    });
    const { rssUrl, oaiUrl, apiUrl } = arxiv;
    const client = createArxivClient({
      addresses: { rssUrl, oaiUrl, apiUrl, userAgent: 'proof' },
      clock,
      random,
      intervalMs: 0,
      timeoutMs: TIMEOUT_MS,
    });
    const poller = createArxivPoller({
      client: isUnreconciled ? { ...client, changes: async () => [] } : client,
      library,
      log: store.sources,
      calendar,
      clock,
      random,
      logger,
      categories: async () => ASKED,
      queries: [],
    });
    return { jobs: announcing.jobs(() => undefined), poller, stop: () => level.stop() };
  }

  /** When something can happen, as far as the bot or its platforms know. */
  async function nextMoment(nextPoll: Date): Promise<Date> {
    const now = clock.now();
    const due = await store.announcements.nextDue();
    const rules = await store.announcements.rules();
    const moments = [
      nextPoll,
      new Date(now.getTime() + LONGEST_STEP_MS),
      ...(due === undefined ? [] : [due]),
      ...rules.flatMap((rule) => nextSlot(rule, now) ?? []),
      ...(await store.announcements.pauses(now)).values(),
      ...outages.filter(({ of }) => of === 'bot').map(({ from }) => from),
    ];
    const later = moments.filter((moment) => moment > now).map(Number);
    return new Date(Math.min(...later));
  }

  let bot = await start();
  let nextPoll = clock.now();
  while (clock.now() < until) {
    const down = outages.find(
      ({ of, from, until: end }) => of === 'bot' && from <= clock.now() && clock.now() < end,
    );
    if (down !== undefined) {
      bot.stop();
      clock.set(down.until);
      bot = await start();
      nextPoll = clock.now();
    }
    if (nextPoll <= clock.now()) nextPoll = (await bot.poller.poll(signal)).next;
    for (const job of bot.jobs) await job.run(signal);
    const next = await nextMoment(nextPoll);
    if (next > clock.now()) clock.set(next);
  }
  bot.stop();
  return posted;
}
