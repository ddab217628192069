import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbox } from '../../src/adapter.ts';

/** What every implementation of {@link Inbox} does. */

type Opened = Inbox & { close(): Promise<void> };
export type InboxClock = { now: Date };

const START = new Date('2026-05-04T08:00:00Z');
const HOUR_MS = 60 * 60 * 1000;

export function describeInbox(name: string, open: (clock: InboxClock) => Promise<Opened>): void {
  describe(`Inbox contract: ${name}`, () => {
    let clock: InboxClock;
    let inbox: Opened;
    beforeEach(async () => {
      clock = { now: START };
      inbox = await open(clock);
    });
    afterEach(() => inbox.close());

    it('claims each event once, however often and in whatever order it arrives', async () => {
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 }), async (numbers) => {
          round += 1;
          const events = numbers.map((number) => ({ id: `slack:${round}:${number}`, adapter: 'slack' }));
          const claimed = await Promise.all(events.map((event) => inbox.claim(event)));

          const first = numbers.map((number, index) => numbers.indexOf(number) === index);
          expect(claimed).toEqual(first);
        }),
        { numRuns: 20 },
      );
    });

    it('gives back what was claimed with a payload and not done, oldest first', async () => {
      await inbox.claim({ id: 'slack:2', adapter: 'slack', payload: '{"text":"ε 🌱"}' });
      clock.now = new Date(START.getTime() + 1000);
      await inbox.claim({ id: 'slack:1', adapter: 'slack', payload: '{}' });
      await inbox.claim({ id: 'slack:3', adapter: 'slack' });
      await inbox.claim({ id: 'discord:1', adapter: 'discord', payload: '{}' });

      expect(await inbox.unfinished('slack')).toEqual([
        { id: 'slack:2', adapter: 'slack', payload: '{"text":"ε 🌱"}', receivedAt: START },
        { id: 'slack:1', adapter: 'slack', payload: '{}', receivedAt: clock.now },
      ]);
    });

    it('still knows what is done, without its payload', async () => {
      await inbox.claim({ id: 'slack:1', adapter: 'slack', payload: '{}' });
      await inbox.done('slack:1');

      expect(await inbox.unfinished('slack')).toEqual([]);
      expect(await inbox.claim({ id: 'slack:1', adapter: 'slack', payload: '{}' })).toBe(false);
    });

    it('forgets what no platform repeats any more', async () => {
      await inbox.claim({ id: 'slack:old', adapter: 'slack', payload: '{}' });
      clock.now = new Date(START.getTime() + 25 * HOUR_MS);
      for (let number = 0; number < 1000; number++)
        await inbox.claim({ id: `slack:${number}`, adapter: 'slack' });

      expect(await inbox.unfinished('slack')).toEqual([]);
      expect(await inbox.claim({ id: 'slack:0', adapter: 'slack' })).toBe(false);
    });
  });
}
