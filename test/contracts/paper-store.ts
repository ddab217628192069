import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PaperRow, PaperStore } from '../../src/library/paper-store.ts';
import type { PaperId } from '../../src/paper.ts';
import { paper, paperRow, recordOf } from '../library/paper-draft.ts';

/** What every implementation of {@link PaperStore} does. */

type Opened = { readonly papers: PaperStore; close(): Promise<void> };

function row(id: string, fields: Parameters<typeof paper>[1] = {}, rest: Partial<PaperRow> = {}): PaperRow {
  return paperRow(paper(id, fields), rest);
}

export function describePaperStore(name: string, open: () => Promise<Opened>): void {
  describe(`PaperStore contract: ${name}`, () => {
    let store: Opened;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const put = (...rows: readonly PaperRow[]) => store.papers.transaction((papers) => papers.put(rows));

    it('starts empty', async () => {
      expect(await store.papers.list('library')).toEqual([]);
      expect(await store.papers.lastSequence()).toBe(0);
      expect(await store.papers.changesSince(0)).toEqual([]);
    });

    it('gives back what was put, whole', async () => {
      const full = row(
        'a2020plants',
        {
          title: `Quotes "'\` ; drop table papers; -- ε 🌱 \\ ${'x'.repeat(500)}`,
          versions: [{ number: 1, date: '2020-01' }],
          status: 'withdrawn',
          categories: ['q-bio.TO', 'hep-th'],
        },
        { corrections: { title: 'By hand', venue: 'none' } },
      );

      await put(full);

      expect(await store.papers.get(full.ingested.id)).toEqual(recordOf(full));
      expect(await store.papers.list('library')).toEqual([recordOf(full)]);
    });

    it('lists a shelf newest first, papers of one day by id', async () => {
      await put(
        row('b', { date: '2020-01-01' }),
        row('c', { date: '2021' }),
        row('a', { date: '2020-01-01' }),
        row('d', { date: '2022-01-01', shelf: 'stream' }),
      );

      const ids = (await store.papers.list('library')).map(({ ingested }) => ingested.id);
      expect(ids).toEqual(['c', 'a', 'b']);
      expect(await store.papers.list('stream')).toHaveLength(1);
    });

    it('lists a shelf page by page, each beginning after the last paper of the one before', async () => {
      const rows = ['a', 'b', 'c', 'd', 'e'].map((id, index) =>
        row(id, { date: index < 3 ? '2021-05' : '2020', shelf: 'stream' }),
      );
      await put(...rows);
      const ids: string[] = [];
      for (let after: { date: string; id: PaperId } | undefined; ; ) {
        const page = await store.papers.list('stream', { limit: 2, after });
        ids.push(...page.map(({ ingested }) => ingested.id));
        const last = page.at(-1)?.ingested;
        if (last === undefined) break;
        after = { date: last.date, id: last.id };
      }
      expect(ids).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    it('tells with each change where the paper stands now', async () => {
      await put(row('a'), row('b', { shelf: 'stream' }), row('c'));
      await store.papers.transaction((papers) => papers.setAside([row('c').ingested.id]));
      const changes = await store.papers.changesSince(0);
      expect(changes.map(({ id, shelf }) => [id, shelf])).toEqual([
        ['a', 'library'],
        ['b', 'stream'],
        ['c', undefined],
      ]);
    });

    it('replaces a paper with its keys and corrections', async () => {
      await put(row('a', {}, { keys: ['doi:10.1/old'], corrections: { title: 'By hand' } }));
      const changed = row('a', { title: 'Changed' }, { keys: ['doi:10.1/new'] });

      await put(changed);

      await store.papers.transaction(async (papers) => {
        expect(await papers.findByKeys(['doi:10.1/old'])).toEqual([]);
        expect(await papers.findByKeys(['doi:10.1/new'])).toEqual([recordOf(changed)]);
      });
    });

    it('finds each paper once, by any of thousands of keys', async () => {
      const shared = { keys: ['title:editorial', 'doi:10.1/x'] };
      await put(row('a', {}, shared), row('b', {}, shared), row('c'));

      await store.papers.transaction(async (papers) => {
        const others = Array.from({ length: 5000 }, (_, index) => `title:none${index}`);
        const found = await papers.findByKeys(['doi:10.1/x', ...others, 'title:editorial']);
        expect(found.map(({ ingested }) => ingested.id).sort()).toEqual(['a', 'b']);
        expect(await papers.findByKeys([])).toEqual([]);
        expect(await papers.ids()).toEqual(new Set(['a', 'b', 'c']));
      });
    });

    it('tells what changed after a number, oldest first, each paper once', async () => {
      await put(row('a'), row('b'));
      const sequence = await store.papers.lastSequence();
      expect((await store.papers.changesSince(0)).map(({ id }) => id)).toEqual(['a', 'b']);

      await put(row('c'));
      await put(row('a', { title: 'Changed' }));
      await store.papers.transaction((papers) => papers.remove([row('b').ingested.id]));

      const changes = await store.papers.changesSince(sequence);
      expect(changes.map(({ id, kind }) => ({ id, kind }))).toEqual([
        { id: 'c', kind: 'upsert' },
        { id: 'a', kind: 'upsert' },
        { id: 'b', kind: 'remove' },
      ]);
      expect(changes.at(-1)?.sequence).toBe(await store.papers.lastSequence());
      expect(await store.papers.changesSince(await store.papers.lastSequence())).toEqual([]);
    });

    it('removes papers with all that belongs to them, and ignores unknown ids', async () => {
      await put(row('a', {}, { corrections: { title: 'By hand' } }), row('b'));

      await store.papers.transaction((papers) => papers.remove([row('a').ingested.id, row('z').ingested.id]));

      expect(await store.papers.get(row('a').ingested.id)).toBeUndefined();
      await store.papers.transaction(async (papers) => {
        expect(await papers.findByKeys(['title:a'])).toEqual([]);
        expect(await papers.ids()).toEqual(new Set(['b']));
      });
      expect((await store.papers.changesSince(0)).map(({ id }) => id)).toEqual(['b', 'a']);
    });

    it('sets papers aside: found by their keys and ids, seen by no reader, and back when put', async () => {
      const aside = row('a', {}, { corrections: { title: 'By hand' } });
      await put(aside, row('b'));

      await store.papers.transaction((papers) => papers.setAside([aside.ingested.id]));

      expect(await store.papers.get(aside.ingested.id)).toBeUndefined();
      expect(await store.papers.list('library')).toEqual([recordOf(row('b'))]);
      expect((await store.papers.changesSince(2)).map(({ kind }) => kind)).toEqual(['remove']);
      await store.papers.transaction(async (papers) => {
        expect(await papers.findByKeys(['title:a'])).toEqual([{ ...recordOf(aside), isRemoved: true }]);
        expect(await papers.ids()).toEqual(new Set(['a', 'b']));
      });
      await put(aside);
      expect(await store.papers.get(aside.ingested.id)).toEqual(recordOf(aside));
    });

    it('keeps what arXiv tells beside a paper, through every put, until the paper is gone', async () => {
      const [a, b] = [row('a'), row('b')];
      await put(a, b);
      const sequence = await store.papers.lastSequence();
      const details = { authors: [{ name: 'Ada Okafor', given: 'Ada', family: 'Okafor' }], doi: '10.1000/a' };
      await store.papers.transaction((papers) =>
        papers.putDetails(new Map([[a.ingested.id, details]]), new Date(0)),
      );
      expect(await store.papers.get(a.ingested.id)).toEqual({ ...recordOf(a), details });
      expect((await store.papers.changesSince(sequence)).map(({ id }) => id)).toEqual(['a']);

      const told = { ...details, comment: 'Accepted' };
      await store.papers.transaction((papers) =>
        papers.putDetails(new Map([[a.ingested.id, told]]), new Date(1)),
      );
      await put(row('a', { title: 'Changed' }));
      expect((await store.papers.list('library')).map((record) => record.details)).toEqual([told, undefined]);

      await store.papers.transaction((papers) => papers.remove([a.ingested.id]));
      await put(a);
      expect(await store.papers.get(a.ingested.id)).toEqual(recordOf(a));
    });

    it('keeps nothing of a transaction that fails', async () => {
      await put(row('a'));
      const before = await store.papers.lastSequence();

      const failing = store.papers.transaction(async (papers) => {
        await papers.put([row('b'), row('a', { title: 'Changed' })]);
        await papers.start('nothing', [], new Date(0));
        const paperId = row('b').ingested.id;
        await papers.arrive([{ paperId, kind: 'new', source: 'arxiv', arrivedAt: new Date(0) }]);
        throw new Error('half way');
      });

      await expect(failing).rejects.toThrow('half way');
      expect(await store.papers.list('library')).toEqual([recordOf(row('a'))]);
      expect(await store.papers.lastSequence()).toBe(before);
      expect(await store.papers.arrivalsAfter(0, 9)).toEqual([]);
      await store.papers.transaction((papers) => papers.start('nothing', [], new Date(0)));
    });

    it('lets transactions that overlap take turns', async () => {
      const add = (id: string) =>
        store.papers.transaction(async (papers) => {
          const taken = await papers.ids();
          await papers.put([row(`${id}${taken.size}`)]);
        });

      await Promise.all(['a', 'b', 'c', 'd'].map(add));

      const ids = (await store.papers.list('library')).map(({ ingested }) => ingested.id);
      expect(ids.map((id) => id.slice(1)).sort()).toEqual(['0', '1', '2', '3']);
    });

    it('knows the papers it was started with until they are adopted or gone', async () => {
      await store.papers.transaction((papers) =>
        papers.start('shipped', [row('a'), row('b'), row('c'), row('d')], new Date(0)),
      );
      await put(row('a', { title: 'Changed' }), row('e'));

      await store.papers.transaction(async (papers) => {
        await papers.adopt([row('b').ingested.id, row('e').ingested.id]);
        await papers.remove([row('c').ingested.id]);
        expect(await papers.startingIds()).toEqual(['a', 'd']);
      });
    });

    it('numbers what arrives in the order of commits, and tells it again page by page', async () => {
      const at = new Date('2026-03-01T01:02:03.000Z');
      const news = (id: string) => ({
        paperId: row(id).ingested.id,
        kind: 'new' as const,
        source: 'arxiv',
        arrivedAt: at,
      });
      await store.papers.transaction((papers) => papers.arrive([news('b'), news('a')]));
      await store.papers.transaction((papers) => papers.arrive([]));
      const announced = { ...news('b'), kind: 'version' as const, announcedOn: '2026-02-27' };
      await store.papers.transaction((papers) => papers.arrive([announced]));

      expect(await store.papers.arrivalsAfter(0, 2)).toEqual([
        { ...news('b'), sequence: 1 },
        { ...news('a'), sequence: 2 },
      ]);
      expect(await store.papers.arrivalsAfter(2, 2)).toEqual([{ ...announced, sequence: 3 }]);
    });

    it('gives what arrived of a paper to the one that it turned out to be', async () => {
      const [a, b] = [row('a').ingested.id, row('b').ingested.id];
      await put(row('a'), row('b'));
      await store.papers.transaction(async (papers) => {
        await papers.arrive([{ paperId: b, kind: 'new', source: 'arxiv', arrivedAt: new Date(0) }]);
        await papers.replace(new Map([[b, a]]));
      });
      expect((await store.papers.arrivalsAfter(0, 9)).map(({ paperId }) => paperId)).toEqual(['a']);
      expect(await store.papers.get(b)).toBeUndefined();
    });

    it('calls no paper of a start from nothing a starting paper', async () => {
      await store.papers.transaction(async (papers) => {
        await papers.start('nothing', [row('a')], new Date(0));
        expect(await papers.startingIds()).toEqual([]);
      });
    });
  });
}
