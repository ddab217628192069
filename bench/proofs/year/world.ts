import type { ArxivCalendar } from '../../../src/schedule/arxiv-calendar.ts';
import { dayAfter, type WorldPaper, type WorldVersion } from '../../../test/standins/arxiv/world.ts';
import { pick, type Random } from '../seeded.ts';

/** A year of arXiv: what is announced on which evening, with all that makes it hard to tell once. */

/** Asked for; the other categories are seen as cross-lists only. */
export const ASKED = ['cs.CR', 'cs.LG', 'stat.ML'] as const;
export const FOLLOWED_AUTHOR = 'Ada Okafor';
/** Wrote several papers of the library. */
export const LAB_AUTHOR = 'Mira Halvorsen';
export const TOPIC = 'garden beds';
/** What the library's papers say; a new paper that says the same is near to them. */
export const LAB_ABSTRACT =
  'Sailors chart coastal currents with lanterns. Their lanterns mark reefs, tides and moorings along every coastal inlet.';

const MOST_A_DAY = 5;
const FLOOD = 45;
const FLOOD_EVERY_DAYS = 60;
const LISTINGS: readonly (readonly string[])[] = [
  ['cs.CR'],
  ['cs.CR'],
  ['cs.LG'],
  ['stat.ML'],
  ['cs.LG', 'cs.CR'],
  ['stat.ML', 'cs.LG'],
  ['hep-th', 'cs.CR'],
  ['quant-ph', 'stat.ML'],
];

/** The evenings with an announcement from one on, so many days long. */
export function eveningsFrom(first: string, days: number, calendar: ArxivCalendar): readonly string[] {
  return Array.from({ length: days }, (_, index) => dayAfter(first, index)).filter(
    (day) => calendar.noMailing(day) === undefined,
  );
}

function laterOn(evenings: readonly string[], evening: string, days: number): string | undefined {
  const day = dayAfter(evening, days);
  return evenings.find((other) => other >= day);
}

/** Ids are given at the announcement, in the month of it. */
function arxivId(evening: string, number: number): string {
  return `${evening.slice(2, 4)}${evening.slice(5, 7)}.${String(number).padStart(5, '0')}`;
}

function versionsOf(evening: string, evenings: readonly string[], random: Random): readonly WorldVersion[] {
  // Some were held back for weeks before they were announced.
  const submittedOn = dayAfter(evening, random() < 0.1 ? -25 : -1);
  const first = { number: 1, announcedOn: evening, submittedOn };
  const chance = random();
  const second = (days: number, comment?: string): readonly WorldVersion[] => {
    const announcedOn = laterOn(evenings, evening, days);
    if (announcedOn === undefined) return [first];
    const said = comment === undefined ? {} : { comment };
    return [first, { number: 2, announcedOn, submittedOn: announcedOn, ...said }];
  };
  if (chance < 0.1) return second(28 + Math.floor(random() * 10));
  if (chance < 0.15) return second(1 + Math.floor(random() * 4));
  if (chance < 0.18) return second(30, 'This paper has been withdrawn by the authors');
  return [first];
}

export function createPapers(evenings: readonly string[], random: Random): readonly WorldPaper[] {
  return evenings.flatMap((evening, day) => {
    const isFlood = day % FLOOD_EVERY_DAYS === FLOOD_EVERY_DAYS - 1;
    const count = isFlood ? FLOOD : Math.floor(random() * (MOST_A_DAY + 1));
    return Array.from({ length: count }, (_, index): WorldPaper => {
      const id = arxivId(evening, day * 100 + index + 1);
      const categories = pick(LISTINGS, random);
      const chance = random();
      const isLater = random() < 0.15 && categories.length > 1;
      const crossedOn = isLater ? laterOn(evenings, evening, 2 + Math.floor(random() * 12)) : undefined;
      const [, crossed = ''] = categories;
      const authors = chance < 0.2 ? [FOLLOWED_AUTHOR] : chance < 0.3 ? [LAB_AUTHOR] : [];
      const text = random();
      const abstract =
        text < 0.06
          ? LAB_ABSTRACT
          : text < 0.25
            ? `Item ${id} plants ${TOPIC} again.`
            : `Item ${id} weighs numerals ${id}.`;
      return {
        id,
        title: `Numeral ${id}`,
        authors: [...authors, `Quillon Zz${id.replace('.', '')}`],
        abstract,
        categories,
        versions: versionsOf(evening, evenings, random),
        ...(crossedOn !== undefined && { crossListed: [{ category: crossed, announcedOn: crossedOn }] }),
      };
    });
  });
}
