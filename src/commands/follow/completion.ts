import type { Suggestion } from '../../adapter.ts';
import type { Rule } from '../../announcements/rule.ts';
import { subjectInWords } from '../../announcements/subject-words.ts';
import type { Engine } from '../../engine/engine.ts';
import type { PaperId } from '../../paper.ts';
import { foldedKey } from '../../text/fold.ts';
import { findRules } from './find-rule.ts';
import { timeZones } from './time-zone.ts';

/** Completion of what can be followed, of what is, of saved papers and of time zones. */

const KINDS = [
  { value: 'lab', label: 'lab: near to the library, by its frequent authors' },
  { value: 'author:', label: 'author: new papers by a person' },
  { value: 'topic:', label: 'topic: new papers about words' },
  { value: 'category:', label: 'category: new papers of an arXiv category' },
] as const;

/** A value that stands behind a keyword, in quotation marks where it has spaces. */
function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** A word that all of what was typed begins: in any order, without accents. */
function holds(text: string, typed: string): boolean {
  const words = ` ${foldedKey(text)}`;
  return foldedKey(typed)
    .split(' ')
    .every((word) => words.includes(` ${word}`));
}

async function categories(typed: string, engine: Engine, limit: number): Promise<Suggestion[]> {
  const held = await engine.categories();
  const begun = typed.toLowerCase();
  return held
    .filter(({ code }) => code.toLowerCase().startsWith(begun) || code.toLowerCase().includes(`.${begun}`))
    .slice(0, limit)
    .map(({ code, papers }) => ({ label: `category:${code} (${papers} here)`, value: `category:${code}` }));
}

/** After a keyword its values; before one the kinds, then people and topics that the text begins. */
export async function suggestFollow(text: string, engine: Engine, limit: number): Promise<Suggestion[]> {
  const [, keyword = '', typed = ''] = /^(author|by|topic|category|cat):\s?"?([^"]*)$/i.exec(text) ?? [];
  const kind = keyword.toLowerCase();
  if (kind === 'category' || kind === 'cat') return categories(typed, engine, limit);
  if (kind !== '') {
    const isAuthor = kind !== 'topic';
    const found = await engine.suggest(typed, isAuthor ? 'author' : 'topic', limit);
    return found.map(({ label, value }) => ({
      label,
      value: `${isAuthor ? 'author' : 'topic'}:${quoted(value)}`,
    }));
  }
  const kinds = KINDS.filter(({ value }) => value.startsWith(text.toLowerCase()));
  if (text.trim() === '') return kinds.slice(0, limit);
  const people = await engine.suggest(text, 'author', limit);
  const topics = await engine.suggest(text, 'topic', limit);
  return [
    ...kinds,
    ...people.map(({ label, value }) => ({ label: `by ${label}`, value: `author:${quoted(value)}` })),
    ...topics.map(({ label, value }) => ({ label: `about ${label}`, value: `topic:${quoted(value)}` })),
  ].slice(0, limit);
}

export function suggestRules(text: string, rules: readonly Rule[], limit: number): Suggestion[] {
  const fitting = text.trim() === '' ? rules : findRules(text, rules);
  const begun = rules.filter(
    (rule) => !fitting.includes(rule) && holds(`${rule.id} ${subjectInWords(rule.subject)}`, text),
  );
  return [...fitting, ...begun]
    .slice(0, limit)
    .map((rule) => ({ label: `${rule.id}: ${subjectInWords(rule.subject)}`, value: rule.id }));
}

export function suggestSaved(
  text: string,
  ids: readonly PaperId[],
  engine: Engine,
  limit: number,
): Suggestion[] {
  return ids
    .flatMap((id) => engine.get(id) ?? [])
    .filter(({ title }) => text.trim() === '' || holds(title, text))
    .slice(0, limit)
    .map(({ id, title }) => ({ label: title, value: id }));
}

export function suggestZones(text: string, limit: number): Suggestion[] {
  const wanted = text.replace(/[/_]/g, ' ');
  return timeZones()
    .filter((zone) => text.trim() === '' || holds(zone.replace(/[/_]/g, ' '), wanted))
    .slice(0, limit)
    .map((zone) => ({ label: zone, value: zone }));
}
