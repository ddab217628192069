import { GB } from 'chrono-node/en';
import { PaperDate } from '../../paper.ts';
import { type Reading, take } from '../reading.ts';

export type DateRange = {
  readonly from?: PaperDate;
  readonly to?: PaperDate;
  /** A month without a year: the last one is meant, unless what was spoken of before is of another year. */
  readonly isYearless?: true;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** Written out, where a short form could be a name (`from Jan`) and `may` a verb. */
const MONTH_WORD = '(january|february|march|april|june|july|august|september|october|november|december)';
const YEAR = '((?:19|20)\\d\\d)';
/** A year, or a month of a year. */
const PERIOD = `(?:${MONTH} (?:of )?)?${YEAR}`;
const SEASONS: Readonly<Record<string, readonly [string, string]>> = {
  spring: ['03', '05'],
  summer: ['06', '08'],
  autumn: ['09', '11'],
  fall: ['09', '11'],
  winter: ['12', '02'],
};
const SEASON = `(${Object.keys(SEASONS).join('|')})`;

function period(month: string | undefined, year: string | undefined): PaperDate | undefined {
  if (year === undefined) return undefined;
  if (month === undefined) return PaperDate.parse(year);
  const number = MONTHS.indexOf(month.slice(0, 3)) + 1;
  return PaperDate.parse(`${year}-${String(number).padStart(2, '0')}`);
}

function dayBefore(date: PaperDate): PaperDate {
  if (date.length === 4) return PaperDate.parse(String(Number(date) - 1));
  const [year = 0, month = 1] = date.split('-').map(Number);
  return PaperDate.parse(new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7));
}

function dayAfter(date: PaperDate): PaperDate {
  if (date.length === 4) return PaperDate.parse(String(Number(date) + 1));
  const [year = 0, month = 1] = date.split('-').map(Number);
  return PaperDate.parse(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7));
}

function monthsAgo(now: Date, months: number): PaperDate {
  return PaperDate.parse(
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate()))
      .toISOString()
      .slice(0, 10),
  );
}

function daysAgo(now: Date, days: number): PaperDate {
  return PaperDate.parse(new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10));
}

function monthOf(year: number, month: number): PaperDate {
  return PaperDate.parse(new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 7));
}

function quarter(year: number, number: number): DateRange {
  return { from: monthOf(year, number * 3 - 2), to: monthOf(year, number * 3) };
}

/** A winter is named by the year in which it begins. */
function seasonOf(season: string, year: number): DateRange {
  const [first, last] = SEASONS[season] ?? ['01', '12'];
  return {
    from: PaperDate.parse(`${year}-${first}`),
    to: PaperDate.parse(`${last < first ? year + 1 : year}-${last}`),
  };
}

/** Of this year and the two before it the first that fits. */
function latest(
  now: Date,
  rangeOf: (year: number) => DateRange,
  fits: (range: DateRange) => boolean,
): DateRange {
  const year = now.getUTCFullYear();
  return [year, year - 1, year - 2].map(rangeOf).find(fits) ?? rangeOf(year);
}

/** A month that is over, or the one that is. */
function lastMonth(month: string | undefined, now: Date): DateRange {
  const isOver = ({ to }: DateRange) => (to ?? '') <= now.toISOString().slice(0, 7);
  const rangeOf = (year: number) => bounds(period(month, String(year)), period(month, String(year)));
  return latest(now, rangeOf, isOver);
}

/** A month without a year, of the newest of some years; as it was where none is given. */
export function ofYear<Range extends DateRange>(range: Range, years: readonly string[]): Range {
  const year = [...years].sort().at(-1);
  if (range.isYearless === undefined || range.from === undefined || year === undefined) return range;
  const month = PaperDate.parse(`${year}${range.from.slice(4)}`);
  return { ...range, from: month, to: month };
}

const QUARTERS = ['first', 'second', 'third', 'fourth'];

type Rule = {
  readonly pattern: RegExp;
  readonly range: (match: RegExpExecArray, now: Date) => DateRange | undefined;
};

