const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A number below 100 in digits, or up to ten in words: a part of patterns over folded text. */
export const NUMBER = `(?:\\d{1,2}|${WORDS.slice(1).join('|')})`;

/** The value of what {@link NUMBER} matched. */
export function numberOf(text: string): number {
  const at = WORDS.indexOf(text);
  return at < 0 ? Number(text) : at + 1;
}
