import type { Author, PaperDraft, PaperSource, Version } from '../paper.ts';

/**
 * Two records of one paper become one, each field from the record that knows more of it. Where both know as much
 * the held one stays, so that ingesting a record again changes nothing.
 */

/** 0 where a record does not tell its version: a record that does is nearer to the paper. */
function latestVersion(draft: PaperDraft): number {
  return draft.versions?.at(-1)?.number ?? 0;
}

function nameLength(authors: readonly Author[]): number {
  return authors.reduce((sum, author) => sum + author.name.length, 0);
}

type AuthorList = Pick<PaperDraft, 'authors' | 'authorsComplete'>;

/** A whole list over a cut one, more names over fewer, fuller names over initials. */
function isFullerList(held: AuthorList, incoming: AuthorList): boolean {
  if (held.authors.length !== incoming.authors.length) {
    // A list that calls itself complete and yet is shorter than a cut one is not.
    return incoming.authors.length > held.authors.length;
  }
  if (held.authorsComplete !== incoming.authorsComplete) return incoming.authorsComplete;
  return nameLength(incoming.authors) > nameLength(held.authors);
}

function mergeAuthors(held: PaperDraft, incoming: PaperDraft): AuthorList {
  const { authors, authorsComplete } = isFullerList(held, incoming) ? incoming : held;
  return { authors, authorsComplete };
}

function mergeTitle(held: PaperDraft, incoming: PaperDraft, order: number) {
  const { title, rawTitle } = order > 0 ? incoming : held;
  return { title, rawTitle };
}

function mergeAbstract(held: PaperDraft, incoming: PaperDraft, order: number) {
  const isRicher =
    held.abstract === '' ||
    (order > 0 && incoming.abstract !== '') ||
    (order === 0 && incoming.abstract.length > held.abstract.length);
  const { abstract, rawAbstract } = isRicher ? incoming : held;
  return { abstract, rawAbstract };
}

/** The more exact date; of two equally exact ones the earlier, when the paper first appeared. */
function mergeDate(held: string, incoming: string): string {
  if (held.length !== incoming.length) return held.length > incoming.length ? held : incoming;
  return held <= incoming ? held : incoming;
}

/** A file is one source however often it is read and wherever in it the record has moved. */
function mergeSources(held: readonly PaperSource[], incoming: readonly PaperSource[]): PaperSource[] {
  const isHeld = (source: PaperSource) =>
    held.some((other) => other.kind === source.kind && other.name === source.name);
  return [...held, ...incoming.filter((source) => !isHeld(source))].slice(0, 100);
}

/** The held version wins a clash of numbers; what was said beside it another source may know: feeds do not tell it. */
function mergeVersions(held: readonly Version[] = [], incoming: readonly Version[] = []): Version[] {
  const byNumber = new Map(incoming.map((version) => [version.number, version]));
  for (const version of held) byNumber.set(version.number, { ...byNumber.get(version.number), ...version });
  return [...byNumber.values()].sort((a, b) => a.number - b.number).slice(-200);
}

function union(held: readonly string[], incoming: readonly string[]): string[] {
  return [...new Set([...held, ...incoming])].slice(0, 50);
}

const HELD_FIRST = ['codeUrl', 'organisation', 'arxivId', 'doi', 'url', 'venue'] as const;

/** Fields of the held record, and of the incoming one where the held has none. */
function heldOrIncoming(held: PaperDraft, incoming: PaperDraft): Partial<PaperDraft> {
  const entries = HELD_FIRST.map((field) => [field, held[field] ?? incoming[field]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The one record of a paper that two sources tell of. */
export function mergeDrafts(held: PaperDraft, incoming: PaperDraft): PaperDraft {
  // Positive where the incoming record is of a later version of the paper.
  const order = latestVersion(incoming) - latestVersion(held);
  const versions = mergeVersions(held.versions, incoming.versions);
  const status = order > 0 ? (incoming.status ?? held.status) : (held.status ?? incoming.status);
  return {
    ...mergeTitle(held, incoming, order),
    ...mergeAuthors(held, incoming),
    ...mergeAbstract(held, incoming, order),
    date: mergeDate(held.date, incoming.date),
    categories: union(held.categories, incoming.categories),
    hasCode: held.hasCode || incoming.hasCode,
    ...heldOrIncoming(held, incoming),
    sources: mergeSources(held.sources, incoming.sources),
    ...(versions.length === 0 ? {} : { versions }),
    ...(status === undefined ? {} : { status }),
  };
}

/**
 * A paper that people chose, and what a source tells of it in passing: it may fill what is empty and tell of versions,
 * but replaces nothing, so that the library's answers stay the same whatever the stream brings.
 */
export function mergeStreamRecord(held: PaperDraft, incoming: PaperDraft): PaperDraft {
  const order = latestVersion(incoming) - latestVersion(held);
  const versions = mergeVersions(held.versions, incoming.versions);
  const status = order > 0 ? (incoming.status ?? held.status) : (held.status ?? incoming.status);
  const { abstract, rawAbstract } = held.abstract === '' ? incoming : held;
  return {
    ...held,
    abstract,
    rawAbstract,
    categories: held.categories.length === 0 ? incoming.categories : held.categories,
    ...((held.arxivId ?? incoming.arxivId) ? { arxivId: held.arxivId ?? incoming.arxivId } : {}),
    ...((held.doi ?? incoming.doi) ? { doi: held.doi ?? incoming.doi } : {}),
    ...(versions.length === 0 ? {} : { versions }),
    ...(status === undefined ? {} : { status }),
  };
}
