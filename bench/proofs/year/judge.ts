import { renderText } from '../../../src/reply/render-text.ts';
import { ARXIV_ZONE } from '../../../src/schedule/arxiv-calendar.ts';
import { lastTime, localDate } from '../../../src/schedule/next.ts';
import { dayAfter, type WorldPaper } from '../../../test/standins/arxiv/world.ts';
import { FOLLOWS, firstSeen, type YearFollow } from './follows.ts';
import type { Posted } from './recording-poster.ts';
import { feedDateOf } from './troubles.ts';

/** Whether everybody was told of everything, once, in time and in small doses: by what was posted. */

export type YearVerdict = {
  readonly counts: ReadonlyMap<string, number>;
  /** What is wrong, in sentences. */
  readonly wrong: readonly string[];
};

/** What is told of a paper is new, then at most one version of it, and that it was withdrawn. */
type Expected = { readonly least: number; readonly most: number };

const HEADLINES = 8;
/** Posts that are told at once, on one day. */
const AT_ONCE_A_DAY = 12;
/** A version so much later comes when the paper was told already, whatever was down. */
const SURELY_TOLD_DAYS = 26;
/** Longer than a paper is held back, and than most outages. */
const SOON_DAYS = 10;

function expectedOf(paper: WorldPaper, follow: YearFollow, last: string): Expected {
  const { evening, listed, later } = firstSeen(paper);
  if (evening > last) return { least: 0, most: 0 };
  const due = follow.takes(paper, listed, later);
  if (due === 'never') return { least: 0, most: 0 };
  const [, second] = paper.versions;
  const hasSecond = second !== undefined && second.announcedOn <= last;
  const isLate = hasSecond && second.announcedOn >= dayAfter(evening, SURELY_TOLD_DAYS);
  const least = due === 'must' ? 1 : 0;
  return {
    least: least + (due === 'must' && isLate ? 1 : 0),
    most: 1 + (hasSecond ? (second.comment === undefined ? 1 : 2) : 0),
  };
}

function startOf(date: string): Date {
  return lastTime(
    new Date(Date.parse(`${date}T12:00:00Z`)),
    { time: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    ARXIV_ZONE,
  ).at;
}

/** What a digest says about each paper that it shows. */
function shownIn(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/(?=Numeral \d{4}[.]\d{5})/);
  return new Map(
    parts.flatMap((part) => {
      const [, id] = /^Numeral (\d{4}[.]\d{5})/.exec(part) ?? [];
      return id === undefined ? [] : [[id, part] as const];
    }),
  );
}

/**
 * OAI-PMH tells the day of the last change alone: of a paper that was cross-listed, or soon had another version, no source tells
 * on which day it should have been seen, so no label can be asked for.
 */
function hasOneDay({ crossListed = [], versions: [first, second] }: WorldPaper): boolean {
  const isSoon =
    first !== undefined &&
    second !== undefined &&
    second.announcedOn <= dayAfter(first.announcedOn, SOON_DAYS);
  return crossListed.length === 0 && !isSoon;
}

function slotBefore({ schedule, timeZone }: YearFollow, at: Date): Date {
  if (schedule.type === 'at-once') return at;
  const weekdays =
    schedule.type === 'weekly'
      ? [schedule.weekday]
      : [1, 2, 3, 4, 5, 6, 7].filter((day) => schedule.type === 'daily' || day < 6);
  return lastTime(at, { time: schedule.time, weekdays }, timeZone).at;
}

export function judgeYear(
  papers: readonly WorldPaper[],
  posted: readonly Posted[],
  last: string,
): YearVerdict {
  const wrong: string[] = [];
  const counts = new Map<string, number>();
  const count = (name: string, by = 1) => counts.set(name, (counts.get(name) ?? 0) + by);
  const say = (name: string, sentence: string) => {
    count(name);
    wrong.push(`${name}: ${sentence}`);
  };
  for (const name of [
    'missed',
    'doubled',
    'floods',
    'late papers',
    'late without a label',
    'labelled late and not',
  ])
    count(name, 0);

  const keys = new Set<string>();
  for (const { conversation, key } of posted) {
    const name = `${conversation} ${key}`;
    if (keys.has(name)) say('doubled', `the post ${name}`);
    keys.add(name);
  }

  for (const follow of FOLLOWS) {
    const { conversation, schedule, timeZone } = follow;
    const digests = posted.filter(
      (one) => one.conversation === conversation && !one.inThread && one.reply.papers.length > 0,
    );
    count('digests', digests.length);

    const told = new Map<string, Posted[]>();
    for (const digest of digests)
      for (const { title } of digest.reply.papers) {
        const arxivId = title.replace('Numeral ', '');
        const before = told.get(arxivId) ?? [];
        if (before.at(-1) !== digest) told.set(arxivId, [...before, digest]);
      }
    for (const paper of papers) {
      const { least, most } = expectedOf(paper, follow, last);
      const times = told.get(paper.id)?.length ?? 0;
      count('papers told', times);
      // A version and a withdrawal of one paper may stand in one digest.
      const where = `${paper.id} in ${conversation}: ${times} times, not ${least} to ${most}`;
      if (times < least) say('missed', where);
      if (times > most) say('doubled', where);
    }

    const perDay = new Map<string, number>();
    for (const { at } of digests) {
      const date = localDate(at, timeZone);
      perDay.set(date, (perDay.get(date) ?? 0) + 1);
    }
    const mostADay = schedule.type === 'at-once' ? AT_ONCE_A_DAY : 1;
    for (const [date, times] of perDay)
      if (times > mostADay) say('floods', `${times} posts on ${date} in ${conversation}`);

    const byId = new Map(papers.map((paper) => [paper.id, paper]));
    for (const [index, digest] of digests.entries()) {
      const shown = shownIn(renderText(digest.reply));
      if (shown.size > HEADLINES) say('floods', `${shown.size} headlines in a post of ${conversation}`);
      const before = digests[index - 1];
      if (before === undefined || schedule.type === 'at-once') continue;
      for (const [id, text] of shown) {
        const paper = byId.get(id);
        const isFirst = told.get(id)?.[0] === digest;
        if (paper === undefined || !isFirst || !hasOneDay(paper)) continue;
        const announcedAt = startOf(feedDateOf(firstSeen(paper).evening));
        const isLate = announcedAt <= slotBefore(follow, before.at);
        const isInTime = announcedAt > before.at;
        const isLabelled = /announced \d{1,2} \w+/.test(text);
        const where = `${id} in ${conversation}, announced ${announcedAt.toISOString()}, posted ${digest.at.toISOString()}, before that ${before.at.toISOString()}`;
        if (isLate) count('late papers');
        if (isLate && !isLabelled) say('late without a label', where);
        if (isInTime && isLabelled) say('labelled late and not', where);
      }
    }
  }
  return { counts, wrong };
}
