import type { Paper } from '../paper.ts';
import { cut } from '../text/cut.ts';
import { isWithdrawn, withdrawalText } from '../text/withdrawal.ts';

const MAX_SAID = 240;
/** Says no more than that it was withdrawn. */
const NO_REASON = /^[^.;:]{0,60}\bwithdrawn\b(?: by (?:the |its )?[a-z]+)?[.!]?$/i;

/** What a paper's record says about its withdrawal; undefined where it says no more than that, or was not withdrawn. */
export function withdrawalReason(paper: Pick<Paper, 'status' | 'comment' | 'versions' | 'abstract'>) {
  if (paper.status !== 'withdrawn') return undefined;
  const comments = [...(paper.versions ?? [])].reverse().map(({ comment }) => comment);
  const telling = [...comments, paper.comment].find((comment) => isWithdrawn(comment, ''));
  const said = withdrawalText(telling, paper.abstract);
  return said === undefined || NO_REASON.test(said) ? undefined : `“${cut(said, MAX_SAID)}”`;
}
