import type { Announcements, Outlook } from '../../announcements/announcements.ts';
import type { Subject } from '../../announcements/rule.ts';

/** How long an answer waits for a number that is only nice to have. */
const WAIT_MS = 4000;

/** `about 3 papers a day`; `about 2 a week` where it is less than one. */
function rate(papersADay: number): string {
  if (papersADay >= 1) {
    const rounded = papersADay < 10 ? Math.round(papersADay) : Math.round(papersADay / 5) * 5;
    return `about ${rounded} ${rounded === 1 ? 'paper' : 'papers'} a day`;
  }
  const weekly = Math.round(papersADay * 7);
  if (weekly >= 1) return `about ${weekly} ${weekly === 1 ? 'paper' : 'papers'} a week`;
  return 'about one paper a month';
}

export function outlookInWords({ papersADay, days, askedOf }: Exclude<Outlook, undefined>): string {
  if (papersADay <= 0) return `Nothing like it in the last ${days} days (${askedOf}).`;
  const words = rate(papersADay);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} lately (${askedOf}, last ${days} days).`;
}

/** What is to be expected, in a sentence; undefined where nobody can tell in time. Never rejects. */
export async function expected(
  subject: Subject,
  announcements: Announcements,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const late = AbortSignal.timeout(WAIT_MS);
  const within = signal === undefined ? late : AbortSignal.any([signal, late]);
  const nothing = new Promise<undefined>((resolve) => {
    within.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    const outlook = await Promise.race([announcements.outlook(subject, within), nothing]);
    return outlook === undefined ? undefined : outlookInWords(outlook);
  } catch {
    return undefined;
  }
}
