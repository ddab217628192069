import { describe, expect, it } from 'vitest';
import type { Silence } from '../../src/announcements/announcements.ts';
import { silenceInWords } from '../../src/announcements/silence-words.ts';

const SATURDAY = new Date('2026-11-28T15:00:00Z');
const say = (silence: Silence, timeZone = 'UTC') => silenceInWords(silence, { now: SATURDAY, timeZone });

describe('silence in words', () => {
  it('tells four reasons apart, and that there is nothing to wait for', () => {
    const next = new Date('2026-11-30T01:00:00Z');
    expect(say({ type: 'no-announcement-today', because: 'weekend', next })).toBe(
      'No announcement today: arXiv announces nothing on Saturdays. The next is Sunday 20:00 in New York (Mon 30 Nov 2026 at 01:00, UTC).',
    );
    expect(say({ type: 'no-announcement-today', because: 'holiday', next }, 'Europe/Berlin')).toBe(
      'No announcement today: arXiv keeps a holiday. The next is Sunday 20:00 in New York (Mon 30 Nov 2026 at 02:00, Europe/Berlin).',
    );
    expect(say({ type: 'not-out-yet', expected: new Date('2026-11-29T01:30:00Z') })).toBe(
      'The next announcement is not out yet: expected tomorrow, Sun 29 Nov 2026, at 01:30 (UTC).',
    );
    expect(say({ type: 'stale', source: 'arxiv', lastNew: new Date('2026-11-25T01:00:00Z') })).toBe(
      'arXiv answers, but has told nothing new since Wed 25 Nov 2026 at 01:00 (UTC), although an announcement was due: its feed is late. I go on asking.',
    );
    expect(say({ type: 'stale', source: 'arxiv', lastNew: undefined })).toMatch(
      /^arXiv answers, but has told nothing new, although/,
    );
    expect(
      say({
        type: 'failing',
        source: 'arxiv',
        since: new Date('2026-11-28T09:00:00Z'),
        reason: 'no route to host',
      }),
    ).toMatch(
      /^arXiv could not be read since Sat 28 Nov 2026 at 09:00 \(UTC\): no route to host\. That is a fault/,
    );
    expect(say({ type: 'no-sources' })).toMatch(/^No source of new papers is watched here/);
  });
});
