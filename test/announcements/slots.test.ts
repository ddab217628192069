import { expect, test } from 'vitest';
import { lastSlot, nextSlot, openSlot } from '../../src/announcements/slots.ts';

const NOW = new Date('2026-06-04T10:00:00Z');

function daily(lastDate: string | undefined) {
  const schedule = { type: 'daily', time: '09:00' } as const;
  return { schedule, timeZone: 'UTC', since: new Date('2026-06-01T00:00:00Z'), lastDate };
}

test('a day is told once, also where the clock was set back by a day', () => {
  expect(openSlot(daily('2026-06-03'), NOW)?.date).toBe('2026-06-04');
  for (const told of ['2026-06-04', '2026-06-05', '2026-06-06'])
    expect(openSlot(daily(told), NOW)).toBeUndefined();
  expect(nextSlot(daily('2026-06-05'), NOW)).toEqual(new Date('2026-06-06T09:00:00Z'));
});

test('what was told while the clock was years ahead keeps nothing back', () => {
  expect(openSlot(daily('2030-01-01'), NOW)?.date).toBe('2026-06-04');
  expect(nextSlot(daily('2030-01-01'), NOW)).toEqual(new Date('2026-06-05T09:00:00Z'));
  expect(lastSlot(daily('2030-01-01'), NOW)).toBeUndefined();
  expect(lastSlot(daily('2026-06-03'), NOW)).toEqual(new Date('2026-06-03T09:00:00Z'));
});
