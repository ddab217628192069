import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { paper, paperRow } from '../library/paper-draft.ts';

const A = paper('a2020plants');
const B = paper('b2020plants');

describe('the store of vectors', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore({ file: ':memory:', now: new Date('2026-01-01') });
    await store.papers.transaction((papers) => papers.put([A, B].map((one) => paperRow(one))));
  });
  afterEach(() => store.close());

  it('gives back what was kept, number by number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.float32Array({ minLength: 1, maxLength: 400, noNaN: true }), async (vector) => {
        await store.vectors.write('m', [{ id: A.id, text: 't', vector }]);

        expect(await store.vectors.read('m', [{ id: A.id, text: 't' }])).toEqual([
          { id: A.id, text: 't', vector },
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it('knows nothing of another text, model or paper', async () => {
    const vector = Float32Array.of(1, 0);
    await store.vectors.write('m', [{ id: A.id, text: 't', vector }]);

    expect(await store.vectors.read('m', [{ id: A.id, text: 'u' }])).toEqual([]);
    expect(await store.vectors.read('n', [{ id: A.id, text: 't' }])).toEqual([]);
    expect(await store.vectors.read('m', [{ id: B.id, text: 't' }])).toEqual([]);
    expect(await store.vectors.read('m', [])).toEqual([]);
  });

  it('loses a vector with its paper, and leaves out those of papers that are gone', async () => {
    const vector = Float32Array.of(1, 0);
    await store.vectors.write('m', [{ id: A.id, text: 't', vector }]);
    await store.papers.transaction((papers) => papers.remove([A.id]));
    expect(await store.vectors.read('m', [{ id: A.id, text: 't' }])).toEqual([]);

    await store.vectors.write(
      'm',
      [A, B].map(({ id }) => ({ id, text: 't', vector })),
    );

    const read = await store.vectors.read(
      'm',
      [A, B].map(({ id }) => ({ id, text: 't' })),
    );
    expect(read.map(({ id }) => id)).toEqual([B.id]);
  });

  it('keeps a vector when its paper is merged again', async () => {
    const vector = Float32Array.of(1, 0);
    await store.vectors.write('m', [{ id: A.id, text: 't', vector }]);

    await store.papers.transaction((papers) => papers.put([paperRow({ ...A, venue: 'Plants' })]));

    expect(await store.vectors.read('m', [{ id: A.id, text: 't' }])).toHaveLength(1);
  });
});
