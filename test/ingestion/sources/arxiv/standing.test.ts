import { describe, expect, it } from 'vitest';
import { arxivStanding, type StandingParts } from '../../../../src/ingestion/sources/arxiv/standing.ts';
import type { SourceHealth } from '../../../../src/library/source-log.ts';
import { createArxivCalendar } from '../../../../src/schedule/arxiv-calendar.ts';

const calendar = createArxivCalendar();
const utc = (text: string) => new Date(`${text}Z`);

/** cs.LG as it is when everything up to an evening has come. */
function state(evening: string, feedDate: string, broughtAt?: string): StandingParts['state'] {
  const category = { floor: '2605.99999', taken: 'x', feedDate, harvested: evening };
  return { categories: { 'cs.LG': { ...category, ...(broughtAt !== undefined && { broughtAt }) } } };
}

function health(source: string, since: string): SourceHealth {
  const at = utc(since);
  return {
    source,
    checkedAt: at,
    succeededAt: undefined,
    broughtAt: undefined,
    failingSince: at,
    failures: 3,
    reason: 'cs.LG: Status 503',
  };
}

const standing = (now: string, more: Partial<StandingParts>) =>
  arxivStanding({
    calendar,
    categories: ['cs.LG'],
    health: [],
    state: state('', ''),
    now: utc(now),
    ...more,
  });

// Monday, 1 June 2026 is announced on that evening, and shown on Tuesday; New York is four hours behind.
const MONDAY_CAME = state('2026-06-01', '2026-06-02', '2026-06-02T04:00:00.000Z');

describe('the reason for silence', () => {
  it('is that nobody asks for anything', () => {
    expect(standing('2026-06-02T12:00:00', { categories: [] })).toEqual({ type: 'no-sources' });
  });

  it('is none where the newest announcement came, in its feed or through OAI-PMH', () => {
    expect(standing('2026-06-02T16:00:00', { state: MONDAY_CAME })).toBeUndefined();
    const late = state('2026-06-01', '2026-06-01', '2026-06-02T10:30:00.000Z');
    expect(standing('2026-06-02T16:00:00', { state: late })).toBeUndefined();
  });

  it('is that the announcement of the evening is not out yet', () => {
    expect(standing('2026-06-03T01:00:00', { state: MONDAY_CAME })).toEqual({
      type: 'not-out-yet',
      expected: utc('2026-06-03T04:00:00'),
    });
    expect(standing('2026-06-03T05:00:00', { state: MONDAY_CAME })).toEqual({
      type: 'not-out-yet',
      expected: utc('2026-06-03T05:15:00'),
    });
    expect(standing('2026-06-03T08:00:00', { state: { categories: {} } })).toMatchObject({
      type: 'not-out-yet',
    });
  });

  it('is that arXiv rests', () => {
    const friday = state('2026-06-04', '2026-06-05');
    expect(standing('2026-06-06T12:00:00', { state: friday })).toEqual({
      type: 'no-announcement-today',
      because: 'weekend',
      next: utc('2026-06-08T04:00:00'),
    });
    // Labour Day: on Monday, 7 September nothing is announced, and on Tuesday the feeds are empty.
    const monday = state('2026-09-06', '2026-09-07');
    expect(standing('2026-09-08T12:00:00', { state: monday })).toEqual({
      type: 'no-announcement-today',
      because: 'holiday',
      next: utc('2026-09-09T04:00:00'),
    });
  });

  it('is that it shows nothing new where it should', () => {
    const read = state('2026-06-02', '2026-06-02', '2026-06-02T04:00:00.000Z');
    expect(standing('2026-06-03T11:00:00', { state: read })).toMatchObject({ type: 'not-out-yet' });
    expect(standing('2026-06-03T12:00:00', { state: read })).toEqual({
      type: 'stale',
      source: 'arXiv cs.LG',
      lastNew: utc('2026-06-02T04:00:00'),
    });
  });

  it('is that it cannot be asked, after half an hour and only where something is missing', () => {
    const failing = [health('arxiv:cs.LG', '2026-06-03T04:00:00'), health('inbox', '2026-01-01T00:00:00')];
    const parts = { state: MONDAY_CAME, health: failing };
    expect(standing('2026-06-03T04:20:00', parts)).toMatchObject({ type: 'not-out-yet' });
    expect(standing('2026-06-03T04:30:00', parts)).toEqual({
      type: 'failing',
      source: 'arXiv',
      since: utc('2026-06-03T04:00:00'),
      reason: 'cs.LG: Status 503',
    });
    const never = { state: { categories: {} }, health: failing };
    expect(standing('2026-06-03T04:01:00', never)).toMatchObject({ type: 'failing' });
    const caughtUp = state('2026-06-02', '2026-06-03', '2026-06-03T10:30:00.000Z');
    expect(standing('2026-06-03T16:00:00', { ...parts, state: caughtUp })).toBeUndefined();
  });
});
