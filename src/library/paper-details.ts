import { z } from 'zod';
import { Author, Paper, type PaperDraft } from '../paper.ts';

/**
 * What arXiv tells of a paper, kept beside what its sources list and laid over it where it is shown: so what was ingested
 * stays as it was received.
 */
export const PaperDetails = z.object({
  authors: z.array(Author).min(1).max(5000),
  doi: Paper.shape.doi,
  comment: Paper.shape.comment,
});
export type PaperDetails = z.infer<typeof PaperDetails>;

/** Of a paper as arXiv's API tells it, whose list of authors is whole. */
export function detailsOf({ authors, doi, versions, comment }: PaperDraft): PaperDetails {
  const told = comment ?? versions?.at(-1)?.comment;
  return {
    authors: [...authors],
    ...(doi !== undefined && { doi }),
    ...(told !== undefined && { comment: told }),
  };
}

/** A shorter list than the one that is held is not the whole one. */
export function withDetails(paper: Paper, details: PaperDetails | undefined): Paper {
  if (details === undefined) return paper;
  const { authors, doi = paper.doi, comment = paper.comment } = details;
  const isWhole = authors.length >= paper.authors.length;
  return {
    ...paper,
    ...(isWhole && { authors, authorsComplete: true }),
    ...(paper.doi === undefined && doi !== undefined && { doi }),
    ...(comment !== undefined && { comment }),
  };
}
