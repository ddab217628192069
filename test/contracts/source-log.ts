import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PaperStore } from '../../src/library/paper-store.ts';
import type { SourceLog } from '../../src/library/source-log.ts';

/** What every implementation of {@link SourceLog} does, with polls kept by the store of papers beside it. */

type Opened = { readonly papers: PaperStore; readonly sources: SourceLog; close(): Promise<void> };

const FIRST = new Date('2026-03-01T01:00:00.000Z');
const SECOND = new Date('2026-03-02T01:00:00.000Z');
const THIRD = new Date('2026-03-03T01:00:00.000Z');

export function describeSourceLog(name: string, open: () => Promise<Opened>): void {
  describe(`SourceLog contract: ${name}`, () => {
    let store: Opened;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const keep = (source: string, seen: readonly string[], at = FIRST, cursor = 'c') =>
      store.papers.transaction((papers) => papers.keepPoll({ source, cursor, seen, at }));

    it('knows nothing of a source that was never polled', async () => {
      expect(await store.sources.cursor('arxiv')).toBeUndefined();
      expect(await store.sources.isBaseline('arxiv')).toBe(true);
      expect(await store.sources.unseen('arxiv', ['b', 'a', 'b'])).toEqual(['b', 'a']);
      expect(await store.sources.unseen('arxiv', [])).toEqual([]);
      expect(await store.sources.health()).toEqual([]);
    });

    it('keeps the last cursor, and every id that was ever told', async () => {
      await keep('arxiv', ['a', 'b', 'a']);
      await keep('arxiv', ['b', 'c'], SECOND, `{"weird":"'; drop table papers"}`);

      expect(await store.sources.cursor('arxiv')).toEqual({
        cursor: `{"weird":"'; drop table papers"}`,
        polledAt: SECOND,
      });
      expect(await store.sources.isBaseline('arxiv')).toBe(false);
      expect(await store.sources.unseen('arxiv', ['d', 'a', 'c', 'B'])).toEqual(['d', 'B']);
    });

    it('keeps sources apart', async () => {
      await keep('arxiv:cs.LG', ['a']);
      expect(await store.sources.unseen('arxiv:cs.CV', ['a'])).toEqual(['a']);
      expect(await store.sources.isBaseline('arxiv:cs.CV')).toBe(true);
    });

    it('takes thousands of ids', async () => {
      const ids = Array.from({ length: 7000 }, (_, index) => `2603.${index}`);
      await keep('arxiv', ids);
      expect(await store.sources.unseen('arxiv', [...ids, 'new'])).toEqual(['new']);
    });

    it('tells when a source last brought something', async () => {
      await keep('arxiv', ['a']);
      await keep('arxiv', ['a'], SECOND);
      expect(await store.sources.health()).toEqual([
        {
          source: 'arxiv',
          checkedAt: SECOND,
          succeededAt: SECOND,
          broughtAt: FIRST,
          failingSince: undefined,
          failures: 0,
          reason: undefined,
        },
      ]);
    });

    it('counts failures from the first one on, until it succeeds', async () => {
      await store.sources.succeeded('arxiv', FIRST);
      await store.sources.failed('arxiv', SECOND, 'no route');
      await store.sources.failed('arxiv', THIRD, 'x'.repeat(10_000));
      await store.sources.failed('another', THIRD, 'not XML');

      const [another, arxiv] = await store.sources.health();
      expect(another).toMatchObject({ failingSince: THIRD, failures: 1, reason: 'not XML' });
      expect(another?.succeededAt).toBeUndefined();
      expect(arxiv).toMatchObject({
        checkedAt: THIRD,
        succeededAt: FIRST,
        failingSince: SECOND,
        failures: 2,
      });
      expect(arxiv?.reason).toHaveLength(500);

      await store.sources.succeeded('arxiv', THIRD);
      expect((await store.sources.health())[1]).toMatchObject({ failures: 0, reason: undefined });
    });

    it('keeps nothing of a poll whose transaction fails', async () => {
      const failing = store.papers.transaction(async (papers) => {
        await papers.keepPoll({ source: 'arxiv', cursor: 'c', seen: ['a'], at: FIRST });
        throw new Error('half way');
      });
      await expect(failing).rejects.toThrow('half way');
      expect(await store.sources.isBaseline('arxiv')).toBe(true);
      expect(await store.sources.unseen('arxiv', ['a'])).toEqual(['a']);
      expect(await store.sources.health()).toEqual([]);
    });
  });
}
