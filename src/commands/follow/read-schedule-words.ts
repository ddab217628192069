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

/** Zone, time and days. */
const ROUNDS = 3;
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

const ZONE_WORD = /(?:^|[\s,])(?:(?:in|with) )?(?:the )?(?:time ?zone|zone|tz)\s+((?:\S+\s){0,2}\S+)$/i;
/** What stands before a zone that is none, where it cannot be a word of what is followed. */
const BEFORE_ZONE = /(?:^|^(?:the |our )?lab|(?:author|by|topic|category|cat):\s?(?:"[^"]*"|\S+))$/i;

/** `lab zone Berlin`: what follows the word is a zone where it names one, or nearly; or where nothing else could stand there. */
function takeNamedZone(text: string, isScheduled: boolean): ScheduleWords | undefined {
  const [match, name = ''] = ZONE_WORD.exec(text) ?? [];
  if (match === undefined) return undefined;
  const rest = text.slice(0, -match.length).trim();
  const read = readTimeZone(name);
  const isMeant = 'zone' in read || read.nearest.length > 0 || BEFORE_ZONE.test(rest);
  const isBehindTime = isScheduled || (takeTime(rest) ?? takeWhen(rest)) !== undefined;
  return isMeant || isBehindTime ? { rest, zone: name } : undefined;
}

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

function labIn(before: string): ScheduleWords | undefined {
  const lab = /^((?:the |our )?lab) in$/i.exec(before)?.[1];
  return lab === undefined ? undefined : { rest: lab };
}

/** A city's name alone, only right behind a time or days: `at 9am Berlin`, `weekly in Berlin`; or `lab in Berlin`. */
function takeCity(text: string): ScheduleWords | undefined {
  const words = text.split(/\s+/);
  for (const length of [1, 2, 3]) {
    const before = words.slice(0, -length).join(' ');
    const rest = before.replace(/\s+in$/i, '');
    const timed = rest === '' ? undefined : (takeTime(rest) ?? takeWhen(rest) ?? labIn(before));
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

/** Takes zone, time and days off the end, each once, in any order; what was said of them already stays as it is. */
export function takeScheduleWords(said: string | ScheduleWords): ScheduleWords {
  let found: ScheduleWords = typeof said === 'string' ? { rest: said.trim() } : said;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rest, zone, at, when } = found;
    const taken =
      (zone === undefined ? takeZone(rest) : undefined) ??
      (zone === undefined && at === undefined && when === undefined ? takeCity(rest) : undefined) ??
      (at === undefined ? takeTime(rest) : undefined) ??
      (when === undefined ? takeWhen(rest) : undefined);
    if (taken === undefined) break;
    found = { ...found, ...taken };
  }
  const isScheduled = found.at !== undefined || found.when !== undefined;
  const named = found.zone === undefined ? takeNamedZone(found.rest, isScheduled) : undefined;
  if (named === undefined) return found;
  // A time may stand before the zone as well as behind it.
  return takeScheduleWords({ ...found, ...named });
}
