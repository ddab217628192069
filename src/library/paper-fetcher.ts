import type { PaperDraft } from '../paper.ts';

/** Papers that one call asks for at most: arXiv's API takes them in one request. */
export const MOST_FETCHED = 20;

export type FetchedPapers = {
  /** As arXiv tells them: all authors, the DOI, the newest version with its comment. */
  readonly found: readonly PaperDraft[];
  /** Those of the ids that arXiv does not know. */
  readonly missing: readonly string[];
};

/** Asks arXiv for papers by their base ids. */
export type PaperFetcher = {
  /**
   * Of at most {@link MOST_FETCHED} ids, one request among those that the program makes anyway, so it may wait its turn.
   *
   * @throws UserError, saying what to do, where arXiv cannot be asked or does not answer
   */
  fetch(arxivIds: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<FetchedPapers>;
};
