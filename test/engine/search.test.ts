import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { samplePaper } from './sample-papers.ts';

const PAPERS = [
  samplePaper({
    id: 'coral2021',
    title: 'Heat tolerance of reef corals',
    abstract:
      'Corals bleach when the sea warms. We measure how the algae inside them recover. Recovery took 42 days.',
    date: '2021-05-02',
  }),
  samplePaper({
    id: 'tariff2022',
    title: 'Tariffs and prices',
    abstract:
      'We study how a tariff changes consumer prices. Computable General Equilibrium (CGE) models are calibrated.',
    date: '2022-03-01',
  }),
  samplePaper({
    id: 'knot2020',
    title: 'Knots in random polygons',
    abstract: 'A CGE model is not used here. Random polygons are knotted with high probability.',
    date: '2020-01-01',
  }),
];

async function engineOf(papers = PAPERS) {
  const engine = createEngine();
  await engine.add(papers);
  return engine;
}

async function idsFor(text: string, papers = PAPERS) {
  const engine = await engineOf(papers);
  const { hits } = await engine.search({ ...EMPTY_QUERY, text });
  return hits.map(({ paper }) => paper.id);
}

describe('search', () => {
  test('ranks the paper that holds the words first, with the sentence that fits', async () => {
    const engine = await engineOf();

    const result = await engine.search({
      ...EMPTY_QUERY,
      text: 'how long does the recovery of coral algae take',
    });

    expect(result.hits[0]?.paper.id).toBe('coral2021');
    expect(result.hits[0]?.sentence?.text).toMatch(/recover/i);
    expect(result.searched).toBe(3);
  });

  test('lists everything newest first where there are no words', async () => {
    expect(await idsFor('')).toEqual(['tariff2022', 'coral2021', 'knot2020']);
  });

  test('finds a long form by its acronym', async () => {
    expect((await idsFor('general equilibrium'))[0]).toBe('tariff2022');
    expect(await idsFor('CGE')).toContain('tariff2022');
  });

  test('says what a misspelt word was read as', async () => {
    const engine = await engineOf();

    const result = await engine.search({ ...EMPTY_QUERY, text: 'probabilty' });

    expect(result.corrections).toEqual([{ from: 'probabilty', to: 'probability' }]);
    expect(result.hits[0]?.paper.id).toBe('knot2020');
  });

  test('names words that no paper holds', async () => {
    const engine = await engineOf();

    const result = await engine.search({ ...EMPTY_QUERY, text: 'quasar coral' });

    expect(result.unknown).toEqual(['quasar']);
    expect(result.hits[0]?.coverage).toBeLessThan(0.7);
  });

  test('does not let the stream change the library', async () => {
    const engine = await engineOf();
    const before = await engine.search({ ...EMPTY_QUERY, text: 'consumer prices of corals' });

    await engine.add(
      Array.from({ length: 50 }, (_, at) =>
        samplePaper({
          id: `stream${at}`,
          title: `Coral ${at}`,
          abstract: 'Corals and prices.',
          shelf: 'stream',
        }),
      ),
    );

    expect(await engine.search({ ...EMPTY_QUERY, text: 'consumer prices of corals' })).toEqual(before);
  });
});

