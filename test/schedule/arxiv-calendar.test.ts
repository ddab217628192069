import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arxivDate, createArxivCalendar, shippedNoMailingDays } from '../../src/schedule/arxiv-calendar.ts';

const calendar = createArxivCalendar();
const utc = (text: string) => new Date(`${text}Z`);

describe("arXiv's calendar", () => {
  it.each([
    // Winter: 20:00 is 01:00 UTC of the next day.
    ['2026-01-13T01:00:00', '2026-01-12', '2026-01-13T01:00:00'],
    ['2026-01-13T00:59:59', '2026-01-11', '2026-01-12T01:00:00'],
    // Summer: 20:00 is midnight UTC.
    ['2026-07-15T00:00:00', '2026-07-14', '2026-07-15T00:00:00'],
    // Friday's and Saturday's evenings have none.
    ['2026-07-19T23:00:00', '2026-07-16', '2026-07-17T00:00:00'],
    // Thanksgiving: Wednesday's announcement is the last one until Sunday.
    ['2026-11-29T23:00:00', '2026-11-25', '2026-11-26T01:00:00'],
    // Between the years two evenings of one week have none.
    ['2026-12-31T12:00:00', '2026-12-30', '2026-12-31T01:00:00'],
    ['2026-12-30T12:00:00', '2026-12-28', '2026-12-29T01:00:00'],
  ])('takes the batch of %s for that of %s', (now, date, announcedAt) => {
    expect(calendar.lastBatch(utc(now))).toMatchObject({ date, announcedAt: utc(announcedAt) });
  });

  it('says when feeds and OAI-PMH have a batch, and which date the feeds carry', () => {
    expect(calendar.lastBatch(utc('2026-07-13T10:00:00'))).toEqual({
      date: '2026-07-12',
      announcedAt: utc('2026-07-13T00:00:00'),
      harvestableAt: utc('2026-07-13T02:30:00'),
      feedAt: utc('2026-07-13T04:00:00'),
      feedDate: '2026-07-13',
      feedEndsAt: utc('2026-07-14T04:00:00'),
    });
  });

  it('keeps to the wall clock when clocks change', () => {
    // From 2:00 to 3:00 on Sunday, 8 March; from 2:00 to 1:00 on Sunday, 1 November.
    const spring = calendar.nextBatch(utc('2026-03-08T12:00:00'));
    expect(spring).toMatchObject({ date: '2026-03-08', announcedAt: utc('2026-03-09T00:00:00') });
    const before = calendar.lastBatch(utc('2026-03-08T12:00:00'));
    expect(before).toMatchObject({ date: '2026-03-05', announcedAt: utc('2026-03-06T01:00:00') });
    const autumn = calendar.nextBatch(utc('2026-11-01T12:00:00'));
    expect(autumn).toMatchObject({
      announcedAt: utc('2026-11-02T01:00:00'),
      feedAt: utc('2026-11-02T05:00:00'),
    });
    expect(calendar.lastBatch(utc('2026-11-01T12:00:00')).feedEndsAt).toEqual(utc('2026-10-31T04:00:00'));
  });

  it('counts back announcements, not days', () => {
    const batch = calendar.lastBatch(utc('2026-11-30T12:00:00'));
    expect(batch.date).toBe('2026-11-29');
    expect([1, 2, 3, 4].map((count) => calendar.startOf(batch.date, count))).toEqual([
      '2026-11-29',
      '2026-11-25',
      '2026-11-24',
      '2026-11-23',
    ]);
  });

  it('tells why an evening has no announcement', () => {
    expect(['2026-07-17', '2026-07-18', '2026-07-19', '2026-09-07'].map(calendar.noMailing)).toEqual([
      'weekend',
      'weekend',
      undefined,
      'holiday',
    ]);
  });

  it('takes other days without announcement from the configuration', () => {
    const other = createArxivCalendar(['2027-03-01']);
    expect(other.noMailing('2027-03-01')).toBe('holiday');
    expect(other.noMailing('2026-09-07')).toBeUndefined();
    expect([other.knownUntil, calendar.knownUntil, createArxivCalendar([]).knownUntil]).toEqual([
      2027, 2026, 0,
    ]);
  });

  it('has the next batch after the last, and nothing between, at any moment', () => {
    const moments = fc.date({
      min: utc('2025-12-01T00:00:00'),
      max: utc('2028-01-01T00:00:00'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (now) => {
        const [last, next] = [calendar.lastBatch(now), calendar.nextBatch(now)];
        expect(last.announcedAt <= now && now < next.announcedAt).toBe(true);
        expect(calendar.nextBatch(last.announcedAt)).toEqual(next);
        expect(calendar.lastBatch(next.announcedAt)).toEqual(next);
        expect(calendar.noMailing(next.date)).toBeUndefined();
        expect(arxivDate(next.announcedAt)).toBe(next.date);
      }),
    );
  });

  it('ships dates only', () => {
    expect(shippedNoMailingDays().every((day) => /^\d{4}-\d\d-\d\d$/.test(day))).toBe(true);
  });
});
