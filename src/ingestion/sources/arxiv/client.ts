import { getText } from '../../../http/get-text.ts';
import { createLimiter } from '../../../http/limiter.ts';
import type { Clock } from '../../../schedule/clock.ts';
import { oaiSet } from './oai-set.ts';
import { type ApiAnswer, parseApi } from './parse-api.ts';
import { type Feed, parseFeed } from './parse-feed.ts';
import { type OaiRecord, parseOai } from './parse-oai.ts';
import { UnreadableAnswer } from './read-xml.ts';

/** Where arXiv is asked, and by whom. */
export type ArxivAddresses = {
  /** A category's feed is one step below: `https://rss.arxiv.org/rss/cs.LG`. */
  readonly rssUrl: string;
  readonly oaiUrl: string;
  readonly apiUrl: string;
  /** A real one with a contact: arXiv turns others away. */
  readonly userAgent: string;
};

/** Asks arXiv. Every method rejects with HttpError or {@link UnreadableAnswer}, or with the signal's reason. */
export type ArxivClient = {
  feed(category: string, signal?: AbortSignal): Promise<Feed>;
  /** What has changed in a category since a day (ISO 8601), all pages of it. */
  changes(category: string, from: string, signal?: AbortSignal): Promise<readonly OaiRecord[]>;
  api(parameters: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<ApiAnswer>;
};

export type ArxivClientOptions = {
  readonly addresses: ArxivAddresses;
  readonly clock: Clock;
  readonly random: () => number;
  /** Default: what arXiv's terms ask for. */
  readonly intervalMs?: number;
  /** Of one request. Default: a minute. */
  readonly timeoutMs?: number;
};

/** One request in three seconds, over feeds, OAI-PMH and API together: https://info.arxiv.org/help/api/tou.html. */
const INTERVAL_MS = 3000;
const TIMEOUT_MS = 60_000;
/** A feed has at most 2000 papers, a page of OAI-PMH a few thousand records. */
const MAX_BYTES = 64 * 1024 * 1024;
const ATTEMPTS = 3;
const REDIRECTS = 3;
/** Of one category and a few days: far more than there are. */
const MOST_PAGES = 50;

export function createArxivClient({
  addresses,
  clock,
  random,
  intervalMs = INTERVAL_MS,
  timeoutMs = TIMEOUT_MS,
}: ArxivClientOptions): ArxivClient {
  const { rssUrl, oaiUrl, apiUrl, userAgent } = addresses;
  const limiter = createLimiter({ intervalMs, clock });
  // No connection is kept: the terms allow one, and there are three servers.
  const headers = { 'user-agent': userAgent, accept: 'application/xml, text/xml, */*', connection: 'close' };
  const limits = {
    timeoutMs,
    maxBytes: MAX_BYTES,
    redirects: REDIRECTS,
    attempts: ATTEMPTS,
    headers,
    limiter,
    clock,
    random,
  };

  function get(url: string, parameters: Readonly<Record<string, string>>, signal?: AbortSignal) {
    const address = new URL(url);
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return getText({ url: address.href, from: 'configuration' }, limits, signal);
  }

  async function harvest(category: string, from: string, signal?: AbortSignal): Promise<OaiRecord[]> {
    const records: OaiRecord[] = [];
    const first = { verb: 'ListRecords', metadataPrefix: 'arXivRaw', set: oaiSet(category), from };
    let parameters: Readonly<Record<string, string>> = first;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await parseOai(await get(oaiUrl, parameters, signal));
      records.push(...answer.records);
      if (answer.resumptionToken === undefined) return records;
      parameters = { verb: 'ListRecords', resumptionToken: answer.resumptionToken };
    }
    throw new UnreadableAnswer(`It has more than ${MOST_PAGES} pages of changes`);
  }

  return {
    feed: async (category, signal) =>
      parseFeed(await get(`${rssUrl}/${encodeURIComponent(category)}`, {}, signal)),

    async changes(category, from, signal) {
      try {
        return await harvest(category, from, signal);
      } catch (error) {
        // Tokens expire every day, also between two pages.
        if (!(error instanceof UnreadableAnswer) || error.code !== 'badResumptionToken') throw error;
        return harvest(category, from, signal);
      }
    },

    api: async (parameters, signal) => parseApi(await get(apiUrl, parameters, signal)),
  };
}