/** Pairs of a query and a paper's words that must find each other. */
describe('one word in many spellings', () => {
  test.each([
    ['tumour', 'A tumor is studied'],
    ['generalisation', 'On generalizing from few'],
    ['DP-SGD', 'Training by DPSGD'],
    ['DPSGD', 'Training by DP-SGD'],
    ['dp sgd', 'Training by DPSGD'],
    ['epsilon', 'We set ε = 8'],
    ['ε', 'We set epsilon to 8'],
    ['TNF alpha', 'TNFα rises'],
    ['hölder', 'A Holder inequality'],
    ['holder', 'A Hölder inequality'],
    ['193311', 'We used 193,311 images'],
    ['8.0', 'at a budget of 8'],
    ['cifar10', 'tested on CIFAR-10'],
    ['cifar 10', 'tested on CIFAR10'],
    ['networks', 'a network'],
    ['transfo', 'a transformer'],
    ['trasnformer', 'a transformer'],
  ])('%s finds "%s"', async (text, title) => {
    const others = [
      samplePaper({ id: 'other1', title: 'Something else' }),
      samplePaper({ id: 'other2', title: 'And this' }),
    ];

    expect(await idsFor(text, [...others, samplePaper({ id: 'wanted', title })])).toEqual(['wanted']);
  });

  test('a right word is never corrected', async () => {
    const engine = await engineOf([
      samplePaper({ id: 'a', title: 'Causal models' }),
      samplePaper({ id: 'b', title: 'Casual models' }),
    ]);

    const result = await engine.search({ ...EMPTY_QUERY, text: 'casual' });

    expect(result.corrections).toEqual([]);
    expect(result.hits.map(({ paper }) => paper.id)).toEqual(['b']);
  });
});

describe('order', () => {
  test('words in a row come before the same words apart', async () => {
    const papers = [
      samplePaper({
        id: 'apart',
        title: 'One',
        abstract: 'Gap of a long and unrelated list of things that are not spectral at all here.',
      }),
      samplePaper({
        id: 'row',
        title: 'Two',
        abstract: 'The spectral gap of a long and unrelated list of things that are not at all here.',
      }),
    ];
    expect(await idsFor('spectral gap', papers)).toEqual(['row', 'apart']);
  });

  test('a short paper about it comes before a long one that mentions it', async () => {
    const long = `Walks. ${'Graphs and trees and other matters are discussed at length. '.repeat(10)} Polymers.`;
    const papers = [
      samplePaper({ id: 'long', title: 'Graphs', abstract: long }),
      samplePaper({ id: 'short', title: 'Polymers', abstract: 'Polymers are studied.' }),
    ];
    expect(await idsFor('polymers', papers)).toEqual(['short', 'long']);
  });
});

describe('filters and pages', () => {
  test('hold for ranked results, and total counts what fits', async () => {
    const engine = await engineOf();

    const result = await engine.search(parseQuery('model since:2022'), { limit: 5 });

    expect(result.hits.map(({ paper }) => paper.id)).toEqual(['tariff2022']);
    expect(result.total).toBe(1);
    expect(result.searched).toBe(3);
  });

  test('pages continue each other', async () => {
    const engine = await engineOf();
    const all = await engine.search(parseQuery(''), { limit: 3 });
    const pages = await Promise.all(
      [0, 1, 2].map((offset) => engine.search(parseQuery(''), { limit: 1, offset })),
    );
    expect(pages.flatMap(({ hits }) => hits)).toEqual(all.hits);
  });
});

