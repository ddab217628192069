import { UserError } from '../errors.ts';
import type { Paper, PaperId } from '../paper.ts';
import { applyCorrections, type ParseAuthorName, updateCorrections } from './correction.ts';
import { identityKeys } from './identity.ts';
import { createIngestionBatch, recordKeys } from './ingestion-batch.ts';
import type { Library } from './library.ts';
import type { PaperReader, PaperRecord, PaperRow, PaperStore } from './paper-store.ts';

export type LibraryOptions = { readonly store: PaperStore; readonly parseAuthorName: ParseAuthorName };

/** Drafts between two reports of progress. */
const PROGRESS_STEP = 500;

async function getRecord(papers: PaperReader, id: PaperId): Promise<PaperRecord> {
  const record = await papers.get(id);
  if (record === undefined) throw new UserError(`There is no paper "${id}".`, { code: 'not-found' });
  return record;
}

/** The library over a store: identity, merging and corrections are decided here, the store only keeps. */
export function createLibrary({ store, parseAuthorName }: LibraryOptions): Library {
  const corrected = (record: PaperRecord): Paper => applyCorrections(record, parseAuthorName);

  function toRow(record: PaperRecord): PaperRow {
    const paper = corrected(record);
    return { ...record, keys: recordKeys(record, paper), date: paper.date };
  }

  return {
    async papers(shelf) {
      return (await store.list(shelf)).map(corrected);
    },

    async get(id) {
      const record = await store.get(id);
      return record === undefined ? undefined : corrected(record);
    },

    ingest(drafts, shelf, { onProgress } = {}) {
      return store.transaction(async (papers) => {
        const keys = new Set(drafts.flatMap(identityKeys));
        const batch = createIngestionBatch({
          held: await papers.findByKeys([...keys]),
          takenIds: await papers.ids(),
          applyCorrections: corrected,
        });
        for (const [index, draft] of drafts.entries()) {
          batch.ingest(draft, shelf);
          if ((index + 1) % PROGRESS_STEP === 0) onProgress?.(index + 1, drafts.length);
        }
        const { summary, changed, removed } = batch.result();
        await papers.remove(removed);
        await papers.put(changed.map(toRow));
        await papers.adopt(summary.unchanged);
        return summary;
      });
    },

    correct(id, values) {
      return store.transaction(async (papers) => {
        const held = await getRecord(papers, id);
        const record = { ...held, corrections: updateCorrections(held.corrections, values) };
        const result = { before: corrected(held), after: corrected(record) };
        await papers.put([toRow(record)]);
        return result;
      });
    },

    remove(id) {
      return store.transaction(async (papers) => {
        await getRecord(papers, id);
        await papers.remove([id]);
      });
    },

    startingPapers: () => store.startingIds(),

    removeStartingPapers() {
      return store.transaction(async (papers) => {
        const ids = await papers.startingIds();
        await papers.remove(ids);
        return ids.length;
      });
    },

    lastSequence: () => store.lastSequence(),

    async changesSince(sequence) {
      const changes = await store.changesSince(sequence);
      return { changes, sequence: changes.at(-1)?.sequence ?? sequence };
    },
  };
}
