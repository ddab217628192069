import type { ArrivalKind } from '../../../library/arrival.ts';
import type { PaperDate } from '../../../paper.ts';
import { type ArxivDraft, idOrder } from './arxiv-record.ts';
import type { FeedItem } from './parse-feed.ts';
import type { OaiRecord } from './parse-oai.ts';

/** What a source told of a paper, and what that is to us. */
export type Finding = {
  readonly draft: ArxivDraft;
  /** Undefined: the stream takes it, and it is no news. */
  readonly kind: ArrivalKind | undefined;
  readonly announcedOn: PaperDate | undefined;
};

/** What is known of the ids that were told. */
export type Known = {
  /** Told before, in whatever category. */
  isSeen(arxivId: string): boolean;
  /** On one of the shelves. */
  isHeld(arxivId: string): boolean;
  /** Whether a category that was looked at before lists it: that one will tell of it. */
  isToldElsewhere(draft: ArxivDraft): boolean;
};

/** A paper may be told in several categories: its own says most. */
const RANKS: readonly (ArrivalKind | undefined)[] = ['new', 'cross', 'withdrawn', 'version', undefined];

export function surer(a: Finding | undefined, b: Finding): Finding {
  return a === undefined || RANKS.indexOf(b.kind) < RANKS.indexOf(a.kind) ? b : a;
}

function changeOf(draft: ArxivDraft): ArrivalKind {
  return draft.status === 'withdrawn' ? 'withdrawn' : 'version';
}

/**
 * An item of a feed. Ids are given at the announcement, so what is new has a newer one than all that were there at our first look;
 * a replacement of such a paper that was never told is told as its first announcement, which was missed.
 *
 * @returns undefined for what is nothing to us
 */
export function findInFeed(item: FeedItem, floor: string, known: Known): Finding | undefined {
  const { draft, arxivId, type } = item;
  const found = (kind: ArrivalKind): Finding => ({ draft, kind, announcedOn: item.publishedOn });
  const isReplaced = type === 'replace' || type === 'replace-cross';
  if (isReplaced && known.isHeld(arxivId)) return found(changeOf(draft));
  if (known.isSeen(arxivId)) return undefined;
  if (type === 'cross') return found('cross');
  return idOrder(arxivId) > floor ? found(type === 'replace-cross' ? 'cross' : 'new') : undefined;
}

/**
 * A record of OAI-PMH, which tells that something changed and not what. What was never told and is newer than our looking was missed;
 * an older paper that comes up for the first time was edited or replaced, long after its announcement.
 *
 * @param category the one that was asked for
 */
export function findInRecord(
  { arxivId, draft, changedOn }: OaiRecord,
  category: string,
  floor: string,
  known: Known,
): Finding | undefined {
  if (draft === undefined) return undefined;
  if (!known.isSeen(arxivId) && idOrder(arxivId) > floor) {
    const [primary = ''] = draft.categories;
    const isOwn = primary === category || primary.startsWith(`${category}.`);
    return { draft, kind: isOwn ? 'new' : 'cross', announcedOn: changedOn };
  }
  if (!known.isHeld(arxivId)) return undefined;
  return { draft, kind: changeOf(draft), announcedOn: changedOn };
}

/** At the first look at a category everything is as it was: the stream takes what is current, and nothing of it is news. */
export function findAtFirst(draft: ArxivDraft, announcedOn: PaperDate | undefined, known: Known) {
  if (known.isSeen(draft.arxivId) || known.isToldElsewhere(draft)) return undefined;
  return { draft, kind: undefined, announcedOn } satisfies Finding;
}
