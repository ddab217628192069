import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { PaperDraft } from '../paper.ts';
import { shippedDataPath } from '../shipped-data.ts';
import { foldedKey } from '../text/fold.ts';

/** `null`: looked up, and not on arXiv. */
const ArxivIds = z.array(z.object({ title: z.string(), arxivId: z.string().nullable() }));

let idsByTitle: ReadonlyMap<string, string> | undefined;

function readIds(): ReadonlyMap<string, string> {
  const entries = ArxivIds.parse(JSON.parse(readFileSync(shippedDataPath('arxiv-ids.json'), 'utf8')));
  return new Map(
    entries.flatMap(({ title, arxivId }) => (arxivId === null ? [] : [[foldedKey(title), arxivId] as const])),
  );
}

/** Gives a draft without arXiv id the one that `data/arxiv-ids.json` knows for its title. */
export function joinArxivId(draft: PaperDraft): PaperDraft {
  if (draft.arxivId !== undefined || draft.doi !== undefined) return draft;
  idsByTitle ??= readIds();
  const arxivId = idsByTitle.get(foldedKey(draft.title)) ?? idsByTitle.get(foldedKey(draft.rawTitle));
  return arxivId === undefined ? draft : { ...draft, arxivId };
}
