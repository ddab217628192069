import { createArxivCalendar } from '../../src/schedule/arxiv-calendar.ts';
import { openStore } from '../../src/store/open-store.ts';
import { startArxiv } from '../../test/standins/arxiv/index.ts';
import { createHurriedClock } from '../../test/standins/fake-clock.ts';
import { seeded } from './seeded.ts';
import { judgeYear } from './year/judge.ts';
import { runYear } from './year/run.ts';
import { createTroubles } from './year/troubles.ts';
import { createPapers, eveningsFrom } from './year/world.ts';

export type YearOptions = {
  /** Days. */
  readonly runs: number;
  readonly seed: number;
  readonly print: (line: string) => void;
  /** Platforms that do not look for what was tried before, to see that this is found. */
  readonly isForgetful?: boolean;
  /** OAI-PMH tells nothing, to see that what the feeds missed is found missing. */
  readonly isUnreconciled?: boolean;
};

/** A Monday noon in New York, with an announcement that evening. */
const START = new Date('2026-01-05T17:00:00Z');
const FIRST_EVENING = '2026-01-05';
/** After the last announcement, so that whatever was down is up again and the weekly digest has come. */
const QUIET_DAYS = 16;
const DAY_MS = 86_400_000;
const MOST_LINES = 30;
/** Small pages, so that there are several of them. */
const PAGE = 40;

/**
 * Lives through a year of arXiv, with all that goes wrong in it, in seconds a day, and looks in the end at what was posted: each paper
 * to whom it was for, once, in one digest a day at most, and what came late said so.
 * @returns undefined where that is so, else what is wrong
 */
export async function year({
  runs,
  seed,
  print,
  isForgetful = false,
  isUnreconciled = false,
}: YearOptions): Promise<string | undefined> {
  const random = seeded(seed);
  const clock = createHurriedClock(START);
  const calendar = createArxivCalendar();
  const evenings = eveningsFrom(FIRST_EVENING, runs, calendar);
  const last = evenings.at(-1) ?? FIRST_EVENING;
  const papers = createPapers(evenings, random);
  const troubles = createTroubles(evenings, papers, calendar, random);
  const arxiv = await startArxiv({ now: clock.now, pageSize: PAGE });
  const store = await openStore({ file: ':memory:', now: START });
  try {
    for (const paper of papers) arxiv.world.put(paper);
    for (const fault of troubles.faults) arxiv.fault(fault);
    const until = new Date(START.getTime() + (runs + QUIET_DAYS) * DAY_MS);
    const posted = await runYear(
      { clock, calendar, arxiv, store, outages: troubles.outages, random, isForgetful, isUnreconciled },
      until,
    );
    const { counts, wrong } = judgeYear(papers, posted, last);
    print(`${evenings.length} evenings, ${papers.length} papers, ${arxiv.requests.length} requests`);
    for (const [name, number] of [...troubles.counts].sort()) print(`${name}: ${number}`);
    for (const [name, number] of counts) print(`${name}: ${number}`);
    if (troubles.held.length > 0 && counts.get('late papers') === 0)
      return 'late papers: none, though some were held back';
    return wrong.length > 0 ? wrong.slice(0, MOST_LINES).join('\n') : undefined;
  } finally {
    await store.close();
    await arxiv.close();
  }
}
