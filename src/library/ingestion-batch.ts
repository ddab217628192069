import { isDeepStrictEqual } from 'node:util';
import type { Paper, PaperDraft, PaperId, Shelf } from '../paper.ts';
import { identityKeys, identityStrength } from './identity.ts';
import type { IngestSummary } from './library.ts';
import { mergeDrafts } from './merge.ts';
import { newPaperId } from './paper-id.ts';
import type { Corrections, PaperRecord } from './paper-store.ts';

/**
 * One ingestion in memory: the held papers that its drafts may be, and what the drafts make of them.
 * Pure; the library reads the held papers before and writes the changed ones after, in one transaction.
 */
export type IngestionBatch = {
  ingest(draft: PaperDraft, shelf: Shelf): void;
  result(): {
    readonly summary: IngestSummary;
    readonly changed: readonly PaperRecord[];
    readonly removed: readonly PaperId[];
  };
};

type BatchOptions = {
  readonly held: readonly PaperRecord[];
  readonly takenIds: ReadonlySet<string>;
  readonly applyCorrections: (record: PaperRecord) => Paper;
};

/** A record's keys, by what its sources say and by what people made of it: a wrong parse is found again. */
export function recordKeys(record: PaperRecord, corrected: Paper): readonly string[] {
  return [...new Set([...identityKeys(record.ingested), ...identityKeys(corrected)])];
}

function draftOf(paper: Paper): PaperDraft {
  const { id: _id, shelf: _shelf, ...draft } = paper;
  return draft;
}

export function createIngestionBatch({ held, takenIds, applyCorrections }: BatchOptions): IngestionBatch {
  const records = new Map<PaperId, PaperRecord>();
  const idsByKey = new Map<string, Set<PaperId>>();
  const ids = new Set(takenIds);
  const changed = new Set<PaperId>();
  const removed = new Set<PaperId>();
  const added: PaperId[] = [];
  const merged: PaperId[] = [];
  const unchanged: PaperId[] = [];

  function hold(record: PaperRecord): void {
    const { id } = record.ingested;
    records.set(id, record);
    for (const key of recordKeys(record, applyCorrections(record))) {
      const found = idsByKey.get(key);
      if (found === undefined) idsByKey.set(key, new Set([id]));
      else found.add(id);
    }
  }

  function strength(record: PaperRecord, draft: PaperDraft): number {
    return Math.max(
      identityStrength(record.ingested, draft),
      Object.keys(record.corrections).length === 0 ? 0 : identityStrength(applyCorrections(record), draft),
    );
  }

  /** All held records of the draft's paper, the surest first. */
  function matches(draft: PaperDraft): readonly PaperRecord[] {
    const candidates = new Set(identityKeys(draft).flatMap((key) => [...(idsByKey.get(key) ?? [])]));
    return [...candidates]
      .map((id) => records.get(id))
      .filter((record) => record !== undefined)
      .map((record) => ({ record, strength: strength(record, draft) }))
      .filter((match) => match.strength > 0)
      .sort((a, b) => b.strength - a.strength || (a.record.ingested.id < b.record.ingested.id ? -1 : 1))
      .map((match) => match.record);
  }

  function add(draft: PaperDraft, shelf: Shelf): void {
    const id = newPaperId(draft, ids);
    ids.add(id);
    hold({ ingested: { ...draft, id, shelf }, corrections: {} });
    changed.add(id);
    added.push(id);
  }

  function forget(id: PaperId): void {
    records.delete(id);
    changed.delete(id);
    if (takenIds.has(id)) removed.add(id);
    for (const found of idsByKey.values()) found.delete(id);
  }

  /** Joins the draft to its paper; a draft that shows two held papers to be one makes them one. */
  function merge(
    draft: PaperDraft,
    shelf: Shelf,
    [kept, ...others]: readonly [PaperRecord, ...PaperRecord[]],
  ) {
    const { id } = kept.ingested;
    let result = draftOf(kept.ingested);
    let corrections: Corrections = kept.corrections;
    for (const other of others) {
      result = mergeDrafts(result, draftOf(other.ingested));
      corrections = { ...other.corrections, ...corrections };
      forget(other.ingested.id);
    }
    result = mergeDrafts(result, draft);
    const isLibrary = shelf === 'library' || [kept, ...others].some((r) => r.ingested.shelf === 'library');
    const ingested: Paper = { ...result, id, shelf: isLibrary ? 'library' : 'stream' };
    if (others.length === 0 && isDeepStrictEqual(ingested, kept.ingested)) {
      unchanged.push(id);
      return;
    }
    hold({ ingested, corrections });
    changed.add(id);
    merged.push(id);
  }

  for (const record of held) hold(record);
  return {
    ingest(draft, shelf) {
      const [first, ...others] = matches(draft);
      if (first === undefined) add(draft, shelf);
      else merge(draft, shelf, [first, ...others]);
    },
    result() {
      const changedRecords = [...changed]
        .map((id) => records.get(id))
        .filter((record) => record !== undefined);
      return { summary: { added, merged, unchanged }, changed: changedRecords, removed: [...removed] };
    },
  };
}
