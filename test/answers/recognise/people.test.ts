import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../../src/answers/reading.ts';
import { recognisePeople } from '../../../src/answers/recognise/people.ts';
import { createEngine } from '../../../src/engine/create-engine.ts';
import { samplePaper } from '../../engine/sample-papers.ts';

const engine = createEngine();
await engine.add([
  samplePaper({ id: 'a', title: 'A', authors: ['Ana Núñez', 'Philip Müller', 'Grace Hopper'] }),
  samplePaper({ id: 'b', title: 'B', authors: ['Tamara Mueller', 'Grace Hopper'] }),
  samplePaper({ id: 'c', title: 'C', authors: ['Ivo Ngugi-Torres', 'Grace Hopper'] }),
]);
const { people: index } = await engine.names();

function namesIn(question: string, known: readonly string[] = []) {
  const { mentions, excluded } = recognisePeople(
    readQuestion(question, (word) => word),
    index,
    (word) => known.includes(word),
  );
  const named = (people: typeof mentions) => people.map((mention) => mention.people.map(({ name }) => name));
  return { mentions: named(mentions), excluded: named(excluded) };
}

describe('recognisePeople', () => {
  it.each([
    ['papers by Grace Hopper', [['Grace Hopper']]],
    ['hopper', [['Grace Hopper']]],
    ['nunez papers', [['Ana Núñez']]],
    ['hoper', [['Grace Hopper']]],
    ['nunez + hopper', [['Ana Núñez'], ['Grace Hopper']]],
    ["Hopper's work with Philip Müller", [['Grace Hopper'], ['Philip Müller']]],
    ['philip mueller', [['Philip Müller']]],
  ])('reads “%s”', (question, people) => {
    expect(namesIn(question).mentions).toEqual(people);
  });

  it('takes no short or common word for a misspelt name', () => {
    expect(namesIn('for how long did they hope').mentions).toEqual([]);
  });

  it('reads a misspelt name in small letters only where names stand', () => {
    expect(namesIn('how many fields with plants near hoper grass grew').mentions).toEqual([]);
    expect(namesIn('how many fields are by hoper or others').mentions).toEqual([['Grace Hopper']]);
  });

  it('keeps everybody whom a family name may mean', () => {
    expect(namesIn('muller').mentions[0]).toHaveLength(2);
  });

  it('sets apart whose papers are not wanted', () => {
    expect(namesIn('Hopper but not with Núñez')).toEqual({
      mentions: [['Grace Hopper']],
      excluded: [['Ana Núñez']],
    });
  });

  it('does not read a word of the papers as a misspelt name', () => {
    expect(namesIn('a hoper of seeds', ['hoper']).mentions).toEqual([]);
  });
});
