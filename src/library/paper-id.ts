import { PaperId } from '../paper.ts';
import { foldedKey } from '../text/fold.ts';

/** Words that say nothing of a title's subject: articles, prepositions, conjunctions, question words, auxiliaries. */
const INSIGNIFICANT: ReadonlySet<string> = new Set(
  (
    'a an the of on in into for to from with without within by at as via and or but nor not is are be been was were can could ' +
    'do does did how what when where which who why whether should will would may might must has have had its it this ' +
    'that these those their our we i you your much many more one using toward towards under over between among against beyond about ' +
    'der die das ein eine und von zur zum im le la les un une des du de et en el los las y del il lo gli e'
  ).split(' '),
);

const MAX_PART = 40;

/** The title's first word of subject matter, folded: `leafformer`, `2d`; single letters only where there is nothing else. */
function significantWord(title: string): string {
  const words = foldedKey(title)
    .split(' ')
    .filter((word) => word !== '');
  const significant = words.find((word) => word.length > 1 && !INSIGNIFICANT.has(word));
  return (significant ?? words[0] ?? 'untitled').slice(0, MAX_PART);
}

/** The citation key of a paper before collisions: `doe2021plants`. */
export function citationKey(paper: {
  readonly title: string;
  readonly authors: readonly { readonly family: string }[];
  readonly date: string;
}): string {
  const family = foldedKey(paper.authors[0]?.family ?? '')
    .replaceAll(' ', '')
    .slice(0, MAX_PART);
  return `${family === '' ? 'anonymous' : family}${paper.date.slice(0, 4)}${significantWord(paper.title)}`;
}

/** A key that is not taken: the citation key itself, else with `-2`, `-3` and so on. */
export function newPaperId(paper: Parameters<typeof citationKey>[0], taken: ReadonlySet<string>): PaperId {
  const key = citationKey(paper);
  let id = key;
  for (let number = 2; taken.has(id); number += 1) id = `${key}-${number}`;
  return PaperId.parse(id);
}