function bounds(from: PaperDate | undefined, to: PaperDate | undefined): DateRange {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const DAY = `(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH} ${YEAR}|${MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)? ${YEAR}|(?:19|20)\\d\\d-\\d\\d-\\d\\d`;

/** A day as it is typed; undefined where there is none such. */
function dayOf(typed: string): PaperDate | undefined {
  if (/^\d{4}-/.test(typed)) return PaperDate.safeParse(typed).data;
  const day = GB.parseDate(typed);
  if (day === null) return undefined;
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return PaperDate.parse(parts.map((part) => String(part).padStart(2, '0')).join('-'));
}

function daysLater(date: PaperDate, days: number): PaperDate {
  return PaperDate.parse(new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10));
}

/** From a day on, or up to it: `after` and `before` leave out the day itself. */
function sideOfDay(word: string, typed: string): DateRange | undefined {
  const day = dayOf(typed);
  if (day === undefined) return undefined;
  if (/^(?:since|as of|start)/.test(word)) return { from: day };
  if (/^(?:after|newer|later)/.test(word)) return { from: daysLater(day, 1) };
  return { to: /^(?:before|older|prior|earlier)/.test(word) ? daysLater(day, -1) : day };
}

/** The first that fits is taken; more particular forms stand first. */
const RULES: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\b(since|as of|starting(?: in| on)?|after|newer than|later than|before|older than|prior to|earlier than|until|till|up to) (${DAY})\\b`,
    ),
    range: ([, word = '', day = '']) => sideOfDay(word, day),
  },
  {
    pattern: new RegExp(`\\b(?:between|from) ${PERIOD} (?:and|to|until|till|through) ${PERIOD}\\b`),
    range: ([, m1, y1, m2, y2]) => bounds(period(m1, y1), period(m2, y2)),
  },
  {
    pattern: new RegExp(
      `\\b(?:since|as of|starting(?: in)?|from) ${PERIOD}(?: on| onwards?)\\b|\\b(?:since|as of|starting(?: in)?) ${PERIOD}\\b`,
    ),
    range: ([, m1, y1, m2, y2]) => bounds(period(m1 ?? m2, y1 ?? y2), undefined),
  },
  {
    pattern: new RegExp(`\\b(?:after|newer than|later than) ${PERIOD}\\b`),
    range: ([, m, y]) => ({ from: dayAfter(period(m, y) ?? '1900') }),
  },
  {
    pattern: new RegExp(`\\b(?:before|older than|prior to|earlier than) ${PERIOD}\\b`),
    range: ([, m, y]) => ({ to: dayBefore(period(m, y) ?? '1900') }),
  },
  {
    pattern: new RegExp(`\\b(?:until|till|up to|through) ${PERIOD}\\b`),
    range: ([, m, y]) => bounds(undefined, period(m, y)),
  },
  {
    pattern: new RegExp(`\\b(?:in |during |the )?${SEASON} (?:of )?${YEAR}\\b`),
    range: ([, season = '', y]) => seasonOf(season, Number(y)),
  },
  {
    pattern: new RegExp(
      `\\b(?:in |the )?(?:(?:(first|second|third|fourth) quarter|q([1-4]))(?: of)? ${YEAR})\\b`,
    ),
    range: ([, word, digit, y]) =>
      quarter(Number(y), digit === undefined ? QUARTERS.indexOf(word ?? '') + 1 : Number(digit)),
  },
  {
    pattern: new RegExp(
      `\\b(?:on |from )?(?:(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} (?:the )?(\\d{1,2})(?:st|nd|rd|th)?) ${YEAR}\\b`,
    ),
    range: ([text]) => {
      const date = dayOf(text);
      return date === undefined ? undefined : { from: date, to: date };
    },
  },
  {
    pattern: /\b(?:on )?((?:19|20)\d\d-\d\d-\d\d)\b/,
    range: ([, day]) => {
      const date = PaperDate.safeParse(day);
      return date.success ? { from: date.data, to: date.data } : undefined;
    },
  },
  {
    pattern: new RegExp(`\\b(?:in |of |from |during )?${PERIOD}(?:s)?\\b`),
    range: ([, m, y]) => bounds(period(m, y), period(m, y)),
  },
  {
    pattern: new RegExp(`\\b(?:in |from |of |during )?(?:the )?(?:last|past) ${SEASON}\\b`),
    range: ([, season = ''], now) =>
      latest(
        now,
        (year) => seasonOf(season, year),
        ({ to }) => (to ?? '') < now.toISOString().slice(0, 7),
      ),
  },
  {
    pattern: new RegExp(`\\b(?:in |from |of |during )?this ${SEASON}\\b`),
    range: ([, season = ''], now) => seasonOf(season, now.getUTCFullYear()),
  },
  {
    pattern:
      /\b(?:in |from |of |during )?(?:the )?(last|past|this|current|first|second|third|fourth) quarter(?: of (this|last) year)?\b/,
    range: ([, which = '', of], now) => {
      const year = now.getUTCFullYear() - (of === 'last' ? 1 : 0);
      const named = QUARTERS.indexOf(which) + 1;
      if (named > 0) return quarter(year, named);
      const current = Math.floor(now.getUTCMonth() / 3) + 1;
      return /this|current/.test(which) ? quarter(year, current) : quarter(year, current - 1);
    },
  },
  {
    pattern: new RegExp(`\\bsince (?:last )?${MONTH}\\b`),
    range: ([, month], now) => {
      const started = ({ from }: DateRange) => (from ?? '') <= now.toISOString().slice(0, 7);
      return latest(now, (year) => bounds(period(month, String(year)), undefined), started);
    },
  },
  {
    pattern: new RegExp(`\\b(?:last|of last|from last) ${MONTH}\\b`),
    range: ([, month], now) => lastMonth(month, now),
  },
  {
    pattern: new RegExp(
      `\\b(?:in|(?:only|just)(?: in| of| from)?) ${MONTH}(?! \\d)\\b|\\b(?:of|from|during) ${MONTH_WORD}(?! \\d)\\b|^${MONTH_WORD}(?: papers?)?$`,
    ),
    range: ([, a, b, c], now) => ({ ...lastMonth(a ?? b ?? c, now), isYearless: true }),
  },
  {
    pattern: /\bthe year before last\b|\b(?:two|2) years ago\b/,
    range: (_, now) => {
      const year = period(undefined, String(now.getUTCFullYear() - 2));
      return bounds(year, year);
    },
  },
  {
    pattern: /\b(?:this|(?:in |over |within )?(?:the )?(?:last|past)) week\b/,
    range: (_, now) => ({ from: daysAgo(now, 7) }),
  },
  {
    pattern: /\b(?:in |over |within )?the (?:last|past) (\d{1,2}) weeks\b/,
    range: ([, n], now) => ({ from: daysAgo(now, Number(n) * 7) }),
  },
  {
    pattern: /\b(?:in |over |within )?the (?:last|past) (\d{1,3}) days\b/,
    range: ([, n], now) => ({ from: daysAgo(now, Number(n)) }),
  },
  {
    pattern: /\bthis year\b/,
    range: (_, now) => bounds(period(undefined, String(now.getUTCFullYear())), undefined),
  },
  {
    pattern: /\blast year\b/,
    range: (_, now) =>
      bounds(
        period(undefined, String(now.getUTCFullYear() - 1)),
        period(undefined, String(now.getUTCFullYear() - 1)),
      ),
  },
  {
    pattern: /\b(?:in |over |within )?the (?:last|past) (\d{1,2}) months\b/,
    range: ([, n], now) => ({ from: monthsAgo(now, Number(n)) }),
  },
  {
    pattern: /\b(?:in |over |within )?the (?:last|past) (\d) years\b/,
    range: ([, n], now) => ({ from: monthsAgo(now, Number(n) * 12) }),
  },
  {
    pattern: /\b(?:this|(?:in |over )?the (?:last|past)) month\b/,
    range: (_, now) => ({ from: monthsAgo(now, 1) }),
  },
];

/** The dates that the question limits itself to, relative to `now`; the words that say so are taken. */
export function recogniseDates(reading: Reading, now: Date): DateRange {
  for (const { pattern, range } of RULES) {
    const match = pattern.exec(reading.text);
    const found = match === null ? undefined : range(match, now);
    if (found === undefined) continue;
    take(reading, pattern);
    return found;
  }
  return {};
}
