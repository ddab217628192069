const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const isPlain = (character: string) => character >= ' ' && character <= '~';

/** The last place up to `limit` that surely lies between graphemes, since plain letters stand on both sides; 0 where there is none. */
function plainBoundary(text: string, limit: number): number {
  for (let at = limit; at > 0; at -= 1) {
    if (isPlain(text.charAt(at - 1)) && isPlain(text.charAt(at))) return at;
  }
  return 0;
}

/** Index after the last whole grapheme within `limit` code units. */
function graphemeEnd(text: string, limit: number): number {
  const start = plainBoundary(text, limit);
  // A grapheme is seldom longer than this; one that is longer is cut through, between characters.
  const window = text.slice(start, limit + 64);
  let end = start;
  for (const { index, segment } of graphemes.segment(window)) {
    if (start + index + segment.length > limit) break;
    end = start + index + segment.length;
  }
  if (end > 0) return end;
  const isWithinPair =
    /[\ud800-\udbff]/.test(text.charAt(limit - 1)) && /[\udc00-\udfff]/.test(text.charAt(limit));
  return isWithinPair ? limit - 1 : limit;
}

/**
 * A text of at most `limit` code units (2 or more), cut after a word where that loses less than a third, never within
 * a grapheme, and marked by an ellipsis where something was cut.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = graphemeEnd(text, limit - 1);
  const head = text.slice(0, end);
  const atWord = /\s/.test(text.charAt(end)) ? end : head.search(/\s\S*$/);
  const kept = atWord > (end * 2) / 3 ? head.slice(0, atWord) : head;
  return `${kept.replace(/[\s,;:]+$/, '')}…`;
}
