import { describe, expect, it } from 'vitest';
import { countsNoun, expectedAnswer, placesIn, tellsThing } from '../../src/answers/expected-kind.ts';

describe('expectedAnswer', () => {
  it('demands a place, a time or an amount where one is asked for', () => {
    expect(expectedAnswer('in which city did they meet')).toMatchObject({ kind: 'place', isDemanded: true });
    expect(expectedAnswer('how much did it cost')).toMatchObject({ kind: 'quantity', isDemanded: true });
    expect(expectedAnswer('what is special about yeast')).toMatchObject({ kind: 'text', isDemanded: false });
  });

  it.each([
    ['how long did it take', 'It took two years.', 'It took a detour of 3 streets.'],
    ['which telescope was used', 'We use a telescope in space.', 'We use 15 images.'],
    ['how much memory does it need', 'It needs 4 GB of memory.', 'Its memory is short.'],
  ])('“%s” is told by “%s”, not by “%s”', (question, telling, silent) => {
    const { thing } = expectedAnswer(question);

    expect(thing !== undefined && tellsThing(telling, thing)).toBe(true);
    expect(thing !== undefined && tellsThing(silent, thing)).toBe(false);
  });
});

describe('countsNoun', () => {
  it('takes people by whatever they are called, and nothing that a number is told per', () => {
    const { counted } = expectedAnswer('how many people took part');

    expect(countsNoun('Twelve volunteers walked.', counted)).toBe(true);
    expect(countsNoun('It saves 12 euros per volunteer.', counted)).toBe(false);
    expect(countsNoun('Twelve ovens were heated.', counted)).toBe(false);
  });
});

describe('what is asked of something', () => {
  it.each([
    ['how deep was the borehole in the ice', ['borehol']],
    ['what was the dose of aspirin', ['dose']],
    ['what is the name of the model', []],
    ['how is the oven heated', []],
    ['how many ovens were heated', []],
    ['what does it show', []],
  ])('“%s”', (question, subject) => {
    expect(expectedAnswer(question).subject).toEqual(subject);
  });

  it('is counted under its initials too', () => {
    const { counted, initials } = expectedAnswer('how many frames per second does it read');
    expect(countsNoun('It reads 30 FPS.', counted, new Map(), initials)).toBe(true);
    expect(countsNoun('It reads 30 GPS tracks.', counted, new Map(), initials)).toBe(false);
    expect(countsNoun('FPS matters.', counted, new Map(), initials)).toBe(false);
  });
});

describe('placesIn', () => {
  it.each([
    ['labels from Brazil', ['Brazil']],
    ['Evidence from China', ['China']],
    ['patients in Hyderabad, India', ['India', 'Hyderabad']],
    ['recruited at Massachusetts General Hospital', ['Massachusetts General Hospital']],
    ['in AI, at CIFAR-10, from UniNet and in March', []],
  ])('reads “%s”', (text, places) => {
    expect(placesIn(text)).toEqual(places);
  });
});
