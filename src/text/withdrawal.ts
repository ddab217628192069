import { sentences } from './sentences.ts';

/**
 * That a paper was withdrawn stands in no field of its own: whoever did it says so in the comment, or in place of the abstract.
 * Comments speak of withdrawn things otherwise too ("supersedes the withdrawn article", "withdrawn from the conference"), so only a
 * sentence that says it of the paper itself counts.
 */

const PAPER = `(?:e-?print|paper|article|submission|manuscript|work|preprint|report|note|letter|thesis|version)`;
const ASIDE = String.raw`(?:\s*\([^()]{0,60}\)|,[^,.]{0,60},)?`;
const HOW = String.raw`(?:\s+(?:now|since|hereby|currently|[a-z]+ly))?`;
const IS = String.raw`(?:\s+(?:(?:has|have|had)${HOW}\s+been|was|is|is being|being))?`;
/** Behind it stands what else was withdrawn, or from where the paper was taken that is no withdrawal of it. */
const NOT = String.raw`(?!\s+${PAPER}s?\b)(?!\s+from\s+(?!publication|consideration|(?:the )?arxiv)\S)`;

/** `This paper has been withdrawn by the author`, `Paper withdrawn`, `arXiv admin note: submission has been withdrawn`. */
const OF_THE_PAPER = new RegExp(
  String.raw`(?:^|;\s*)(?:[\w ]{0,30}:\s*)?(?:(?:this|the|our)\s+)?${PAPER}${ASIDE}${IS}${HOW}\s+withdrawn\b${NOT}`,
  'i',
);
/** `Withdrawn by the authors`, `12 pages, withdrawn due to an error`. */
const BARE = new RegExp(String.raw`(?:^|[,;:]\s*)(?:(?:now|temporarily)\s+)?withdrawn\b${NOT}`, 'i');
/** `The authors have withdrawn this paper`. */
const BY_SOMEBODY = new RegExp(
  String.raw`\b(?:authors?|we|I|admin(?:istrator)?s?)\b${IS.replace('been', '(?:been)?')}(?:\s+(?:has|have|had))?\s+(?:withdrawn|withdrew)\s+(?:this|the|our|my)\s+${PAPER}\b`,
  'i',
);

const MOST_READ = 2000;

function firstTelling(text: string, patterns: readonly RegExp[]): string | undefined {
  const read = text.slice(0, MOST_READ);
  const found = sentences(read).find((one) => patterns.some((pattern) => pattern.test(one.text.trim())));
  // Why stands in the same sentence or behind it.
  return found && read.slice(found.start).replace(/\s+/g, ' ').trim();
}

/** What a record says of its withdrawal, with the reason where there is one; undefined where the paper was not withdrawn. */
export function withdrawalText(comment: string | undefined, abstract: string): string | undefined {
  return (
    firstTelling(comment ?? '', [OF_THE_PAPER, BARE, BY_SOMEBODY]) ??
    firstTelling(abstract.slice(0, 300), [OF_THE_PAPER])
  );
}

export function isWithdrawn(comment: string | undefined, abstract: string): boolean {
  return withdrawalText(comment, abstract) !== undefined;
}
