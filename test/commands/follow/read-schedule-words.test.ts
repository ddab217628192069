import { describe, expect, it } from 'vitest';
import { takeOptionWords, takeScheduleWords } from '../../../src/commands/follow/read-schedule-words.ts';

describe('takeOptionWords', () => {
  it.each([
    [
      { rest: 'lab York', zone: 'New' },
      { rest: 'lab', zone: 'New York' },
    ],
    [
      { rest: 'lab am York', zone: 'New', at: '9' },
      { rest: 'lab', zone: 'New York', at: '9 am' },
    ],
    [
      { rest: 'lab am', at: '9' },
      { rest: 'lab', at: '9 am' },
    ],
    [
      { rest: 'lab', zone: 'Berlin', at: '9' },
      { rest: 'lab', zone: 'Berlin', at: '9' },
    ],
    [
      { rest: 'lab am', at: '15' },
      { rest: 'lab am', at: '15' },
    ],
    [
      { rest: 'new york', zone: 'Berlni' },
      { rest: 'new york', zone: 'Berlni' },
    ],
  ])('%o', (said, expected) => {
    expect(takeOptionWords(said)).toEqual(expected);
  });
});

describe('takeScheduleWords', () => {
  it.each([
    ['lab', { rest: 'lab' }],
    ['lab daily', { rest: 'lab', when: 'daily' }],
    ['lab every day at 9am', { rest: 'lab', when: 'daily', at: '9am' }],
    ['lab at 17h on weekdays', { rest: 'lab', when: 'weekdays', at: '17h' }],
    ['dp-sgd weekly', { rest: 'dp-sgd', when: 'weekly' }],
    [
      'dp-sgd every monday at 9 Europe/Berlin',
      { rest: 'dp-sgd', when: 'monday', at: '9', zone: 'Europe/Berlin' },
    ],
    ['dp-sgd weekly friday 9:30', { rest: 'dp-sgd', when: 'friday', at: '9:30' }],
    ['dp-sgd on tuesdays', { rest: 'dp-sgd', when: 'tuesday' }],
    ['author:okafor at once', { rest: 'author:okafor', when: 'at-once' }],
    ['author:okafor immediately', { rest: 'author:okafor', when: 'at-once' }],
    ['author:okafor 9am berlin', { rest: 'author:okafor', at: '9am', zone: 'Europe/Berlin' }],
    ['weekly', { rest: '', when: 'weekly' }],
    ['lab zone Berlin', { rest: 'lab', zone: 'Berlin' }],
    ['lab zone Berlin weekly', { rest: 'lab', zone: 'Berlin', when: 'weekly' }],
    ['lab at 9am time zone New York', { rest: 'lab', at: '9am', zone: 'New York' }],
    ['lab in Berlin', { rest: 'lab', zone: 'Europe/Berlin' }],
    ['roots weekly in Berlin', { rest: 'roots', when: 'weekly', zone: 'Europe/Berlin' }],
    ['roots daily at 9am in New York', { rest: 'roots', when: 'daily', at: '9am', zone: 'America/New_York' }],
    // Asked about, or refused, as a zone; and not followed as words.
    ['roots zone Berlni', { rest: 'roots', zone: 'Berlni' }],
    ['lab zone Atlantis', { rest: 'lab', zone: 'Atlantis' }],
    ['roots at 9am zone Atlantis', { rest: 'roots', at: '9am', zone: 'Atlantis' }],
  ])('%s', (typed, expected) => {
    expect(takeScheduleWords(typed)).toEqual(expected);
  });

  it.each([
    'weekly supervised segmentation',
    'daily living activities',
    'topic:"monday effects daily"',
    'gpt 4',
    'learning in berlin',
    'temperate zone forests',
    'comfort zone learning',
    'cs.LG',
  ])('leaves %s', (typed) => {
    expect(takeScheduleWords(typed)).toEqual({ rest: typed });
  });
});
