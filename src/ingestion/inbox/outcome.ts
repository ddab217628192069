import { relative } from 'node:path';
import { counted } from '../../text/counted.ts';
import { printable } from '../../text/printable.ts';
import type { Problem } from '../problem.ts';

/** What became of a file that somebody dropped, for whoever is to be told of it. */

export type InboxOutcome =
  | {
      readonly type: 'taken';
      readonly file: string;
      readonly added: number;
      /** Known already, with something new to them. */
      readonly merged: number;
      /** Known already, as they are in the file. */
      readonly unchanged: number;
      readonly problems: readonly Problem[];
      /** Where it lies now, beside its report. */
      readonly path: string;
    }
  /** Nothing in it could be read. `reason` is a sentence. */
  | { readonly type: 'failed'; readonly file: string; readonly reason: string; readonly path: string }
  /** It lies where it was dropped, and is tried again. */
  | { readonly type: 'stuck'; readonly file: string; readonly reason: string }
  | { readonly type: 'unreadable'; readonly folder: string; readonly reason: string };

const MOST_LINES = 4;

/** As people would type it: from the folder they are in, where it lies under it. */
function shownPath(path: string, folder: string): string {
  const short = relative(folder, path);
  return short.startsWith('..') || short === '' ? path : short;
}

/** `expected a title: lines 4 and 9; expected a year: line 12`. */
export function problemsInWords(problems: readonly Problem[]): string {
  const lines = new Map<string, number[]>();
  for (const { expected, line } of problems) lines.set(expected, [...(lines.get(expected) ?? []), line]);
  const shown = [...lines].slice(0, 2).map(([expected, at]) => {
    const numbers = at.slice(0, MOST_LINES).join(', ');
    const more = at.length > MOST_LINES ? ` and ${at.length - MOST_LINES} more` : '';
    return `expected ${expected}, line${at.length === 1 ? '' : 's'} ${numbers}${more}`;
  });
  return [...shown, ...(lines.size > shown.length ? ['and other reasons'] : [])].join('; ');
}

function takenInWords({ added, merged, unchanged }: Extract<InboxOutcome, { type: 'taken' }>): string {
  const known = merged + unchanged;
  const held = known === 0 ? '' : `${counted(known, 'paper was', 'papers were')} here already`;
  if (added === 0) return held;
  return `${counted(added, 'paper')} added${held === '' ? '' : `, ${held}`}`;
}

/** In a sentence or two: which file, what came of it, why, where it lies and what to do. */
export function outcomeInWords(outcome: InboxOutcome, from: string = process.cwd()): string {
  switch (outcome.type) {
    case 'taken': {
      const { file, problems, path } = outcome;
      const words = `${file}: ${takenInWords(outcome)}`;
      if (problems.length === 0) return printable(`${words}.`);
      const skipped = `${counted(problems.length, 'entry', 'entries')} skipped (${problemsInWords(problems)})`;
      return printable(
        `${words}, ${skipped}. See ${shownPath(`${path}.txt`, from)}; mend those and drop them again.`,
      );
    }
    case 'failed': {
      const { reason, path } = outcome;
      return printable(
        `${reason} It was moved to ${shownPath(path, from)}, with the reason beside it; mend it and drop it into the inbox again.`,
      );
    }
    case 'stuck':
      return printable(
        `${outcome.file} in the inbox cannot be taken now: ${outcome.reason}. It stays there and is tried again by itself.`,
      );
    case 'unreadable':
      return printable(
        `The inbox ${shownPath(outcome.folder, from)} cannot be read: ${outcome.reason}. It is tried again every minute.`,
      );
  }
}

/** Whether somebody has to do something about it. */
export function isTrouble(outcome: InboxOutcome): boolean {
  return outcome.type !== 'taken' || outcome.problems.length > 0;
}
