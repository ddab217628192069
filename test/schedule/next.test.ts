import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastTime, localDate, nextTime, timeZoneName } from '../../src/schedule/next.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const daily = (time: string) => ({ time, weekdays: EVERY_DAY });
const at = (text: string) => new Date(text);
const shown = ({ at: moment, date }: { at: Date; date: string }) => `${moment.toISOString()} of ${date}`;

describe('the next time', () => {
  it('is today where it is still to come, else on the next day that counts', () => {
    expect(shown(nextTime(at('2026-11-24T08:59:59Z'), daily('09:00'), 'UTC'))).toBe(
      '2026-11-24T09:00:00.000Z of 2026-11-24',
    );
    expect(shown(nextTime(at('2026-11-24T09:00:00Z'), daily('09:00'), 'UTC'))).toBe(
      '2026-11-25T09:00:00.000Z of 2026-11-25',
    );
    expect(
      shown(nextTime(at('2026-11-27T12:00:00Z'), { time: '09:00', weekdays: [1, 2, 3, 4, 5] }, 'UTC')),
    ).toBe('2026-11-30T09:00:00.000Z of 2026-11-30');
  });

  it('keeps to the wall when the clock changes, and comes once on that day', () => {
    expect(shown(nextTime(at('2026-03-07T15:00:00Z'), daily('09:00'), 'America/New_York'))).toBe(
      '2026-03-08T13:00:00.000Z of 2026-03-08',
    );
    // 02:30 does not exist on that day.
    expect(shown(nextTime(at('2026-03-08T05:00:00Z'), daily('02:30'), 'America/New_York'))).toBe(
      '2026-03-08T07:30:00.000Z of 2026-03-08',
    );
    // 01:30 comes twice on that day: the first one counts, and is the day's only one.
    const first = nextTime(at('2026-11-01T04:00:00Z'), daily('01:30'), 'America/New_York');
    expect(shown(first)).toBe('2026-11-01T05:30:00.000Z of 2026-11-01');
    expect(shown(nextTime(first.at, daily('01:30'), 'America/New_York'))).toBe(
      '2026-11-02T06:30:00.000Z of 2026-11-02',
    );
  });

  it('comes on a leap day', () => {
    expect(shown(nextTime(at('2028-02-28T10:00:00Z'), daily('09:00'), 'UTC'))).toBe(
      '2028-02-29T09:00:00.000Z of 2028-02-29',
    );
  });

  it('comes after a date that was done already, also where the clock was set back behind it', () => {
    expect(shown(nextTime(at('2026-11-20T08:00:00Z'), daily('09:00'), 'UTC', '2026-12-24'))).toBe(
      '2026-12-25T09:00:00.000Z of 2026-12-25',
    );
  });
});

it('finds the last time up to a moment', () => {
  const monday = { time: '09:00', weekdays: [1] };
  expect(shown(lastTime(at('2026-11-24T00:00:00Z'), monday, 'Asia/Tokyo'))).toBe(
    '2026-11-23T00:00:00.000Z of 2026-11-23',
  );
  expect(shown(lastTime(at('2026-11-22T23:59:59Z'), monday, 'Asia/Tokyo'))).toBe(
    '2026-11-16T00:00:00.000Z of 2026-11-16',
  );
});

it('names every day once, in any time zone and year', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
  fc.assert(
    fc.property(
      fc.date({ min: at('2020-01-01'), max: at('2035-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 * 60 + 59 }),
      (start, zone, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const days = [nextTime(start, daily(time), zone)];
        for (let count = 0; count < 10; count += 1) {
          const last = days.at(-1);
          if (last !== undefined) days.push(nextTime(last.at, daily(time), zone));
        }
        const dates = days.map(({ date }) => date);
        const first = Date.parse(dates[0] ?? '');
        expect(dates).toEqual(
          dates.map((_, index) => new Date(first + index * 86_400_000).toISOString().slice(0, 10)),
        );
        for (const day of days) expect(lastTime(day.at, daily(time), zone)).toEqual(day);
      },
    ),
  );
});

it('knows time zones by their names, however they are typed', () => {
  expect(timeZoneName(' europe/berlin ')).toBe('Europe/Berlin');
  expect(timeZoneName('Europe/Munich')).toBeUndefined();
  expect(localDate(at('2026-11-24T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-25');
});
