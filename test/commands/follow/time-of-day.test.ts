import { describe, expect, it } from 'vitest';
import { readTimeOfDay, timeOfDay } from '../../../src/commands/follow/time-of-day.ts';

describe('readTimeOfDay', () => {
  it.each([
    ['09:00', '09:00'],
    ['9', '09:00'],
    ['9am', '09:00'],
    ['9 AM', '09:00'],
    ['at 9:30 pm', '21:30'],
    ['9.30', '09:30'],
    ['17h', '17:00'],
    ['17h30', '17:30'],
    ['9 Uhr', '09:00'],
    ["8 o'clock", '08:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['0:05', '00:05'],
  ])('%s is %s', (typed, time) => {
    expect(readTimeOfDay(typed)).toBe(time);
  });

  it.each(['', 'soon', '25:00', '24:00', '9:75', '13pm', '0am', '9 in the morning', '-1', '9:5'])(
    '%s is none',
    (typed) => {
      expect(readTimeOfDay(typed)).toBeUndefined();
    },
  );

  it('says how a time is written', () => {
    expect(() => timeOfDay('half past')).toThrow(
      '"at:half past" is no time of day: write 09:00, 9am or 17h.',
    );
  });
});
