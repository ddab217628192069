import { arxivDate, createArxivCalendar } from '../../../src/schedule/arxiv-calendar.ts';

/** arXiv as it is at any moment of a simulated time: papers, and on which evenings what of them is announced. */

export type WorldVersion = {
  readonly number: number;
  /** The evening (New York, ISO 8601) on which it is announced. */
  readonly announcedOn: string;
  /** The day on which it was handed in; a paper may be held for weeks. */
  readonly submittedOn: string;
  readonly comment?: string;
};

export type WorldPaper = {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  /** Primary first. */
  readonly categories: readonly string[];
  /** From 1; at least one. */
  readonly versions: readonly WorldVersion[];
  /** Categories of the above that it was listed in on a later evening. */
  readonly crossListed?: readonly { readonly category: string; readonly announcedOn: string }[];
};

export type Announcement = {
  readonly paper: WorldPaper;
  readonly version: WorldVersion;
  readonly type: 'new' | 'cross' | 'replace' | 'replace-cross';
};

export type World = {
  /** Adds a paper, or puts another in the place of the one with its id. */
  put(paper: WorldPaper): void;
  papers(): readonly WorldPaper[];
  /** What is announced in a category on an evening, in the order of ids. */
  announced(category: string, evening: string): readonly Announcement[];
  /** The evening whose batch the feeds show at a moment; it may have none. */
  feedEvening(now: Date): string;
  /** The newest version of a paper that OAI-PMH and API have at a moment, and the day of its last change. */
  held(
    paper: WorldPaper,
    now: Date,
  ): { readonly version: WorldVersion; readonly changedOn: string } | undefined;
  /** A paper's categories as they are at a moment. */
  categories(paper: WorldPaper, now: Date): readonly string[];
};

const DAY_MS = 86_400_000;
const calendar = createArxivCalendar([]);

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** True where a category is the other or an archive that holds it. */
function holds(category: string, other: string): boolean {
  return category === other || other.startsWith(`${category}.`);
}

/** The evening whose papers OAI-PMH and API have: what is announced at 20:00 is there from 22:30 on. */
function heldEvening(now: Date): string {
  const batch = calendar.lastBatch(now);
  return batch.harvestableAt <= now
    ? batch.date
    : calendar.lastBatch(new Date(batch.announcedAt.getTime() - 1)).date;
}

/** Asked for each paper of a world, and the same for all at a moment. */
function lastOf<Value>(find: (now: Date) => Value): (now: Date) => Value {
  let last: { readonly at: number; readonly value: Value } | undefined;
  return (now) => {
    if (last?.at !== now.getTime()) last = { at: now.getTime(), value: find(now) };
    return last.value;
  };
}

export function createWorld(): World {
  const papers = new Map<string, WorldPaper>();
  const eveningAt = lastOf(heldEvening);
  const dateAt = lastOf(arxivDate);

  const listedOn = (paper: WorldPaper, category: string): string =>
    paper.crossListed?.find((cross) => cross.category === category)?.announcedOn ??
    paper.versions[0]?.announcedOn ??
    '';

  function announcementOf(paper: WorldPaper, category: string, evening: string): Announcement | undefined {
    const own = paper.categories.filter(
      (listed) => holds(category, listed) && listedOn(paper, listed) <= evening,
    );
    if (own.length === 0) return undefined;
    const isPrimary = holds(category, paper.categories[0] ?? '');
    const version = paper.versions.find(({ announcedOn }) => announcedOn === evening);
    if (version !== undefined && version.number > 1)
      return { paper, version, type: isPrimary ? 'replace' : 'replace-cross' };
    const current = paper.versions.findLast(({ announcedOn }) => announcedOn <= evening);
    const isListed = own.some((listed) => listedOn(paper, listed) === evening);
    if (!isListed || current === undefined) return undefined;
    return { paper, version: current, type: isPrimary && version !== undefined ? 'new' : 'cross' };
  }

  return {
    put: (paper) => void papers.set(paper.id, paper),
    papers: () => [...papers.values()],

    announced: (category, evening) =>
      [...papers.values()]
        .map((paper) => announcementOf(paper, category, evening))
        .filter((announcement): announcement is Announcement => announcement !== undefined)
        .sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1)),

    feedEvening: (now) => dayAfter(arxivDate(now), -1),

    held(paper, now) {
      const evening = eveningAt(now);
      const version = paper.versions.findLast(({ announcedOn }) => announcedOn <= evening);
      if (version === undefined) return undefined;
      const changes = [version, ...(paper.crossListed ?? [])]
        .map(({ announcedOn }) => announcedOn)
        .filter((announcedOn) => announcedOn <= evening);
      return { version, changedOn: dayAfter(changes.sort().at(-1) ?? version.announcedOn) };
    },

    categories(paper, now) {
      const today = dateAt(now);
      return paper.categories.filter((category) => listedOn(paper, category) <= today);
    },
  };
}
