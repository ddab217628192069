/** HTML that reference managers put into titles and abstracts, and publishers' JATS. */
const TAG = /<\/?(?:i|b|em|strong|u|sub|sup|sc|span|p|br|div|jats:[a-z-]{1,30})(?:\s[^<>]{0,300})?\/?>/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
};

/** The text without its tags; `a < b` and what is no known tag stays. */
export function stripMarkup(text: string): string {
  return text
    .replace(TAG, (tag) => (/^<\/?(?:p|br|div|jats:p)\b/i.test(tag) ? ' ' : ''))
    .replace(/&(?:amp|lt|gt|quot|#39|apos|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
