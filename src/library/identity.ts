import type { PaperDraft } from '../paper.ts';
import { foldedKey } from '../text/fold.ts';

/** When two records are one paper: arXiv base id, DOI, or folded title and first author. */

type Identified = Pick<PaperDraft, 'title' | 'authors' | 'date' | 'arxivId' | 'doi'>;

/** Titles of fewer words (`Editorial`, `Annual report`) recur, so the year has to fit as well. */
const DISTINCTIVE_WORDS = 4;

function wordsOf(text: string): readonly string[] {
  return foldedKey(text)
    .split(' ')
    .filter((word) => word !== '');
}

/** Words that some write together and some apart (`dataset`, `data set`) do not make two titles. */
function titleKey(title: string): string {
  return wordsOf(title).join('');
}

/** What a record can be found by; a shared key makes two records candidates, {@link identityStrength} decides. */
export function identityKeys(paper: Identified): readonly string[] {
  const title = titleKey(paper.title);
  return [
    ...(paper.arxivId === undefined ? [] : [`arxiv:${paper.arxivId}`]),
    ...(paper.doi === undefined ? [] : [`doi:${paper.doi}`]),
    ...(title === '' ? [] : [`title:${title}`]),
  ];
}

/** `Lopez` and `Lopez Herrera de Avila`, `van der Maaten` and `Maaten`: one spelling's words hold the other's. */
function isSameFamily(a: string, b: string): boolean {
  const [few, many] = [wordsOf(a), wordsOf(b)].sort((first, second) => first.length - second.length);
  if (few === undefined || many === undefined) return false;
  return few.join('') === many.join('') || (few.length > 0 && few.every((word) => many.includes(word)));
}

function isSameTitleAndAuthor(a: Identified, b: Identified): boolean {
  const title = titleKey(a.title);
  if (title === '' || title !== titleKey(b.title)) return false;
  const years = Math.abs(Number(a.date.slice(0, 4)) - Number(b.date.slice(0, 4)));
  if (wordsOf(a.title).length < DISTINCTIVE_WORDS && years > 1) return false;
  return isSameFamily(a.authors[0]?.family ?? '', b.authors[0]?.family ?? '');
}

/**
 * 3 by arXiv id, 2 by DOI, 1 by title and first author, 0 where they are different papers.
 * A different arXiv id, or a different DOI where no arXiv id agrees, is proof against.
 */
export function identityStrength(a: Identified, b: Identified): 0 | 1 | 2 | 3 {
  if (a.arxivId !== undefined && b.arxivId !== undefined) return a.arxivId === b.arxivId ? 3 : 0;
  if (a.doi !== undefined && b.doi !== undefined) return a.doi === b.doi ? 2 : 0;
  return isSameTitleAndAuthor(a, b) ? 1 : 0;
}
