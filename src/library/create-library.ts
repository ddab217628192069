import { UserError } from '../errors.ts';
import type { Paper, PaperId } from '../paper.ts';
import { mapInSlices, pause } from '../time-slices.ts';
import { applyCorrections, type ParseAuthorName, updateCorrections } from './correction.ts';
import { identityKeys, identityOf, joinIdentities } from './identity.ts';
import { createIngestionBatch, recordIdentity } from './ingestion-batch.ts';
import type { Library } from './library.ts';
import type { PaperDetails } from './paper-details.ts';
import type { PaperReader, PaperRecord, PaperRow, PaperStore, PaperTransaction } from './paper-store.ts';
import { createShelfMoves } from './shelf-moves.ts';

export type LibraryOptions = { readonly store: PaperStore; readonly parseAuthorName: ParseAuthorName };

/** Edits of one paper that can be undone. */
const MOST_EDITS = 20;
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
    return { ...record, keys: identityKeys(recordIdentity(record, paper)), date: paper.date };
  }

  async function replace(
    papers: PaperTransaction,
    held: PaperRecord,
    fields: Pick<PaperRecord, 'corrections' | 'edits'>,
  ) {
    const record = { ...held, ...fields };
    const result = { before: corrected(held), after: corrected(record) };
    await papers.put([toRow(record)]);
    await papers.adopt([record.ingested.id]);
    return result;
  }

  return {
    async papers(shelf, page) {
      return (await store.list(shelf, page)).map(corrected);
    },

    async get(id) {
      const record = await store.get(id);
      return record === undefined ? undefined : corrected(record);
    },

    ingest(drafts, shelf, { onProgress, news, poll } = {}) {
      return store.transaction(async (papers) => {
        const keys = new Set((await mapInSlices(drafts, identityOf)).flatMap(identityKeys));
        const batch = createIngestionBatch({
          held: await papers.findByKeys([...keys]),
          takenIds: await papers.ids(),
          applyCorrections: corrected,
          news,
        });
        for (const [index, draft] of drafts.entries()) {
          batch.ingest(draft, shelf);
          if ((index + 1) % PROGRESS_STEP === 0) onProgress?.(index + 1, drafts.length);
          const paused = pause();
          if (paused !== undefined) await paused;
        }
        const { summary, changed, replaced, arrivals } = batch.result();
        await papers.replace(replaced);
        await papers.put(await mapInSlices(changed, toRow));
        const chosen = [...changed.map(({ ingested }) => ingested.id), ...summary.unchanged];
        if (shelf === 'library') await papers.adopt(chosen);
        if (news !== undefined) {
          const { source, at } = news;
          await papers.arrive(
            [...arrivals].map(([paperId, arrival]) => ({ ...arrival, paperId, source, arrivedAt: at })),
          );
        }
        if (poll !== undefined) await papers.keepPoll(poll);
        return summary;
      });
    },

    correct(id, values) {
      return store.transaction(async (papers) => {
        const held = await getRecord(papers, id);
        const edits = [...held.edits, held.corrections].slice(-MOST_EDITS);
        return replace(papers, held, { corrections: updateCorrections(held.corrections, values), edits });
      });
    },

    undoCorrection(id) {
      return store.transaction(async (papers) => {
        const held = await getRecord(papers, id);
        const corrections = held.edits.at(-1);
        if (corrections === undefined) {
          throw new UserError(`There is no edit of "${id}" to undo.`, { code: 'not-found' });
        }
        return replace(papers, held, { corrections, edits: held.edits.slice(0, -1) });
      });
    },

    async unenriched({ again = false } = {}) {
      const records = await store.list('library');
      return records
        .filter(({ details }) => again || details === undefined)
        .map(corrected)
        .flatMap(({ id, arxivId }) => (arxivId === undefined ? [] : [{ id, arxivId }]));
    },

    enrich(details, at) {
      return store.transaction(async (papers) => {
        const known = new Map<PaperId, PaperDetails>();
        for (const [id, one] of details) {
          const held = await papers.get(id);
          if (held === undefined) continue;
          known.set(id, one);
          if (one.doi === undefined || held.identity.dois.includes(one.doi)) continue;
          // The paper is then found by its DOI too, wherever that comes from.
          const doi = { arxivIds: [], dois: [one.doi], titles: [] };
          await papers.put([toRow({ ...held, identity: joinIdentities(held.identity, doi) })]);
        }
        await papers.putDetails(known, at);
      });
    },

    ...createShelfMoves({ store, corrected, toRow }),

    startingPapers: () => store.startingIds(),

    removeStartingPapers() {
      return store.transaction(async (papers) => {
        const ids = await papers.startingIds();
        await papers.remove(ids);
        return ids.length;
      });
    },

    arrivalsAfter: (sequence, limit) => store.arrivalsAfter(sequence, limit),

    lastSequence: () => store.lastSequence(),

    async changesSince(sequence) {
      const changes = await store.changesSince(sequence);
      return { changes, sequence: changes.at(-1)?.sequence ?? sequence };
    },
  };
}
