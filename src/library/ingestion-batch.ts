import { isDeepStrictEqual } from 'node:util';
import type { Paper, PaperDraft, PaperId, Shelf } from '../paper.ts';
import { type Arrival, arrivalKind, type News } from './arrival.ts';
import {
  areDifferent,
  candidateKeys,
  type Identity,
  identityOf,
  identityStrength,
  joinIdentities,
} from './identity.ts';
import type { IngestSummary } from './library.ts';
import { mergeDrafts, mergeStreamRecord } from './merge.ts';
import { newPaperId } from './paper-id.ts';
import type { PaperRecord } from './paper-store.ts';

/** Of one paper one, whatever number of drafts is of it. */
export type BatchArrival = Pick<Arrival, 'kind' | 'announcedOn' | 'version'>;

/**
 * One ingestion in memory: the held papers that its drafts may be, and what the drafts make of them.
 * Pure; the library reads the held papers before and writes the changed ones after, in one transaction.
 */
export type IngestionBatch = {
  ingest(draft: PaperDraft, shelf: Shelf): void;
  result(): {
    readonly summary: IngestSummary;
    readonly changed: readonly PaperRecord[];
    /** Papers that turned out to be another, to that other. */
    readonly replaced: ReadonlyMap<PaperId, PaperId>;
    readonly arrivals: ReadonlyMap<PaperId, BatchArrival>;
  };
};

type BatchOptions = {
  readonly held: readonly PaperRecord[];
  readonly takenIds: ReadonlySet<string>;
  readonly applyCorrections: (record: PaperRecord) => Paper;
  /** Absent: nothing is news. */
  readonly news?: Pick<News, 'kindOf' | 'announcedOn'> | undefined;
};

type Found = readonly [PaperRecord, ...PaperRecord[]];

function isInLibrary({ isRemoved, ingested }: PaperRecord): boolean {
  return !isRemoved && ingested.shelf === 'library';
}

/**
 * Of the held records that are a draft's paper those that it may touch, the one whose id stays first: the library's,
 * where there is one. What a source brings joins no two papers that people chose, and brings nothing back that
 * somebody took out.
 */
function touched(found: readonly PaperRecord[], shelf: Shelf): readonly PaperRecord[] {
  const chosen = found.filter(isInLibrary);
  const others = found.filter((record) => !isInLibrary(record));
  if (shelf === 'library') return [...chosen, ...others];
  return [...chosen.slice(0, 1), ...others.filter(({ isRemoved }) => !isRemoved)];
}

/** What a record is found by: what its sources ever said, and what people made of it, so that a wrong parse is found again. */
export function recordIdentity(record: PaperRecord, corrected: Paper): Identity {
  const isCorrected = Object.keys(record.corrections).length > 0;
  return isCorrected ? joinIdentities(record.identity, identityOf(corrected)) : record.identity;
}

function draftOf(paper: Paper): PaperDraft {
  const { id: _id, shelf: _shelf, ...draft } = paper;
  return draft;
}

