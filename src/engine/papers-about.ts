import type { PaperId } from '../paper.ts';
import { inSlices } from '../time-slices.ts';
import type { IndexedDocument } from './document.ts';
import type { PapersAbout, TopicParts } from './engine.ts';
import type { ShelfIndex } from './shelf-index.ts';

/** Whether every part stands there, in one of its forms. */
function hasAll(parts: TopicParts, has: (term: string) => boolean): boolean {
  return parts.every((forms) => forms.some((terms) => terms.every(has)));
}

/** Whether the title or one sentence holds all parts. */
function holdsTogether({ titleTerms, sentenceTerms }: IndexedDocument, parts: TopicParts): boolean {
  if (hasAll(parts, (term) => titleTerms.includes(term))) return true;
  for (const terms of sentenceTerms()) if (hasAll(parts, (term) => terms.includes(term))) return true;
  return false;
}

/** How many documents hold a part at most. */
function holders(forms: TopicParts[number], index: ShelfIndex): number {
  return forms.reduce((sum, terms) => sum + Math.min(...terms.map((term) => index.terms.of(term))), 0);
}

/** The documents that may hold all parts: those that hold the rarest. */
function candidates(parts: TopicParts, index: ShelfIndex): Set<IndexedDocument> {
  const [rarest = []] = [...parts].sort((a, b) => holders(a, index) - holders(b, index));
  return new Set(rarest.flatMap((terms) => [...index.documentsHolding(terms)]));
}

/** The papers of a shelf that speak of a topic. Yields to the event loop. */
export async function papersAbout(
  parts: TopicParts,
  index: ShelfIndex,
  among?: readonly PaperId[],
): Promise<PapersAbout> {
  const holding = new Set<PaperId>();
  const together = new Set<PaperId>();
  const documents =
    among === undefined ? candidates(parts, index) : among.flatMap((id) => index.get(id) ?? []);
  await inSlices(documents, (document) => {
    if (!hasAll(parts, (term) => document.termSet.has(term))) return;
    holding.add(document.paper.id);
    if (holdsTogether(document, parts)) together.add(document.paper.id);
  });
  return { holding, together };
}
