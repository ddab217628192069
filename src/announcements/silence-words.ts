import { cut } from '../text/cut.ts';
import { readableComing, readableHour, readableMoment, weekdayName } from '../text/readable-time.ts';
import type { Silence } from './announcements.ts';

/** Why nothing new has come, each in words of its own: nobody should look for a fault where there is none, or wait where there is one. */

/** Where arXiv lives: its days begin and end there. */
const ARXIV_ZONE = 'America/New_York';

const SOURCES: Readonly<Record<string, string>> = { arxiv: 'arXiv' };
const named = (source: string) => SOURCES[source] ?? source;

/** `Sunday 20:00 in New York (Mon 30 Nov 2026 at 01:00, UTC)`. */
function onBothClocks(at: Date, timeZone: string): string {
  const there = `${weekdayName(at, ARXIV_ZONE)} ${readableHour(at, ARXIV_ZONE)} in New York`;
  return timeZone === ARXIV_ZONE ? there : `${there} (${readableMoment(at, timeZone)}, ${timeZone})`;
}

export function silenceInWords(silence: Silence, { now, timeZone }: { now: Date; timeZone: string }): string {
  switch (silence.type) {
    case 'no-sources':
      return 'No source of new papers is watched here: they come only from files and from people.';
    case 'no-announcement-today': {
      const reason =
        silence.because === 'holiday'
          ? 'arXiv keeps a holiday'
          : `arXiv announces nothing on ${weekdayName(now, ARXIV_ZONE)}s`;
      return `No announcement today: ${reason}. The next is ${onBothClocks(silence.next, timeZone)}.`;
    }
    case 'not-out-yet':
      return `The next announcement is not out yet: expected ${readableComing(silence.expected, timeZone, now)} (${timeZone}).`;
    case 'stale': {
      const since =
        silence.lastNew === undefined
          ? ''
          : ` since ${readableMoment(silence.lastNew, timeZone)} (${timeZone})`;
      return `${named(silence.source)} answers, but has told nothing new${since}, although an announcement was due: its feed is late. I go on asking.`;
    }
    case 'failing':
      return `${named(silence.source)} could not be read since ${readableMoment(silence.since, timeZone)} (${timeZone}): ${cut(silence.reason, 200)}. That is a fault here or there, not a quiet day; whoever runs the bot should look at npm run doctor.`;
  }
}