export function createIngestionBatch({
  held,
  takenIds,
  applyCorrections,
  news,
}: BatchOptions): IngestionBatch {
  const records = new Map<PaperId, PaperRecord>();
  const identities = new Map<PaperId, Identity>();
  const idsByKey = new Map<string, Set<PaperId>>();
  const ids = new Set(takenIds);
  const changed = new Set<PaperId>();
  const replaced = new Map<PaperId, PaperId>();
  const arrivals = new Map<PaperId, BatchArrival>();
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
  function isInformed(record: PaperRecord, draft: PaperDraft, shelf: Shelf): boolean {
    const before = draftOf(record.ingested);
    const merge = shelf === 'stream' && isInLibrary(record) ? mergeStreamRecord : mergeDrafts;
    return isDeepStrictEqual(merge(before, draft), before);
  }

  type Match = { readonly record: PaperRecord; readonly strength: number };

  function surer(draft: PaperDraft, shelf: Shelf, a: Match, b: Match): number {
    return (
      b.strength - a.strength ||
      Number(a.record.isRemoved) - Number(b.record.isRemoved) ||
      Number(isInformed(b.record, draft, shelf)) - Number(isInformed(a.record, draft, shelf)) ||
      (a.record.ingested.id < b.record.ingested.id ? -1 : 1)
    );
  }

  /** All held records of the draft's paper, the surest first; none that are proven to be another than those before. */
  function matches(draft: PaperDraft, identity: Identity, shelf: Shelf): readonly PaperRecord[] {
    const candidates = new Set(candidateKeys(identity).flatMap((key) => [...(idsByKey.get(key) ?? [])]));
    const found = [...candidates]
      .map((id) => records.get(id))
      .filter((record) => record !== undefined)
      .map((record) => ({ record, strength: identityStrength(identityOfHeld(record), identity) }))
      .filter(({ strength }) => strength > 0)
      .sort((a, b) => surer(draft, shelf, a, b));
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

  function arrive(draft: PaperDraft, after: Paper, before: PaperRecord | undefined): void {
    const held = before === undefined || before.isRemoved ? undefined : before.ingested;
    if (news === undefined) return;
    const said = news.kindOf === undefined ? 'new' : news.kindOf(draft, held);
    const kind = arrivalKind(draft, { held, after, said });
    if (kind !== undefined && !arrivals.has(after.id))
      arrivals.set(after.id, {
        kind,
        announcedOn: news.announcedOn?.(draft),
        version: draft.versions?.at(-1)?.number,
      });
  }

  function add(draft: PaperDraft, identity: Identity, shelf: Shelf): void {
    const id = newPaperId(draft, ids);
    ids.add(id);
    const ingested = { ...draft, id, shelf };
    hold({ ingested, corrections: {}, identity, edits: [], isRemoved: false });
    changed.add(id);
    added.push(id);
    arrive(draft, ingested, undefined);
  }

  function forget(record: PaperRecord, kept: PaperId): void {
    const { id } = record.ingested;
    for (const key of candidateKeys(identityOfHeld(record))) idsByKey.get(key)?.delete(id);
    records.delete(id);
    identities.delete(id);
    changed.delete(id);
    const arrival = arrivals.get(id);
    arrivals.delete(id);
    // A paper that was there before is none that is new.
    if (arrival !== undefined && !takenIds.has(kept) && !arrivals.has(kept)) arrivals.set(kept, arrival);
    if (takenIds.has(id)) replaced.set(id, kept);
  }

  /** The one record of a draft and the held ones that are its paper; of those taken out only what people made of them. */
  function join(draft: PaperDraft, identity: Identity, shelf: Shelf, [kept, ...others]: Found): PaperRecord {
    const present = [kept, ...others].filter(({ isRemoved }) => !isRemoved);
    const isLibrary = shelf === 'library' || present.some(isInLibrary);
    const records = [
      ...present.map((record) => ({ draft: draftOf(record.ingested), isChosen: isInLibrary(record) })),
      { draft, isChosen: shelf === 'library' },
    ];
    const [first, ...rest] = records;
    const merge = (before: PaperDraft, { draft: next, isChosen }: (typeof records)[number]) =>
      first?.isChosen && !isChosen ? mergeStreamRecord(before, next) : mergeDrafts(before, next);
    // What people made of a paper of theirs is not mixed with what they made of one that passed by.
    const corrected = isInLibrary(kept) && shelf === 'stream' ? [] : others;
    return {
      ingested: {
        ...rest.reduce(merge, first?.draft ?? draft),
        id: kept.ingested.id,
        shelf: isLibrary ? 'library' : 'stream',
      },
      corrections: Object.assign(
        {},
        ...corrected.map(({ corrections }) => corrections).reverse(),
        kept.corrections,
      ),
      identity: [...others.map((other) => other.identity), identity].reduce(joinIdentities, kept.identity),
      edits: kept.edits,
      isRemoved: false,
      ...(kept.details !== undefined && { details: kept.details }),
    };
  }

  /** Joins the draft to its paper; a draft that shows two held papers to be one makes them one. */
  function merge(draft: PaperDraft, identity: Identity, shelf: Shelf, found: Found) {
    const [kept, ...others] = found;
    const { id } = kept.ingested;
    const joined = join(draft, identity, shelf, found);
    if (others.length === 0 && isDeepStrictEqual(joined, kept)) {
      unchanged.push(id);
      return;
    }
    for (const other of others) forget(other, id);
    hold(joined);
    changed.add(id);
    (kept.isRemoved ? added : merged).push(id);
    arrive(draft, joined.ingested, kept);
  }

  for (const record of held) hold(record);
  return {
    ingest(draft, shelf) {
      const identity = identityOf(draft);
      const found = matches(draft, identity, shelf);
      const [known] = found;
      const [first, ...others] = touched(found, shelf);
      if (first !== undefined) merge(draft, identity, shelf, [first, ...others]);
      else if (known !== undefined) unchanged.push(known.ingested.id);
      else add(draft, identity, shelf);
    },
    result() {
      const changedRecords = [...changed]
        .map((id) => records.get(id))
        .filter((record) => record !== undefined);
      return { summary: { added, merged, unchanged }, changed: changedRecords, replaced, arrivals };
    },
  };
}
