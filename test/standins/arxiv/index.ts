import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oaiSet } from '../../../src/ingestion/sources/arxiv/oai-set.ts';
import { arxivDate } from '../../../src/schedule/arxiv-calendar.ts';
import { type ContentFault, type Fault, isContentFault, misbehave } from './faults.ts';
import { type HeldPaper, renderApi, renderOai, renderOaiError, renderRecords, renderRss } from './render.ts';
import { createWorld, dayAfter, type World, type WorldPaper } from './world.ts';

export type ArxivRequest = {
  readonly on: 'rss' | 'oai' | 'api';
  readonly category: string | undefined;
  readonly query: URLSearchParams;
  readonly userAgent: string | undefined;
  readonly at: Date;
};

export type ArxivStandIn = {
  readonly world: World;
  /** What ARXIV_RSS_URL, ARXIV_OAI_URL and ARXIV_API_URL are set to. */
  readonly rssUrl: string;
  readonly oaiUrl: string;
  readonly apiUrl: string;
  /** All that were made, oldest first. */
  readonly requests: readonly ArxivRequest[];
  /** From now on; returns what takes it back. */
  fault(fault: Fault): () => void;
  close(): Promise<void>;
};

export type ArxivStandInOptions = {
  /** The simulated time. */
  readonly now: () => Date;
  /** Records on a page of OAI-PMH. Default: 500. */
  readonly pageSize?: number;
};

const MOST_DAYS_BACK = 20;

/** A loopback server that plays arXiv's feeds, OAI-PMH and API over a world of papers, at a simulated time, with its faults. */
export async function startArxiv({ now, pageSize = 500 }: ArxivStandInOptions): Promise<ArxivStandIn> {
  const world = createWorld();
  const requests: ArxivRequest[] = [];
  const faults = new Map<Fault, number>();

  function faultOf(
    { on, category, at }: ArxivRequest,
    isWanted: (fault: Fault) => boolean,
  ): Fault | undefined {
    for (const [fault, used] of faults) {
      const applies =
        (fault.on === undefined || fault.on === on) &&
        (fault.category === undefined || fault.category === category) &&
        (fault.from === undefined || fault.from <= at) &&
        (fault.until === undefined || at < fault.until) &&
        (fault.times === undefined || used < fault.times) &&
        isWanted(fault);
      if (!applies) continue;
      faults.set(fault, used + 1);
      return fault;
    }
    return undefined;
  }

  function contentFault<Kind extends ContentFault['kind']>(request: ArxivRequest, kind: Kind) {
    return faultOf(request, (fault) => fault.kind === kind) as
      | Extract<ContentFault, { kind: Kind }>
      | undefined;
  }

  function heldPapers(at: Date): HeldPaper[] {
    return world.papers().flatMap((paper: WorldPaper) => {
      const held = world.held(paper, at);
      return held === undefined ? [] : [{ paper, ...held, categories: world.categories(paper, at) }];
    });
  }

  function rss(request: ArxivRequest): string {
    const { at, category = '' } = request;
    const today = arxivDate(at);
    const options = { category, day: today, builtAt: at };
    if (contentFault(request, 'empty') !== undefined) return renderRss([], options);
    let evening = world.feedEvening(at);
    if (contentFault(request, 'stale') !== undefined) {
      // The last evening before that had something.
      for (let left = MOST_DAYS_BACK; left > 0; left -= 1) {
        evening = dayAfter(evening, -1);
        if (world.announced(category, evening).length > 0) break;
      }
    }
    const missing = new Set(contentFault(request, 'missing')?.ids);
    const announced = world.announced(category, evening).filter(({ paper }) => !missing.has(paper.id));
    return renderRss(announced, options);
  }

  function oai(request: ArxivRequest): string {
    const { at, query } = request;
    const token = query.get('resumptionToken');
    const [from = '', set = '', skip = '0'] = token?.split('|') ?? [
      query.get('from') ?? '',
      query.get('set') ?? '',
    ];
    if (token !== null && contentFault(request, 'expired-token') !== undefined)
      return renderOai(renderOaiError('badResumptionToken', 'The token has expired'), at);
    const missing = new Set(contentFault(request, 'missing')?.ids);
    const isEmpty = contentFault(request, 'empty') !== undefined;
    const found = heldPapers(at)
      .filter(({ paper, changedOn, categories }) => {
        const sets = categories.map(oaiSet);
        return (
          changedOn >= from &&
          !missing.has(paper.id) &&
          sets.some((own) => own === set || own.startsWith(`${set}:`)) &&
          !isEmpty
        );
      })
      .sort((a, b) => (a.changedOn + a.paper.id < b.changedOn + b.paper.id ? -1 : 1));
    if (found.length === 0) return renderOai(renderOaiError('noRecordsMatch', 'No records match'), at);
    const end = Number(skip) + pageSize;
    const next = end < found.length ? `${from}|${set}|${end}` : undefined;
    return renderOai(renderRecords(found.slice(Number(skip), end), next), at);
  }

  function api(request: ArxivRequest): string {
    const { at, query } = request;
    if (contentFault(request, 'empty') !== undefined) return renderApi([], 0);
    const ids = query.get('id_list')?.split(',');
    if (ids !== undefined) {
      const found = heldPapers(at).filter(({ paper }) => ids.includes(paper.id));
      return renderApi(found, found.length);
    }
    const search = query.get('search_query') ?? '';
    const [, from = '', to = ''] = /submittedDate:\[(\d{8})\d* TO (\d{8})\d*\]/.exec(search) ?? [];
    const wanted = [...search.matchAll(/cat:([\w.-]+)/g)].map(([, category]) => category ?? '');
    const found = heldPapers(at).filter(({ paper, categories }) => {
      const day = (paper.versions[0]?.submittedOn ?? '').replaceAll('-', '');
      const isListed = wanted.length === 0 || categories.some((category) => wanted.includes(category));
      return isListed && (from === '' || (day >= from && day <= to));
    });
    return renderApi(found.slice(0, Number(query.get('max_results') ?? 10)), found.length);
  }

  function parseRequest(request: IncomingMessage): ArxivRequest | undefined {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [, on, category] = pathname.split('/');
    if (on !== 'rss' && on !== 'oai' && on !== 'api') return undefined;
    const set = searchParams.get('set')?.split(':');
    const ofSet = set && (set.length === 3 ? `${set[1]}.${set[2]}` : set.at(-1));
    return {
      on,
      category: on === 'rss' ? decodeURIComponent(category ?? '') : ofSet,
      query: searchParams,
      userAgent: request.headers['user-agent'],
      at: now(),
    };
  }

  function answer(request: ArxivRequest, response: ServerResponse): void {
    const fault = faultOf(request, (one) => !isContentFault(one));
    if (fault !== undefined && !isContentFault(fault)) {
      misbehave(response, fault);
      return;
    }
    const documents = { rss, oai, api };
    response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8' });
    response.end(documents[request.on](request));
  }

  const server = createServer((incoming, response) => {
    const request = parseRequest(incoming);
    if (request === undefined) {
      response.writeHead(404).end();
      return;
    }
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    world,
    rssUrl: `${base}/rss`,
    oaiUrl: `${base}/oai`,
    apiUrl: `${base}/api/query`,
    requests,
    fault(fault) {
      faults.set(fault, 0);
      return () => void faults.delete(fault);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
