import { describe, expect, test } from 'vitest';
import { isLate } from '../../src/announcements/digest-dates.ts';
import { type DeliveryWithReasons, PostBody, personConversation } from '../../src/announcements/post.ts';
import { lastSlot } from '../../src/announcements/slots.ts';
import { PaperId } from '../../src/paper.ts';

const paperId = PaperId.parse('okafor2026counting');

function announced(announcedOn: string | undefined): DeliveryWithReasons {
  const arrivedAt = new Date('2026-06-09T12:00:00Z');
  return {
    conversation: personConversation('slack:T1:U1'),
    paperId,
    kind: 'new',
    version: 0,
    arrival: { sequence: 1, paperId, kind: 'new', source: 'arxiv', arrivedAt, announcedOn },
    findings: [],
  };
}

/** A digest of a rule that told something last on the 3rd of June, at nine in its zone. */
function digestIn(timeZone: string) {
  const since = new Date('2026-06-01T00:00:00Z');
  const rule = {
    schedule: { type: 'daily', time: '09:00' },
    timeZone,
    since,
    lastDate: '2026-06-03',
  } as const;
  const body = PostBody.parse({
    type: 'digest',
    date: '2026-06-04',
    timeZone,
    rules: [],
    before: lastSlot(rule, new Date('2026-06-04T12:00:00Z'))?.toISOString(),
  });
  if (body.type !== 'digest') throw new Error('It is no digest');
  return body;
}

describe('late is what was announced before the digest before', () => {
  test.each([
    ['Europe/Berlin', '2026-06-03', true],
    ['Europe/Berlin', '2026-06-04', false],
    ['America/New_York', '2026-06-03', true],
    // It was half past nine there when the feeds of that day were built.
    ['Asia/Kolkata', '2026-06-03', false],
    ['Asia/Kolkata', '2026-06-02', true],
  ])('in %s of %s: %s', (timeZone, announcedOn, expected) => {
    expect(isLate(announced(announcedOn), digestIn(timeZone))).toBe(expected);
  });

  test('and nothing of which the day is not known', () => {
    expect(isLate(announced(undefined), digestIn('Europe/Berlin'))).toBe(false);
    expect(isLate(announced('2026-06'), digestIn('Europe/Berlin'))).toBe(false);
  });
});
