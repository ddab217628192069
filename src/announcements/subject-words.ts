import { formatQuery } from '../query/format.ts';
import { conditionsInWords } from '../query/in-words.ts';
import type { Subject } from './rule.ts';

/** What a rule follows, in words and as it is typed. */

/** `new papers about dp-sgd, by Ada Okafor, without "medical"`: goes on a sentence such as "You follow ...". */
export function subjectInWords(subject: Subject): string {
  switch (subject.type) {
    case 'lab':
      return 'new papers near to this library';
    case 'everything':
      return 'every new paper';
    case 'query': {
      const { text } = subject.query;
      const conditions = conditionsInWords(subject.query);
      const about = text === '' ? [] : [`about ${text}`];
      return `new papers ${[...about, ...conditions].join(', ')}`.trim();
    }
  }
}

/** What `lab` brings, in words. */
export const LAB_IN_WORDS = 'by its frequent authors, close to its own papers, or added to it';

/** What `/follow` reads as the same subject: `lab`, `author:"Ada Okafor" -medical`. */
export function subjectAsTyped(subject: Subject): string {
  if (subject.type !== 'query') return subject.type;
  return formatQuery({ ...subject.query, shelf: 'library' });
}
