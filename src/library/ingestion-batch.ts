import { isDeepStrictEqual } from 'node:util';
import type { Paper, PaperDraft, PaperId, Shelf } from '../paper.ts';
import {
  areDifferent,
  candidateKeys,
  type Identity,
  identityOf,
  identityStrength,
  joinIdentities,
} from './identity.ts';
import type { IngestSummary } from './library.ts';
import { mergeDrafts } from './merge.ts';
import { newPaperId } from './paper-id.ts';
import type { PaperRecord } from './paper-store.ts';

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

/** What a record is found by: what its sources ever said, and what people made of it, so that a wrong parse is found again. */
export function recordIdentity(record: PaperRecord, corrected: Paper): Identity {
  const isCorrected = Object.keys(record.corrections).length > 0;
  return isCorrected ? joinIdentities(record.identity, identityOf(corrected)) : record.identity;
}

function draftOf(paper: Paper): PaperDraft {
  const { id: _id, shelf: _shelf, ...draft } = paper;
  return draft;
}

export function createIngestionBatch({ held, takenIds, applyCorrections }: BatchOptions): IngestionBatch {
  const records = new Map<PaperId, PaperRecord>();
  const identities = new Map<PaperId, Identity>();
  const idsByKey = new Map<string, Set<PaperId>>();
  const ids = new Set(takenIds);
  const changed = new Set<PaperId>();
  const removed = new Set<PaperId>();
  const added: PaperId[] = [];
  const merged: PaperId[] = [];
  const unchanged: PaperId[] = [];

  function hold(record: PaperRecord): void {
    const { id } = record.ingested;
    const identity = recordIdentity(record, applyCorrections(record));
    records.set(id, record);
    identities.set(id, identity);
    for (const key of candidateKeys(identity)) {
      const found = idsByKey.get(key);
      if (found === undefined) idsByKey.set(key, new Set([id]));
      else found.add(id);
    }
  }

  function identityOfHeld({ ingested }: PaperRecord): Identity {
    return identities.get(ingested.id) ?? identityOf(ingested);
  }

  /** Nothing of the draft is news to the record: it has been there. */
  function isInformed({ ingested }: PaperRecord, draft: PaperDraft): boolean {
    const before = draftOf(ingested);
    return isDeepStrictEqual(mergeDrafts(before, draft), before);
  }

  type Match = { readonly record: PaperRecord; readonly strength: number };

  function surer(draft: PaperDraft, a: Match, b: Match): number {
    return (
      b.strength - a.strength ||
      Number(a.record.isRemoved) - Number(b.record.isRemoved) ||
      Number(isInformed(b.record, draft)) - Number(isInformed(a.record, draft)) ||
      (a.record.ingested.id < b.record.ingested.id ? -1 : 1)
    );
  }

  /** All held records of the draft's paper, the surest first; none that are proven to be another than those before. */
  function matches(draft: PaperDraft, identity: Identity): readonly PaperRecord[] {
    const candidates = new Set(candidateKeys(identity).flatMap((key) => [...(idsByKey.get(key) ?? [])]));
    const found = [...candidates]
      .map((id) => records.get(id))
      .filter((record) => record !== undefined)
      .map((record) => ({ record, strength: identityStrength(identityOfHeld(record), identity) }))
      .filter(({ strength }) => strength > 0)
      .sort((a, b) => surer(draft, a, b));
    let known = identity;
    return found
      .filter(({ record }, index) => {
        const own = identityOfHeld(record);
        if (index > 0 && areDifferent(known, own)) return false;
        known = joinIdentities(known, own);
        return true;
      })
      .map(({ record }) => record);
  }

  function add(draft: PaperDraft, identity: Identity, shelf: Shelf): void {
    const id = newPaperId(draft, ids);
    ids.add(id);
    hold({ ingested: { ...draft, id, shelf }, corrections: {}, identity, edits: [], isRemoved: false });
    changed.add(id);
    added.push(id);
  }

  function forget(record: PaperRecord): void {
    const { id } = record.ingested;
    for (const key of candidateKeys(identityOfHeld(record))) idsByKey.get(key)?.delete(id);
    records.delete(id);
    identities.delete(id);
    changed.delete(id);
    if (takenIds.has(id)) removed.add(id);
  }

  /** The one record of a draft and the held ones that are its paper; of those taken out only what people made of them. */
  function join(
    draft: PaperDraft,
    identity: Identity,
    shelf: Shelf,
    [kept, ...others]: readonly [PaperRecord, ...PaperRecord[]],
  ): PaperRecord {
    const present = [kept, ...others].filter(({ isRemoved }) => !isRemoved);
    const [first, ...rest] = [...present.map(({ ingested }) => draftOf(ingested)), draft];
    const isLibrary = shelf === 'library' || present.some(({ ingested }) => ingested.shelf === 'library');
    return {
      ingested: {
        ...rest.reduce(mergeDrafts, first ?? draft),
        id: kept.ingested.id,
        shelf: isLibrary ? 'library' : 'stream',
      },
      corrections: Object.assign(
        {},
        ...others.map(({ corrections }) => corrections).reverse(),
        kept.corrections,
      ),
      identity: [...others.map((other) => other.identity), identity].reduce(joinIdentities, kept.identity),
      edits: kept.edits,
      isRemoved: false,
    };
  }

  /** Joins the draft to its paper; a draft that shows two held papers to be one makes them one. */
  function merge(
    draft: PaperDraft,
    identity: Identity,
    shelf: Shelf,
    found: readonly [PaperRecord, ...PaperRecord[]],
  ) {
    const [kept, ...others] = found;
    const { id } = kept.ingested;
    const joined = join(draft, identity, shelf, found);
    if (others.length === 0 && isDeepStrictEqual(joined, kept)) {
      unchanged.push(id);
      return;
    }
    for (const other of others) forget(other);
    hold(joined);
    changed.add(id);
    (kept.isRemoved ? added : merged).push(id);
  }

  for (const record of held) hold(record);
  return {
    ingest(draft, shelf) {
      const identity = identityOf(draft);
      const [first, ...others] = matches(draft, identity);
      if (first === undefined) add(draft, identity, shelf);
      else merge(draft, identity, shelf, [first, ...others]);
    },
    result() {
      const changedRecords = [...changed]
        .map((id) => records.get(id))
        .filter((record) => record !== undefined);
      return { summary: { added, merged, unchanged }, changed: changedRecords, removed: [...removed] };
    },
  };
}
