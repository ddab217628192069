import { UserError } from '../../errors.ts';

const NAMED: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);
const TIME = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|h|uhr|o['’]clock)?$/i;

/** `9am`, `9`, `9:30 pm`, `17h`, `17h30`, `9 Uhr`, `noon` as `HH:MM`; undefined for what is no time of day. */
export function readTimeOfDay(typed: string): string | undefined {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^at\s+/, '');
  const named = NAMED.get(text);
  if (named !== undefined) return named;
  const [match, hours = '', minutes = '00', suffix = ''] = TIME.exec(text) ?? [];
  if (match === undefined) return undefined;
  const half = /^[ap]/.exec(suffix)?.[0];
  const hour = Number(hours);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const onTheDay = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  if (onTheDay > 23 || Number(minutes) > 59) return undefined;
  return `${String(onTheDay).padStart(2, '0')}:${minutes}`;
}

/** @throws {UserError} saying how a time is written */
export function timeOfDay(typed: string): string {
  const time = readTimeOfDay(typed);
  if (time === undefined)
    throw new UserError(`"at:${typed.slice(0, 40)}" is no time of day: write 09:00, 9am or 17h.`);
  return time;
}
