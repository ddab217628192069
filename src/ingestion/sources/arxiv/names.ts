/** As arrivals and the log of sources call arXiv; its feeds and its OAI-PMH have names of their own there. */
export const ARXIV = 'arxiv';
export const ARXIV_OAI = 'arxiv-oai';

export function feedSource(category: string): string {
  return `${ARXIV}:${category}`;
}
