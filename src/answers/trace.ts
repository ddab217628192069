import type { Interpretation, Mention, Step } from './interpretation.ts';
import type { Reading } from './reading.ts';

/** Runs a recogniser and notes the words that it took, and what it made of them. */
export function traced<Found>(
  reading: Reading,
  recogniser: string,
  recognise: () => Found,
  show: (found: Found) => string,
  steps: Step[],
): Found {
  const before = reading.words.map(({ used }) => used);
  const found = recognise();
  const read = show(found);
  const words = reading.words.filter(({ used }, at) => used && before[at] === false).map(({ text }) => text);
  if (read !== '') steps.push({ recogniser, words: words.join(' '), read });
  return found;
}

function mentions(people: readonly Mention[]): string {
  return people
    .map(({ typed, people: meant, corrected }) => {
      const names = meant.map(({ name }) => name).join(' or ');
      return `${typed} = ${names}${corrected ? ' (corrected)' : ''}`;
    })
    .join('; ');
}

/** An interpretation as lines to read: each part with the recogniser and the words that it came from. */
export function explainInterpretation(asked: Interpretation, steps: readonly Step[]): string[] {
  const rows: (readonly [string, string])[] = [
    ['question', asked.question],
    ['intent', asked.intent],
    ['people', mentions(asked.people)],
    ['not by', mentions(asked.excluded)],
    ['first author', asked.firstAuthor ? 'yes' : asked.laterAuthor === true ? 'no' : ''],
    ['author', asked.place === undefined ? '' : String(asked.place)],
    ['papers named', asked.named.map(({ title }) => title).join('; ')],
    ['categories', asked.categories.join(', ')],
    ['from', asked.from ?? ''],
    ['to', asked.to ?? ''],
    ['code', asked.hasCode === undefined ? '' : asked.hasCode ? 'with' : 'without'],
    ['organisation', asked.organisation ?? ''],
    ['not about', asked.without.join('; ')],
    ['order', [asked.order, asked.limit].filter((part) => part !== undefined).join(' ')],
    ['tally of', asked.tally === undefined ? '' : `${asked.tally.of} ${asked.tally.limit ?? ''}`.trim()],
    ['several', asked.plural ? 'yes' : ''],
    ['search words', asked.words],
  ];
  return [
    ...rows.filter(([, value]) => value !== '').map(([name, value]) => `${name.padEnd(14)}${value}`),
    '',
    ...steps.map(
      ({ recogniser, words, read }) =>
        `${recogniser.padEnd(14)}${read}${words === '' ? '' : `  <- “${words}”`}`,
    ),
  ];
}
