import { UserError } from '../../../errors.ts';
import { MOST_FETCHED, type PaperFetcher } from '../../../library/paper-fetcher.ts';
import { hasArxivId } from './arxiv-record.ts';
import type { ArxivClient } from './client.ts';
import { failureText } from './failure.ts';

/** Papers by their ids, from arXiv's API. */
export function createPaperFetcher(client: ArxivClient): PaperFetcher {
  return {
    async fetch(arxivIds, { signal } = {}) {
      if (arxivIds.length > MOST_FETCHED) throw new RangeError(`More than ${MOST_FETCHED} papers at once`);
      if (arxivIds.length === 0) return { found: [], missing: [] };
      try {
        const parameters = { id_list: arxivIds.join(','), max_results: String(MOST_FETCHED) };
        const { drafts } = await client.api(parameters, signal);
        const found = drafts.filter(hasArxivId).filter(({ arxivId }) => arxivIds.includes(arxivId));
        const known = new Set(found.map(({ arxivId }) => arxivId));
        return { found, missing: arxivIds.filter((id) => !known.has(id)) };
      } catch (error) {
        const reason = failureText(error);
        if (reason === undefined) throw error;
        throw new UserError(`arXiv could not be asked: ${reason}. Try again later.`, { cause: error });
      }
    },
  };
}
