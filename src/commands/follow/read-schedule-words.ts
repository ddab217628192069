import { WEEKDAYS, type When } from './schedule-words.ts';
import { readTimeOfDay } from './time-of-day.ts';
import { readTimeZone } from './time-zone.ts';

/** A schedule at the end of what was typed: `dp-sgd every monday at 9am Europe/Berlin`. */

export type ScheduleWords = {
  readonly rest: string;
  readonly when?: When | undefined;
  readonly at?: string | undefined;
  readonly zone?: string | undefined;
};

const DAY = WEEKDAYS.join('|');
const ENDINGS: readonly { readonly pattern: RegExp; readonly when?: When }[] = [
  { pattern: /(?:daily|(?:every|each) (?:day|morning)|once a day)$/i, when: 'daily' },
  { pattern: /(?:on |every )?(?:weekdays?|working days?|workdays?)$/i, when: 'weekdays' },
  { pattern: new RegExp(`(?:weekly (?:on )?|every |each |on )?(${DAY})s?$`, 'i') },
  { pattern: /(?:weekly|(?:every|each) week|once a week)$/i, when: 'weekly' },
  {
    pattern: /(?:at[ -]once|immediately|right away|instantly|as (?:soon as )?they (?:come|appear|arrive))$/i,
    when: 'at-once',
  },
];

function takeZone(text: string): ScheduleWords | undefined {
  const [match, name = ''] = /(?:^|\s)(?:in )?([A-Za-z]+\/[A-Za-z_/+-]+|UTC|GMT)$/.exec(text) ?? [];
  const read = match === undefined ? undefined : readTimeZone(name);
  if (match === undefined || read === undefined || !('zone' in read)) return undefined;
  return { rest: text.slice(0, -match.length).trim(), zone: name };
}

/** Only what can be nothing but a time: behind `at`, with minutes, or with am, pm or h. */
function takeTime(text: string): ScheduleWords | undefined {
  const [match, at = ''] =
    /(?:^|\s)at (\d{1,2}(?:[:.h]\d{2})? ?(?:am|pm|h|uhr)?|noon|midnight)$/i.exec(text) ??
    /(?:^|\s)(\d{1,2}(?::\d{2} ?(?:am|pm)?|h\d{2}| ?(?:am|pm)|h))$/i.exec(text) ??
    [];
  if (match === undefined || readTimeOfDay(at) === undefined) return undefined;
  return { rest: text.slice(0, -match.length).trim(), at };
}

function takeWhen(text: string): ScheduleWords | undefined {
  for (const { pattern, when } of ENDINGS) {
    const found = new RegExp(`(?:^|\\s)${pattern.source}`, 'i').exec(text);
    if (found === null) continue;
    const day = WEEKDAYS.find((one) => one === found[1]?.toLowerCase());
    const said = when ?? day;
    if (said !== undefined) return { rest: text.slice(0, found.index).trim(), when: said };
  }
  return undefined;
}

/** A city's name alone, only right behind a time: `at 9am Berlin`. */
function takeCity(text: string): ScheduleWords | undefined {
  const words = text.split(/\s+/);
  for (const length of [1, 2, 3]) {
    const rest = words.slice(0, -length).join(' ');
    const timed = rest === '' ? undefined : takeTime(rest);
    const read = timed === undefined ? undefined : readTimeZone(words.slice(-length).join(' '));
    if (timed !== undefined && read !== undefined && 'zone' in read) return { ...timed, zone: read.zone };
  }
  return undefined;
}

const HALF_OF_DAY = /\s(am|pm|uhr|h)$/i;

/** Words that were typed behind an option and belong to it: `zone:New York`, `at:9 am`. What stands last was typed last. */
export function takeOptionWords(said: ScheduleWords): ScheduleWords {
  const { rest, at, zone } = said;
  const words = rest.split(/\s+/);
  if (zone !== undefined && !('zone' in readTimeZone(zone))) {
    for (const length of [1, 2]) {
      const whole = [zone, ...words.slice(-length)].join(' ');
      if (words.length >= length && 'zone' in readTimeZone(whole))
        return takeOptionWords({ ...said, rest: words.slice(0, -length).join(' '), zone: whole });
    }
  }
  const half = at === undefined ? undefined : HALF_OF_DAY.exec(` ${rest}`)?.[1];
  const whole = `${at} ${half}`;
  if (half === undefined || readTimeOfDay(whole) === undefined) return said;
  return { ...said, rest: words.slice(0, -1).join(' '), at: whole };
}

/** Takes zone, time and days off the end, each once, in any order. */
export function takeScheduleWords(typed: string): ScheduleWords {
  let found: ScheduleWords = { rest: typed.trim() };
  for (let round = 0; round < 3; round += 1) {
    const taken =
      (found.zone === undefined ? takeZone(found.rest) : undefined) ??
      (found.zone === undefined && found.at === undefined ? takeCity(found.rest) : undefined) ??
      (found.at === undefined ? takeTime(found.rest) : undefined) ??
      (found.when === undefined ? takeWhen(found.rest) : undefined);
    if (taken === undefined) break;
    found = { ...found, ...taken };
  }
  return found;
}
