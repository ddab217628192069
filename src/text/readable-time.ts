/** Moments in words, on the wall clock of a time zone. */

function parts(at: Date, timeZone: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** en-GB abbreviates September to four letters. */
function dateOf({ weekday, day, month = '', year }: Readonly<Record<string, string>>): string {
  return `${weekday} ${day} ${month.slice(0, 3)} ${year}`;
}

/** `Wed 25 Nov 2026 at 09:00`. */
export function readableMoment(at: Date, timeZone: string): string {
  const told = parts(at, timeZone);
  return `${dateOf(told)} at ${told.hour}:${told.minute}`;
}

/** `09:00`. */
export function readableHour(at: Date, timeZone: string): string {
  const { hour, minute } = parts(at, timeZone);
  return `${hour}:${minute}`;
}

/** `Sunday`. */
export function weekdayName(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long' }).format(at);
}

/** `today at 09:00`, `tomorrow, Wed 25 Nov 2026, at 09:00`, or the date alone. */
export function readableComing(at: Date, timeZone: string, now: Date): string {
  const told = parts(at, timeZone);
  const date = dateOf(told);
  const hour = `at ${told.hour}:${told.minute}`;
  if (date === dateOf(parts(now, timeZone))) return `today ${hour}`;
  const DAY_MS = 24 * 60 * 60 * 1000;
  const isTomorrow = date === dateOf(parts(new Date(now.getTime() + DAY_MS), timeZone));
  return isTomorrow ? `tomorrow, ${date}, ${hour}` : `${date} ${hour}`;
}
