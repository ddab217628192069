import type { Rule } from '../../announcements/rule.ts';
import { subjectAsTyped, subjectInWords } from '../../announcements/subject-words.ts';
import { foldedKey } from '../../text/fold.ts';

/** The rules of a list that somebody may mean: by id (`r3`), by number in the list (`2`), or by words of what is followed. */
export function findRules(typed: string, rules: readonly Rule[]): readonly Rule[] {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^(?:the|our|my) /, '');
  const byId = rules.filter(({ id }) => id === text);
  if (byId.length > 0) return byId;
  if (/^\d{1,3}$/.test(text)) return rules.slice(Number(text) - 1, Number(text));
  const wanted = foldedKey(text);
  if (wanted === '') return [];
  const same = rules.filter(({ subject }) => foldedKey(subjectAsTyped(subject)) === wanted);
  if (same.length > 0) return same;
  return rules.filter(({ subject }) => {
    const words = ` ${foldedKey(`${subjectAsTyped(subject)} ${subjectInWords(subject)}`)} `;
    return wanted.split(' ').every((word) => words.includes(` ${word} `));
  });
}
