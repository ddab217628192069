/** Identifiers of papers as people paste them: bare, prefixed, or inside a link. */

const ARXIV_ID =
  /(?<![\w.])(?<id>\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v(?<version>\d{1,3}))?(?![\w/]|\.\d)/i;
const ARXIV_CONTEXT = /arxiv(?:\.org)?\s*[:/.]/i;
const DOI = /\b10\.\d{4,9}\/[^\s"<>]{1,280}/;

export type ArxivId = {
  /** Without version: `2101.00001`, `math/0309136`. */
  readonly id: string;
  readonly version?: number;
};

function toArxivId(match: RegExpExecArray | null): ArxivId | undefined {
  const id = match?.groups?.id;
  if (id === undefined) return undefined;
  const version = match?.groups?.version;
  // `math.GT/0309136` is the same paper as `math/0309136`.
  const base = id.toLowerCase().replace(/^([a-z-]+)\.[a-z]{2}\//, '$1/');
  return version === undefined ? { id: base } : { id: base, version: Number(version) };
}

/** The arXiv id that this text is or links to; undefined for other text. */
export function parseArxivId(text: string): ArxivId | undefined {
  const trimmed = text.trim().slice(0, 500);
  const match = ARXIV_ID.exec(trimmed);
  if (match === null) return undefined;
  const isWhole = match[0].length === trimmed.length;
  return isWhole || ARXIV_CONTEXT.test(trimmed.slice(0, match.index)) ? toArxivId(match) : undefined;
}

/** The DOI that this text is or holds, lower case and without resolver: `10.1000/182`. */
export function parseDoi(text: string): string | undefined {
  const match = DOI.exec(text.slice(0, 1000));
  // A full stop or bracket at the end belongs to the sentence, not to the DOI.
  return match?.[0].replace(/[.,;:)\]}]+$/, '').toLowerCase();
}

/** arXiv registers `10.48550/arXiv.<id>` for each of its papers: such a DOI says no more than the id. */
export function arxivIdOfDoi(doi: string): string | undefined {
  const suffix = /^10\.48550\/arxiv\.(?<id>.+)$/i.exec(doi)?.groups?.id;
  return suffix === undefined ? undefined : parseArxivId(suffix)?.id;
}
