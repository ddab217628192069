/**
 * Bytes of English text in a token, rather too few than too many: abstracts have 3.9 (50 abstracts of 62,766 bytes were
 * counted as about 16,000 tokens). Where letters take three bytes, as in Chinese, a letter is about a token.
 */
export const BYTES_PER_TOKEN = 3.5;

/** About how many tokens a text has; no tokenizer is shipped, since each model has its own. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}
