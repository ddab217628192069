import { describe, expect, it } from 'vitest';
import { readTimeZone, timeZones } from '../../../src/commands/follow/time-zone.ts';

describe('readTimeZone', () => {
  it('knows every zone by its own name', () => {
    expect(timeZones().length).toBeGreaterThan(300);
    for (const zone of timeZones()) expect(readTimeZone(zone.toLowerCase())).toEqual({ zone });
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['europe berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
  ])('%s is %s', (typed, zone) => {
    expect(readTimeZone(typed)).toEqual({ zone });
  });

  it.each([
    ['Berlni', 'Europe/Berlin'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['CET', 'Europe/Berlin'],
    ['PST', 'America/Los_Angeles'],
    ['Germany', 'Europe/Berlin'],
    ['München', 'Europe/Berlin'],
    ['san francisco', 'America/Los_Angeles'],
    ['Cambridge', 'Europe/London'],
  ])('%s may be %s, and is not taken for it', (typed, zone) => {
    const read = readTimeZone(typed);
    expect('nearest' in read && read.nearest[0]).toBe(zone);
  });

  it.each(['', 'xyzzyq', '+02:00', 'UTC+2', '🌍'.repeat(40), '../../etc/passwd'])(
    '%s is near to none',
    (typed) => {
      expect(readTimeZone(typed)).toEqual({ nearest: [], isOne: false });
    },
  );
});
