import type { Query } from './query.ts';

/** A value as one word of a query line: in quotation marks where it needs them. */
function quoted(value: string): string {
  return /^[^\s"',:-][^\s"',:]*$/.test(value) ? value : `"${value.replaceAll('"', ' ').trim()}"`;
}

/** Whether words may stand in a query line as they are. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * A query as the line that `parseQuery` reads back. Quotation marks inside values and white space are not kept.
 */
export function formatQuery(query: Query): string {
  const parts = [
    words(query.text),
    ...query.topics.map((topic) => `topic:${quoted(topic)}`),
    ...query.authors.map((name) => `author:${quoted(name)}`),
    ...query.categories.map((code) => `category:${code}`),
    ...(query.from === undefined ? [] : [`since:${query.from}`]),
    ...(query.to === undefined ? [] : [`until:${query.to}`]),
    ...(query.hasCode === undefined ? [] : [`code:${query.hasCode ? 'yes' : 'no'}`]),
    ...(query.organisation === undefined ? [] : [`org:${quoted(query.organisation)}`]),
    ...(query.shelf === 'library' ? [] : [`in:${query.shelf}`]),
    ...query.without.map((word) => `-${quoted(word)}`),
  ];
  return parts.filter((part) => part !== '').join(' ');
}
