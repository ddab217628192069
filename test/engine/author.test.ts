import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { samplePaper } from './sample-papers.ts';

/** One paper for each list of authors, a year apart. */
async function engineWith(...lists: readonly (readonly string[])[]) {
  const engine = createEngine();
  await engine.add(
    lists.map((authors, at) =>
      samplePaper({
        id: `paper${at}`,
        title: `Title ${at}`,
        authors,
        date: `${2015 + at}`,
        categories: ['econ.GN'],
      }),
    ),
  );
  return engine;
}

async function namesOf(lists: readonly (readonly string[])[]) {
  const people = await (await engineWith(...lists)).authors();
  return people.map(({ name, alsoListedAs }) => [name, ...alsoListedAs]).sort();
}

describe('who is one person', () => {
  test.each([
    [['Maria Curie'], ['Maria S. Curie']],
    [['M. Curie'], ['Maria Curie']],
    [['Maria Curie'], ['Maria Curie Lopez de Vega']],
    [['Jürgen Köhler'], ['Juergen Koehler']],
    [['Édouard Lucas'], ['Edouard Lucas']],
  ])('%s and %s', async (a, b) => {
    expect(await namesOf([a, b])).toHaveLength(1);
  });

  test.each([
    [['Anna Torres'], ['Bruno Torres']],
    [['Philip Möller'], ['Tamara T. Moeller']],
    [['Maria A. Curie'], ['Maria B. Curie']],
    [['Maria'], ['Maria Curie']],
    [['Curie Collaboration'], ['Fermi Collaboration']],
  ])('%s and %s are two', async (a, b) => {
    expect(await namesOf([a, b])).toHaveLength(2);
  });

  test('an initial that fits two people is neither', async () => {
    expect(await namesOf([['John Smith'], ['Jane Smith'], ['J. Smith']])).toEqual([
      ['J. Smith'],
      ['Jane Smith'],
      ['John Smith'],
    ]);
  });

  test('two names on one paper are two people', async () => {
    expect(await namesOf([['J. Smith', 'John Smith']])).toHaveLength(2);
  });
});

describe('author', () => {
  const lists = [
    ['Zoë Hölderlin', 'Daniel Rückwart'],
    ['Daniel Rückwart', 'Philip Müllner'],
    ['Tamara T. Muellner', 'Daniel Rückwart', 'Zoë Hölderlin'],
    ['Ana Maria Souza'],
  ] as const;

  test.each([
    ['Zoë Hölderlin', 'Zoë Hölderlin', 'exact'],
    ['zoe holderlin', 'Zoë Hölderlin', 'exact'],
    ['hoelderlin', 'Zoë Hölderlin', 'partial'],
    ['holder', 'Zoë Hölderlin', 'partial'],
    ['holdrlin', 'Zoë Hölderlin', 'corrected'],
    ['Rückwart D', 'Daniel Rückwart', 'partial'],
    ['Rueckwart, Daniel', 'Daniel Rückwart', 'exact'],
    ['souza ana', 'Ana Maria Souza', 'partial'],
  ])('%s is %s (%s)', async (typed, name, spelling) => {
    const found = await (await engineWith(...lists)).author(typed);

    expect(found).toMatchObject({ kind: 'one', author: { name }, spelling });
  });

  test.each(['mullner', 'Müllner', 'muellner', 'mulner', 'mullner 2016'])(
    '%s is a choice of two',
    async (typed) => {
      const found = await (await engineWith(...lists)).author(typed);

      expect(found.kind === 'several' && found.authors.map(({ name }) => name).sort()).toEqual([
        'Philip Müllner',
        'Tamara T. Muellner',
      ]);
    },
  );

  test.each(['quantum', '', '?', 'x', '__proto__', 'z'.repeat(1e6)])(
    'nobody is called %.20s, and no name is near',
    async (typed) => {
      const found = await (await engineWith(...lists)).author(typed);

      expect(found.kind === 'none' && found.nearest).toEqual([]);
    },
  );

  test('names of which most letters are right are near', async () => {
    const found = await (await engineWith(...lists)).author('mallunerm');

    expect(found.kind === 'none' && found.nearest.length).toBeGreaterThan(0);
  });

  test('tells papers, co-authors, years and categories', async () => {
    const found = await (await engineWith(...lists)).author('ruckwart');

    expect(found).toMatchObject({
      author: {
        papers: [{ id: 'paper2' }, { id: 'paper1' }, { id: 'paper0' }],
        coAuthors: [
          { name: 'Zoë Hölderlin', papers: 2 },
          { name: 'Philip Müllner', papers: 1 },
          { name: 'Tamara T. Muellner', papers: 1 },
        ],
        years: [
          { year: '2017', papers: 1 },
          { year: '2016', papers: 1 },
          { year: '2015', papers: 1 },
        ],
        categories: [{ code: 'econ.GN', papers: 3 }],
      },
    });
  });

  test('a filter finds a person under every spelling', async () => {
    const engine = await engineWith(['Maria Curie'], ['Maria Curie Lopez de Vega'], ['Ana Souza']);

    const papers = await engine.list(parseQuery('author:"Maria Curie Lopez de Vega"'));

    expect(papers.map(({ id }) => id)).toEqual(['paper1', 'paper0']);
  });

  test('forgets who is in no paper any more', async () => {
    const engine = await engineWith(['Maria Curie'], ['Ana Souza']);
    const paper = (await engine.author('curie')).kind;

    await engine.remove((await engine.list(parseQuery('author:curie'))).map(({ id }) => id));

    expect([paper, (await engine.author('curie')).kind]).toEqual(['one', 'none']);
  });
});