describe('changes', () => {
  test('a paper of the same id replaces the one before, also on the other shelf', async () => {
    const engine = await engineOf();

    await engine.add([samplePaper({ id: 'knot2020', title: 'Links', shelf: 'stream' })]);

    expect([engine.size('library'), engine.size('stream')]).toEqual([2, 1]);
    expect((await engine.search({ ...EMPTY_QUERY, text: 'polygons' })).total).toBe(0);
    expect((await engine.search({ ...EMPTY_QUERY, text: 'links', shelf: 'stream' })).total).toBe(1);
  });

  test('adding and removing leaves an engine as it was', async () => {
    const engine = await engineOf();
    const question = { ...EMPTY_QUERY, text: 'how do corals, tariffs and CGE models recover' };
    const before = [await engine.search(question), await engine.passages(question), await engine.topics(5)];

    const more = Array.from({ length: 20 }, (_, at) =>
      samplePaper({
        id: `more${at}`,
        title: `Coral tariffs ${at}`,
        abstract: 'Coral Growth Events (CGE) recover.',
      }),
    );
    await engine.add(more);
    await engine.remove(more.map(({ id }) => id));

    expect([await engine.search(question), await engine.passages(question), await engine.topics(5)]).toEqual(
      before,
    );
  });

  test('a long batch lets others work', async () => {
    const engine = createEngine();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const abstract =
      'Many different words about corals and tariffs and knots stand in this abstract. '.repeat(20);
    await engine.add(
      Array.from({ length: 400 }, (_, at) => samplePaper({ id: `p${at}`, title: `Title ${at}`, abstract })),
    );
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});

describe('passages', () => {
  test('are the sentences that tell, best first, each where it says', async () => {
    const engine = await engineOf();

    const passages = await engine.passages({
      ...EMPTY_QUERY,
      text: 'how many days did recovery of corals take',
    });

    expect(passages[0]).toMatchObject({
      paper: { id: 'coral2021' },
      sentence: { text: 'Recovery took 42 days.' },
    });
    for (const { paper, sentence } of passages) {
      expect(paper.abstract.slice(sentence.start, sentence.end)).toBe(sentence.text);
    }
  });

  test('stay within the papers asked for', async () => {
    const engine = await engineOf();
    const within = PAPERS.map(({ id }) => id).filter((id) => id === 'knot2020');

    const passages = await engine.passages({ ...EMPTY_QUERY, text: 'corals' }, { within });

    expect(new Set(passages.map(({ paper }) => paper.id))).toEqual(new Set(['knot2020']));
  });

  test('an acronym is told where it is explained', async () => {
    const [definition] = await (await engineOf()).definitions('cge');

    expect(definition).toMatchObject({
      acronym: 'CGE',
      expansion: 'Computable General Equilibrium',
      paper: { id: 'tariff2022' },
    });
    expect(definition?.sentence?.text).toContain('(CGE)');
  });
});

describe('any string', () => {
  test('is answered by every part of the engine', async () => {
    const engine = await engineOf();
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        "'; DROP TABLE papers; --",
        '\\frac{a}{',
        '👩‍🔬'.repeat(50),
        '\u0000',
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        const { hits } = await engine.search({ ...EMPTY_QUERY, text: typed });
        for (const { coverage } of hits) {
          expect(coverage).toBeGreaterThanOrEqual(0);
          expect(coverage).toBeLessThanOrEqual(1);
        }
        await engine.passages({ ...EMPTY_QUERY, text: typed });
        await engine.paper(typed);
        await engine.author(typed);
        await engine.definitions(typed);
        await engine.nearestTopics(typed, 3);
        for (const kind of ['paper', 'author', 'topic'] as const) await engine.suggest(typed, kind, 5);
      }),
      { numRuns: 300 },
    );
  });

  test.each(['a ', 'ab-', '1,', '😀', 'ä', '(A', '" '])(
    'a million characters of "%s" are answered',
    async (piece) => {
      const engine = await engineOf();
      const text = piece.repeat(1e6 / piece.length);
      await engine.add([
        samplePaper({ id: 'huge', title: text.slice(0, 2000), abstract: text.slice(0, 50_000) }),
      ]);

      expect((await engine.search({ ...EMPTY_QUERY, text })).searched).toBe(4);
      expect(await engine.passages({ ...EMPTY_QUERY, text })).toBeDefined();
      expect(await engine.paper(text)).toBeDefined();
      expect(await engine.author(text)).toBeDefined();
      expect(await engine.definitions(text)).toBeDefined();
      expect(await engine.nearestTopics(text, 3)).toBeDefined();
      expect(await engine.suggest(text, 'paper', 3)).toBeDefined();
    },
  );

  test.each(['__proto__', 'constructor', 'hasOwnProperty'])(
    'a paper that speaks of %s is found',
    async (word) => {
      expect(
        await idsFor(word, [
          samplePaper({ id: 'odd', title: `On ${word}` }),
          samplePaper({ id: 'even', title: 'Even' }),
        ]),
      ).toEqual(['odd']);
    },
  );
});
