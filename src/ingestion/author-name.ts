import type { Author } from '../paper.ts';

/** Splits a name as printed into given names and family name. */
export function parseAuthorName(name: string): Author {
  const words = name.trim().split(/\s+/);
  const family = words.pop() ?? name;
  return { name: name.trim(), given: words.join(' '), family };
}
