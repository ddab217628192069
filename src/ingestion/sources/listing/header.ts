import { categoriesWithCode } from '../../../categories.ts';

/** First line of a record: `CVMar 19, 2022Code`. */
export type Header = {
  /** As printed, known to arXiv's taxonomy: `CV`, `flu-dyn`, `hep-th`. */
  readonly code: string;
  /** ISO date. */
  readonly date: string;
  readonly hasCode: boolean;
};

const LONGEST = 80;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const HEADER =
  /^(?<code>[A-Za-z][A-Za-z.-]*?)\s*(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?\s+(?<day>\d{1,2})(?:\s*,?\s+(?<year>\d{4}))?\s*(?<flag>Code)?$/;

/**
 * @param asOf ISO date of the page: a date without a year is the latest such day that is not after it.
 * @returns undefined where the line is no header: no known subject code, or no day of the calendar.
 */
export function parseHeader(line: string, asOf: string): Header | undefined {
  if (line.length > LONGEST) return undefined;
  const groups = HEADER.exec(line)?.groups;
  if (groups === undefined) return undefined;
  const { code = '', month = '', day = '', year, flag } = groups;
  if (categoriesWithCode(code).length === 0) return undefined;
  const monthDay = { month: MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1, day: Number(day) };
  const date = year === undefined ? latestDate(monthDay, asOf) : isoDate({ ...monthDay, year: Number(year) });
  return date === undefined ? undefined : { code, date, hasCode: flag !== undefined };
}

/** The year before where the day would lie in the future; for 29 February the latest leap year. */
function latestDate(monthDay: { month: number; day: number }, asOf: string): string | undefined {
  const thisYear = Number(asOf.slice(0, 4));
  // Leap years are at most eight years apart.
  for (let year = thisYear; year >= thisYear - 8; year -= 1) {
    const date = isoDate({ ...monthDay, year });
    if (date !== undefined && date <= asOf) return date;
  }
  return undefined;
}

function isoDate({ year, month, day }: { year: number; month: number; day: number }): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}
