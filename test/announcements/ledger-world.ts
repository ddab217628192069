import pino from 'pino';
import type { Poster, PostRequest, PostResult } from '../../src/adapter.ts';
import type { Announcements, FollowRequest } from '../../src/announcements/announcements.ts';
import { createAnnouncements, type NewsSource } from '../../src/announcements/create-announcements.ts';
import { createDeliver } from '../../src/announcements/deliver.ts';
import type { Rule } from '../../src/announcements/rule.ts';
import { type ConversationId, encodeConversation } from '../../src/conversation.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createLibrary } from '../../src/library/create-library.ts';
import type { PaperDraft, PaperId, Shelf } from '../../src/paper.ts';
import { EMPTY_QUERY } from '../../src/query/query.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Clock } from '../../src/schedule/clock.ts';
import { openStore } from '../../src/store/open-store.ts';

/** The real ledger, library and engine, a clock that is told what time it is, and a platform that does what it is told. */

export const CHANNEL = encodeConversation('test', ['team', 'channel']);
export const DIRECT = encodeConversation('test', ['dm', 'ada']);
export const ADA = 'test:ada';
export const ADMIN = 'test:admin';

/** What the platform does with the next post: `lost` stores it and loses the reply, `vanished` loses it before. */
export type Fate = PostResult['outcome'] | 'lost' | 'vanished';

export type Posted = {
  readonly target: ConversationId;
  readonly key: string;
  readonly text: string;
  readonly inThreadOf?: string;
};

/** A platform that keeps one message a key. */
export function createPlatform(now: () => Date) {
  const posted: Posted[] = [];
  const fates: Fate[] = [];
  const requests: PostRequest[] = [];
  let remedy: string | undefined;

  function keep({ target, key, reply, inThreadOf }: PostRequest): string {
    if (!posted.some((one) => one.key === key))
      posted.push({ target, key, text: renderText(reply), ...(inThreadOf !== undefined && { inThreadOf }) });
    return `message ${key}`;
  }

  const poster: Poster = {
    isIdempotent: true,
    async post(request) {
      requests.push(request);
      const fate = fates.shift() ?? 'sent';
      switch (fate) {
        case 'sent':
          return { outcome: 'sent', messageRef: keep(request) };
        case 'lost':
          keep(request);
          return { outcome: 'unknown', reason: 'the reply was lost', retryAfterMs: 5000 };
        case 'vanished':
          return { outcome: 'unknown', reason: 'no reply came', retryAfterMs: 5000 };
        case 'unknown':
          return { outcome: 'unknown', reason: 'nobody can tell' };
        case 'retry':
          return { outcome: 'retry', reason: 'too many posts', retryAfterMs: 30_000 };
        default:
          return { outcome: fate, reason: `it was ${fate}` };
      }
    },
    readBack: async (_target, key) =>
      posted.some((one) => one.key === key)
        ? { found: 'yes', messageRef: `message ${key}` }
        : { found: 'no' },
    openDirect: async (actor) => encodeConversation('test', ['dm', actor.replace('test:', '')]),
    canPost: async () => (remedy === undefined ? { canPost: true } : { canPost: false, remedy }),
  };
  return {
    poster,
    posted,
    requests,
    now,
    fate: (...next: readonly Fate[]) => void fates.push(...next),
    refuse(sentence: string | undefined) {
      remedy = sentence;
    },
  };
}

function parseAuthorName(name: string) {
  const space = name.lastIndexOf(' ');
  return { name, given: name.slice(0, Math.max(0, space)), family: name.slice(space + 1) };
}

export async function openLedger({
  start = '2026-11-23T12:00:00Z',
  source,
  posters = {},
}: {
  readonly start?: string;
  readonly source?: NewsSource;
  /** Of real platforms, by the adapter's name. */
  readonly posters?: Readonly<Record<string, Poster>>;
} = {}) {
  let moment = new Date(start);
  const now = () => moment;
  const clock: Clock = {
    now,
    // Whoever waits makes the time pass.
    async until(until) {
      if (until > moment) moment = until;
    },
  };
  const store = await openStore({ file: ':memory:', now: now() });
  const library = createLibrary({ store: store.papers, parseAuthorName });
  const engine = createEngine();
  const platform = createPlatform(now);
  async function sync(): Promise<void> {
    for (const shelf of ['library', 'stream'] as const) await engine.add(await library.papers(shelf));
  }
  const parts = {
    store: store.announcements,
    library,
    engine,
    sync,
    posterOf: (adapter: string) => (adapter === 'test' ? platform.poster : posters[adapter]),
    source,
    timeZone: 'UTC',
    clock,
  };
  const { announcements, matcher } = createAnnouncements(parts);
  const deliver = createDeliver({
    ...parts,
    adminUsers: [ADMIN],
    headlines: 8,
    logger: pino({ level: 'silent' }),
    random: () => 0,
  });
  const { signal } = new AbortController();

  return {
    store: store.announcements,
    library,
    platform,
    announcements,
    matcher,
    now,
    at: (time: string) => {
      moment = new Date(time);
    },
    advance: (ms: number) => {
      moment = new Date(moment.getTime() + ms);
    },
    arrive: async (drafts: readonly PaperDraft[], shelf: Shelf = 'stream', source = 'arxiv') => {
      moment = new Date(moment.getTime() + 1000);
      return library.ingest(drafts, shelf, { news: { source, at: now() } });
    },
    run: async () => {
      await matcher.matchNew(signal);
      return deliver.run(signal);
    },
    match: () => matcher.matchNew(signal),
    deliver: () => deliver.run(signal),
    close: () => store.close(),
  };
}

export type Ledger = Awaited<ReturnType<typeof openLedger>>;

/** Follows papers about a word, at 09:00 UTC unless said otherwise. */
export async function follow(
  announcements: Announcements,
  text: string,
  request: Partial<FollowRequest> = {},
): Promise<Rule> {
  const { rule } = await announcements.follow({
    conversation: CHANNEL,
    isDirect: false,
    actor: { id: ADA, name: 'Ada', mayManage: true },
    subject: { type: 'query', query: { ...EMPTY_QUERY, text } },
    schedule: { type: 'daily', time: '09:00' },
    ...request,
  });
  return rule;
}

export function firstId(ids: readonly PaperId[]): PaperId {
  const [id] = ids;
  if (id === undefined) throw new Error('no paper was added');
  return id;
}
