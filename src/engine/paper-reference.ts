import { foldedKey } from '../text/fold.ts';

/** Where a reference is no free text: what it names a paper by. */
export type PaperReference =
  | { readonly kind: 'arxiv'; readonly id: string }
  | { readonly kind: 'doi'; readonly id: string }
  | { readonly kind: 'words'; readonly text: string };

/** New (2007 on) and old arXiv ids, bare, after `arXiv:` or in a link to the abstract, the PDF or the HTML; any version. */
const ARXIV =
  /^(?:(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/|(?:https?:\/\/)?(?:dx\.)?doi\.org\/10\.48550\/arxiv\.|arxiv:\s*)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?\/?(?:[?#]\S*)?$/i;
const DOI = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i;

/** A reference beyond this length is no title. */
export const MAX_REFERENCE_LENGTH = 2000;

/** Reads an arXiv id or link, a DOI or its link, else words. */
export function readPaperReference(reference: string): PaperReference {
  const text = reference.trim().replace(/^<(.+)>$/, '$1');
  const arxiv = ARXIV.exec(text)?.[1];
  if (arxiv !== undefined) return { kind: 'arxiv', id: arxivKey(arxiv) };
  const doi = DOI.exec(text)?.[1];
  if (doi !== undefined) return { kind: 'doi', id: doi.toLowerCase().replace(/[.,;)]+$/, '') };
  return { kind: 'words', text };
}

/** Ids of before 2007 may name a subject (`math.GT/0309136`), which the archive does not need. */
export function arxivKey(id: string): string {
  return id.toLowerCase().replace(/^([a-z-]+)\.[a-z]{2}\//, '$1/');
}

/** What a title gives to look it up by. */
export type TitleKeys = {
  /** Its folded words. */
  readonly key: string;
  /** Those before its colon (`ChEX: ...`). */
  readonly name?: string;
  /** Its words that look like names (`ChEX`, `MAD`, `GPT4`), folded. */
  readonly nameLike: readonly string[];
};

const NAME_LIKE = /\p{L}.*\p{Lu}|\p{Lu}.*\d/u;

export function titleKeys(title: string): TitleKeys {
  const name = /^([^:]{2,60}):\s/.exec(title)?.[1];
  const key = name === undefined ? '' : foldedKey(name);
  const nameLike = title.split(/[\s:;,()[\]?!"“”]+/).filter((word) => NAME_LIKE.test(word));
  return {
    key: foldedKey(title),
    ...(key !== '' && { name: key }),
    nameLike: nameLike.map((word) => foldedKey(word).replaceAll(' ', '')),
  };
}
