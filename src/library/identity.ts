import { z } from 'zod';
import type { PaperDraft } from '../paper.ts';
import { foldedKey } from '../text/fold.ts';

/** When two records are one paper: arXiv base id, DOI, or folded title and first author. */

type Identified = Pick<PaperDraft, 'title' | 'authors' | 'date' | 'arxivId' | 'doi'>;

const TitledBy = z.object({
  /** Folded, words apart. */
  title: z.string(),
  /** Folded family name of the first author, words apart. */
  family: z.string(),
  year: z.int(),
});
type TitledBy = z.infer<typeof TitledBy>;

/** All that a paper has ever been found by: a merge may replace its title, and an old record then still finds it. */
export const Identity = z.object({
  arxivIds: z.array(z.string()),
  dois: z.array(z.string()),
  titles: z.array(TitledBy),
});
export type Identity = {
  readonly arxivIds: readonly string[];
  readonly dois: readonly string[];
  readonly titles: readonly TitledBy[];
};

/** Titles of fewer words (`Editorial`, `Annual report`) recur, so the year has to fit as well. */
const DISTINCTIVE_WORDS = 4;
/** Kept of each kind; a paper has two or three. */
const MOST = 50;

export function identityOf(paper: Identified): Identity {
  return {
    arxivIds: paper.arxivId === undefined ? [] : [paper.arxivId],
    dois: paper.doi === undefined ? [] : [paper.doi],
    titles: [
      {
        title: foldedKey(paper.title),
        family: foldedKey(paper.authors[0]?.family ?? ''),
        year: Number(paper.date.slice(0, 4)),
      },
    ],
  };
}

function titleText({ title, family, year }: TitledBy): string {
  return `${title}|${family}|${year}`;
}

/** What either is found by; the same object where the second adds nothing. */
export function joinIdentities(held: Identity, other: Identity): Identity {
  const arxivIds = new Set([...held.arxivIds, ...other.arxivIds]);
  const dois = new Set([...held.dois, ...other.dois]);
  const titles = new Map([...other.titles, ...held.titles].map((one) => [titleText(one), one]));
  const isSame =
    arxivIds.size === held.arxivIds.length &&
    dois.size === held.dois.length &&
    titles.size === held.titles.length;
  if (isSame) return held;
  const added = [...titles.values()].filter((one) => !held.titles.includes(one));
  return {
    arxivIds: [...arxivIds].slice(0, MOST),
    dois: [...dois].slice(0, MOST),
    titles: [...held.titles, ...added].slice(0, MOST),
  };
}

/** Words that some write together and some apart (`dataset`, `data set`) do not make two titles. */
function joined(folded: string): string {
  return folded.replaceAll(' ', '');
}

/** What a record can be found by in the store; a shared key makes two records candidates, {@link identityStrength} decides. */
export function identityKeys({ arxivIds, dois, titles }: Identity): readonly string[] {
  const keys = [
    ...arxivIds.map((id) => `arxiv:${id}`),
    ...dois.map((doi) => `doi:${doi}`),
    ...titles.map(({ title }) => joined(title)).flatMap((title) => (title === '' ? [] : [`title:${title}`])),
  ];
  return [...new Set(keys)];
}

/** As {@link identityKeys}, but narrower: of a title that hundreds share, only those by a namesake are found. */
export function candidateKeys({ arxivIds, dois, titles }: Identity): readonly string[] {
  const keys = [...arxivIds.map((id) => `arxiv:${id}`), ...dois.map((doi) => `doi:${doi}`)];
  for (const { title, family } of titles) {
    for (const word of [...family.split(' '), joined(family)]) keys.push(`title:${joined(title)}|${word}`);
  }
  return [...new Set(keys)];
}

/** `Lopez` and `Lopez Herrera de Avila`, `van der Maaten` and `Maaten`: one spelling's words hold the other's. */
function isSameFamily(a: string, b: string): boolean {
  if (a === b) return true;
  const [few, many] = [a.split(' '), b.split(' ')].sort((first, second) => first.length - second.length);
  if (few === undefined || many === undefined || a === '' || b === '') return false;
  return joined(a) === joined(b) || few.every((word) => many.includes(word));
}

function isSameTitleAndAuthor(a: TitledBy, b: TitledBy): boolean {
  const title = joined(a.title);
  if (title === '' || title !== joined(b.title)) return false;
  if (a.title.split(' ').length < DISTINCTIVE_WORDS && Math.abs(a.year - b.year) > 1) return false;
  return isSameFamily(a.family, b.family);
}

function share<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.some((one) => b.includes(one));
}

/**
 * 3 by arXiv id, 2 by DOI, 1 by title and first author, 0 where they are different papers.
 * A different arXiv id, or a different DOI where no arXiv id agrees, is proof against.
 */
export function identityStrength(a: Identity, b: Identity): 0 | 1 | 2 | 3 {
  if (a.arxivIds.length > 0 && b.arxivIds.length > 0) return share(a.arxivIds, b.arxivIds) ? 3 : 0;
  if (a.dois.length > 0 && b.dois.length > 0) return share(a.dois, b.dois) ? 2 : 0;
  return a.titles.some((one) => b.titles.some((other) => isSameTitleAndAuthor(one, other))) ? 1 : 0;
}

/** Proof that two are different papers, whatever else they share. */
export function areDifferent(a: Identity, b: Identity): boolean {
  if (a.arxivIds.length > 0 && b.arxivIds.length > 0) return !share(a.arxivIds, b.arxivIds);
  return a.dois.length > 0 && b.dois.length > 0 && !share(a.dois, b.dois);
}
