import type { Paper } from '../paper.ts';
import { foldedKey } from '../text/fold.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';

/** A name in a paper. */
export type NameInPaper = {
  /** Without hyphens and in lower case. */
  readonly key: string;
  /** As written last. */
  readonly text: string;
  /** The paper's own: it stands in the title, is introduced, or is repeated. */
  readonly isOwn: boolean;
};

/** What a paper calls things, and itself. */
export type NamesInPaper = {
  readonly names: readonly NameInPaper[];
  /** Folded title. */
  readonly title: string;
  /** What stands before the title's colon, folded. */
  readonly titleStart?: string;
};

/** How a text introduces what it names. */
const NAMING = /\b(?:propos|introduc|present|call|term|dub|nam|releas|develop|creat)\w*\b/i;
const MAX_TITLE_START_WORDS = 6;
export const MIN_NAME = 3;

/** A word's key: names are compared by it. */
export function nameKey({ words, joined }: Token): string {
  return (joined ?? words[0] ?? '').replace(/s$/, '');
}

/** A hyphenated name is also called by its first part: `DarkClusters-15k`. */
export function nameKeys(token: Token): string[] {
  const [first = ''] = token.text.split(/[-‐‑_]/);
  const parts =
    first !== token.text && tokenize(first, 1)[0]?.isNameLike === true
      ? [foldedKey(first).replace(/s$/, '')]
      : [];
  return [nameKey(token), ...parts].filter((key) => key.length >= MIN_NAME && !/^\d/.test(key));
}

function titleStartOf(title: string): string | undefined {
  const at = title.indexOf(':');
  const start = at < 0 ? '' : foldedKey(title.slice(0, at));
  const words = start.split(' ').length;
  return start === '' || words > MAX_TITLE_START_WORDS || isStopWord(start) ? undefined : start;
}

/**
 * @param titleTokens those of the title
 * @param sentences those of the abstract
 * @param bySentences their tokens
 */
export function namesInPaper(
  title: string,
  titleTokens: readonly Token[],
  sentences: readonly { readonly text: string }[],
  bySentences: readonly (readonly Token[])[],
): NamesInPaper {
  const names = new Map<string, NameInPaper & { readonly count: number }>();
  const read = (tokens: readonly Token[], text: string | undefined) => {
    let introduces: boolean | undefined;
    for (const token of tokens) {
      if (!token.isNameLike) continue;
      for (const key of nameKeys(token)) {
        const known = names.get(key);
        const count = (known?.count ?? 0) + 1;
        introduces ??= text === undefined || NAMING.test(text);
        const isOwn = introduces || count > 1 || (known?.isOwn ?? false);
        names.set(key, { key, text: token.text, count, isOwn });
      }
    }
  };
  read(titleTokens, undefined);
  for (const [at, { text }] of sentences.entries()) read(bySentences[at] ?? [], text);
  const titleStart = titleStartOf(title);
  return {
    names: [...names.values()].map(({ key, text, isOwn }) => ({ key, text, isOwn })),
    title: foldedKey(title),
    ...(titleStart !== undefined && { titleStart }),
  };
}

const SMALL_LETTERS = /^\p{Ll}+$/u;
const ADDRESS = /https?:\/\/\S+/g;

/** Whether a paper writes a name without a capital, beside addresses: then it is an ordinary word. */
export function writesOrdinarily(
  { title, abstract }: Pick<Paper, 'title' | 'abstract'>,
  key: string,
): boolean {
  return tokenize(`${title}\n${abstract.replace(ADDRESS, '')}`).some(
    (token) => SMALL_LETTERS.test(token.text) && nameKeys(token).includes(key),
  );
}
