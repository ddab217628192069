import type { PaperId } from '../paper.ts';
import type { Library } from './library.ts';
import { detailsOf, type PaperDetails } from './paper-details.ts';
import { MOST_FETCHED, type PaperFetcher } from './paper-fetcher.ts';

export type EnrichOptions = {
  /** Also papers that were asked for before. */
  readonly again: boolean;
  readonly now: () => Date;
  /** Stops between two requests; what was told so far is kept. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

export type Enriched = {
  readonly found: number;
  /** arXiv ids that arXiv does not know. */
  readonly missing: readonly string[];
  /** Papers that were not asked for, since it was stopped. */
  readonly left: number;
};

/**
 * Asks arXiv for the library's papers, {@link MOST_FETCHED} at a time, each answer kept before the next question. Rejects as the fetcher
 * does; what came before is kept.
 */
export async function enrichLibrary(
  library: Pick<Library, 'unenriched' | 'enrich'>,
  fetcher: PaperFetcher,
  { again, now, signal, onProgress }: EnrichOptions,
): Promise<Enriched> {
  const papers = await library.unenriched({ again });
  const missing: string[] = [];
  let found = 0;
  let done = 0;
  for (; done < papers.length && !signal.aborted; done += MOST_FETCHED) {
    const batch = papers.slice(done, done + MOST_FETCHED);
    const answer = await fetcher
      .fetch([...new Set(batch.map(({ arxivId }) => arxivId))], { signal })
      .catch((error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      });
    if (answer === undefined) break;
    const told = new Map(answer.found.map((draft) => [draft.arxivId, detailsOf(draft)]));
    const details = new Map<PaperId, PaperDetails>();
    for (const { id, arxivId } of batch) {
      const one = told.get(arxivId);
      if (one !== undefined) details.set(id, one);
    }
    await library.enrich(details, now());
    found += details.size;
    missing.push(...answer.missing);
    onProgress(Math.min(papers.length, done + MOST_FETCHED), papers.length);
  }
  return { found, missing, left: Math.max(0, papers.length - done) };
}
