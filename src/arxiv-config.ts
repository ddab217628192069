import { z } from 'zod';

/** The variables about arXiv: part of `config.ts`. */

const list = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(z.array(item));
/** Queries hold spaces and commas. */
const lines = z
  .string()
  .transform((text) =>
    text
      .split(/[;\n]/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
  .pipe(z.array(z.string().max(500)).max(50));

type Parts = {
  readonly flag: z.ZodType<boolean, string>;
  readonly address: z.ZodType<string, string>;
};

/** The first is the default of what is asked where nothing is said, the second of what the operator may say, and of all with what people follow. */
export const MOST_CATEGORIES = { chosen: 8, configured: 30 } as const;

export function arxivSchema({ flag, address }: Parts) {
  return {
    ARXIV: flag.default(true),
    ARXIV_CATEGORIES: list(z.string().regex(/^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?$/))
      .pipe(z.array(z.string()).max(MOST_CATEGORIES.configured))
      .default([]),
    ARXIV_QUERIES: lines.default([]),
    ARXIV_NO_MAILING_DAYS: list(z.iso.date()).optional(),
    ARXIV_RSS_URL: address.default('https://rss.arxiv.org/rss'),
    ARXIV_OAI_URL: address.default('https://oaipmh.arxiv.org/oai'),
    ARXIV_API_URL: address.default('https://export.arxiv.org/api/query'),
    CONTACT_EMAIL: z.email().max(200).optional(),
  };
}

export const ARXIV_EXPECTED = {
  ARXIV: 'yes or no',
  ARXIV_CATEGORIES: `up to ${MOST_CATEGORIES.configured} of arXiv's categories such as cs.LG, with commas between`,
  ARXIV_QUERIES: 'up to 50 searches such as author:Okafor, with semicolons between',
  ARXIV_NO_MAILING_DAYS: 'dates such as 2027-01-01, with commas between',
  ARXIV_RSS_URL: 'an http(s) address such as https://rss.arxiv.org/rss, without a name and password',
  ARXIV_OAI_URL: 'an http(s) address such as https://oaipmh.arxiv.org/oai, without a name and password',
  ARXIV_API_URL: 'an http(s) address such as https://export.arxiv.org/api/query, without a name and password',
  CONTACT_EMAIL: 'an address such as lab@example.org',
} as const;

export type ArxivConfig = {
  /** What is asked for beside what people follow; empty: the library's most frequent categories, once somebody follows something. */
  readonly categories: readonly string[];
  /** In the language of searches; empty: all papers enter the stream. */
  readonly queries: readonly string[];
  /** Evenings in New York, ISO 8601; undefined: those that are shipped with the program. */
  readonly noMailingDays: readonly string[] | undefined;
  /** None of these ends in a slash. */
  readonly rssUrl: string;
  readonly oaiUrl: string;
  readonly apiUrl: string;
  /** Whom arXiv may write to where we ask too much. */
  readonly contact: string | undefined;
};

type ArxivEnvironment = z.infer<z.ZodObject<ReturnType<typeof arxivSchema>>>;

/** Undefined where arXiv is not to be asked at all. */
export function arxivConfig(env: ArxivEnvironment): ArxivConfig | undefined {
  if (!env.ARXIV) return undefined;
  return {
    categories: [...new Set(env.ARXIV_CATEGORIES)],
    queries: env.ARXIV_QUERIES,
    noMailingDays: env.ARXIV_NO_MAILING_DAYS,
    rssUrl: env.ARXIV_RSS_URL,
    oaiUrl: env.ARXIV_OAI_URL,
    apiUrl: env.ARXIV_API_URL,
    contact: env.CONTACT_EMAIL,
  };
}
