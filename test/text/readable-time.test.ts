import { describe, expect, it } from 'vitest';
import { readableComing, readableMoment, weekdayName } from '../../src/text/readable-time.ts';

const now = new Date('2026-09-30T21:30:00Z');

describe('moments in words', () => {
  it('are told on the wall of the zone', () => {
    expect(readableMoment(now, 'UTC')).toBe('Wed 30 Sep 2026 at 21:30');
    expect(readableMoment(now, 'Asia/Tokyo')).toBe('Thu 1 Oct 2026 at 06:30');
    expect(readableMoment(new Date('2026-01-01T00:05:00Z'), 'UTC')).toBe('Thu 1 Jan 2026 at 00:05');
    expect(weekdayName(now, 'Asia/Tokyo')).toBe('Thursday');
  });

  it('are today and tomorrow where they are, by the zone and not by hours', () => {
    expect(readableComing(new Date('2026-09-30T21:50:00Z'), 'UTC', now)).toBe('today at 21:50');
    expect(readableComing(new Date('2026-09-30T22:10:00Z'), 'Europe/Berlin', now)).toBe(
      'tomorrow, Thu 1 Oct 2026, at 00:10',
    );
    expect(readableComing(new Date('2026-10-05T07:00:00Z'), 'Europe/Berlin', now)).toBe(
      'Mon 5 Oct 2026 at 09:00',
    );
  });
});
