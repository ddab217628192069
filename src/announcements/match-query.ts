import type { Engine } from '../engine/engine.ts';
import type { Paper } from '../paper.ts';
import { paperFilter } from '../query/matches.ts';
import { EMPTY_QUERY, type Query } from '../query/query.ts';
import { nameFit, nameWords } from '../text/person-name.ts';
import type { Found } from './match-lab.ts';
import { paperTerms, saysAll } from './match-words.ts';

/** What a followed search takes: all its filters hold, and all its words are said. */

export type QueryEngine = Pick<Engine, 'wordings' | 'closest'>;

const AUTHOR_RANK = 3;

function asWritten(paper: Paper, asked: string): string {
  const found = paper.authors.find(({ name }) => nameFit(nameWords(asked), nameWords(name)) !== undefined);
  return found?.name ?? asked;
}

function reasonsOf({ text, topics, authors, categories, ...query }: Query, paper: Paper): string[] {
  const codes = categories.flatMap((code) =>
    paper.categories.filter((one) => one === code || one.startsWith(`${code}.`)),
  );
  return [
    ...authors.map((name) => `by ${asWritten(paper, name)}`),
    ...topics.map((topic) => `about ${topic}`),
    ...(text === '' ? [] : [`about ${text}`]),
    ...[...new Set(codes)].slice(0, 3),
    ...(query.organisation === undefined ? [] : [`from ${query.organisation}`]),
    ...(query.hasCode === true ? ['with code'] : []),
  ];
}

/** Whole names or their initials: the beginning of a name finds while somebody types, but an announcement is for one person. */
function isListed(asked: string, { authors }: Paper): boolean {
  return authors.some(({ name }) => {
    const listed = nameWords(name);
    const family = listed.at(-1);
    return nameWords(asked).every((word) =>
      word.length === 1
        ? listed.some((other) => other.startsWith(word))
        : listed.includes(word) || isInitial(word, listed, family),
    );
  });
}

/** `Ada` is who is listed as `A. Okafor`; `Okafor` is nobody of whom only an O is known. */
function isInitial(word: string, listed: readonly string[], family: string | undefined): boolean {
  return listed.some((other) => other !== family && other.length === 1 && other === word[0]);
}

export async function matchQuery(
  query: Query,
  paper: Paper,
  engine: QueryEngine,
): Promise<Found | undefined> {
  if (!paperFilter({ ...query, topics: [] })(paper)) return undefined;
  if (!query.authors.every((name) => isListed(name, paper))) return undefined;
  const terms = paperTerms(paper);
  const isAbout = (topic: string) =>
    paperFilter({ ...EMPTY_QUERY, topics: [topic] })(paper) ||
    // A phrase is one thing only where the papers have an acronym for it; else its words would do wherever they stand.
    (engine.wordings(topic).length === 1 && saysAll(terms, engine.wordings(topic)));
  if (!query.topics.every(isAbout)) return undefined;
  if (query.text.trim() !== '' && !saysAll(terms, engine.wordings(query.text))) return undefined;
  const [nearest] = await engine.closest(paper, 1);
  const reasons = reasonsOf(query, paper);
  return {
    reasons: reasons.length > 0 ? reasons : ['what you follow'],
    rank: (query.authors.length > 0 ? AUTHOR_RANK : 0) + (nearest?.closeness ?? 0),
  };
}
