import { createHash } from 'node:crypto';
import type { FeedItem } from './parse-feed.ts';

/** Tells one feed from another by what is in it: feeds of the day before carry today's date. Empty for an empty one. */
export function fingerprint(items: readonly FeedItem[]): string {
  if (items.length === 0) return '';
  const lines = items.map(({ arxivId, version, type }) => `${arxivId}v${version} ${type}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('base64url');
}
