import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { createPoster as createDiscordPoster, createPostRest } from '../../../adapters/discord/poster.ts';
import { createBoltLogger } from '../../../adapters/slack/bolt-logger.ts';
import { createPoster as createSlackPoster } from '../../../adapters/slack/poster.ts';
import { clientOptions } from '../../../adapters/slack/web.ts';
import type { Poster } from '../../../src/adapter.ts';
import type { Subject } from '../../../src/announcements/rule.ts';
import { nextSlot } from '../../../src/announcements/slots.ts';
import { subjectAsTyped } from '../../../src/announcements/subject-words.ts';
import { createAnnouncing } from '../../../src/announcing.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { createLibrarySync } from '../../../src/commands/library-sync.ts';
import { createEngine } from '../../../src/engine/create-engine.ts';
import { parseAuthorName } from '../../../src/ingestion/author-name.ts';
import { createLibrary } from '../../../src/library/create-library.ts';
import type { PaperDraft } from '../../../src/paper.ts';
import { EMPTY_QUERY } from '../../../src/query/query.ts';
import type { Clock } from '../../../src/schedule/clock.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { createFailpoint } from './failpoint.ts';
import { type Follow, type FromChild, Moved, type ProofPaper, Task } from './protocol.ts';

/** The part of the bot that takes papers in, matches and posts, as a process to be killed; it lives until all is quiet. */

const SOURCE = 'proof';
/** What hangs ends soon, so that many rounds fit into some minutes. */
const TIMEOUT_MS = 400;
const SETTLE_MS = 5000;
const MOST_TURNS = 5000;
const MINUTE_MS = 60_000;

const logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' }, pino.destination(2));
const failpoint = createFailpoint();

function tell(message: FromChild): void {
  process.send?.(message);
}

function nextMessage(): Promise<unknown> {
  return new Promise((resolve) => process.once('message', resolve));
}

/** Waiting is over as soon as the parent has moved the time of everybody. */
function sharedClock(offsetMs: number): Clock {
  let offset = offsetMs;
  let turn: Promise<unknown> = Promise.resolve();
  const now = () => new Date(Date.now() + offset);
  async function wait(ms: number): Promise<void> {
    const moved = nextMessage();
    tell({ type: 'wait', ms });
    ({ offsetMs: offset } = Moved.parse(await moved));
  }
  return {
    now,
    until(moment) {
      const ms = moment.getTime() - now().getTime();
      const done = turn.then(() => (ms > 0 ? wait(ms) : undefined));
      turn = done;
      return done;
    },
  };
}

function subjectOf({ category }: Follow): Subject {
  return category === undefined
    ? { type: 'everything' }
    : { type: 'query', query: { ...EMPTY_QUERY, categories: [category] } };
}

function draftOf({ number, category }: ProofPaper): PaperDraft {
  const digits = String(number).padStart(5, '0');
  const abstract = `We count to ${digits}, and say what it costs.`;
  return {
    title: `Counting to ${digits}`,
    rawTitle: `Counting to ${digits}`,
    authors: [parseAuthorName(`Ada Okafor${digits}`)],
    authorsComplete: true,
    abstract,
    rawAbstract: abstract,
    date: '2026-11-24',
    categories: [category],
    hasCode: false,
    arxivId: `2611.${digits}`,
    sources: [{ kind: 'arxiv', name: SOURCE }],
  };
}

function createPosters({ discord, slack, isForgetful }: Task, clock: Clock): ReadonlyMap<string, Poster> {
  const now = () => clock.now().getTime();
  const rest = createPostRest(discord, TIMEOUT_MS);
  const { makeRequest } = rest.options;
  rest.options.makeRequest = (url, init) => failpoint.around(() => makeRequest(url, init));
  const web = new webApi.WebClient(slack.botToken, {
    ...clientOptions({ apiUrl: slack.apiUrl.replace(/\/$/, '') }, TIMEOUT_MS, createBoltLogger(logger)),
    fetch: (url, init) => failpoint.around(() => fetch(url, init)),
  });
  const posters = new Map<string, Poster>([
    [
      'discord',
      createDiscordPoster({
        config: { applicationId: discord.applicationId, guildIds: [], channelIds: [], userInstall: false },
        rest,
        botId: () => discord.applicationId,
        logger,
        now,
      }),
    ],
    [
      'slack',
      createSlackPoster({
        web,
        config: { channelIds: [] },
        definitions: COMMAND_DEFINITIONS,
        logger,
        onDeadToken: () => undefined,
        now,
        settleMs: SETTLE_MS,
        pause: (ms, signal) => clock.until(new Date(now() + ms), signal),
      }),
    ],
  ]);
  if (!isForgetful) return posters;
  const forget = (poster: Poster): Poster => ({
    ...poster,
    post: ({ firstTriedAt: _, ...request }) => poster.post(request),
  });
  return new Map([...posters].map(([name, poster]) => [name, forget(poster)]));
}

/** Before anything arrives. Whether the bot may post there is asked elsewhere. */
async function follow({ follows }: Task, { store, clock }: Parts): Promise<void> {
  const owner = { ownerId: 'discord:1', ownerName: 'Ada', timeZone: 'UTC' };
  if ((await store.announcements.rules()).length === follows.length) return;
  for (const one of follows) {
    const { conversation, isDirect, schedule } = one;
    const subject = subjectOf(one);
    const rule = { ...owner, conversation, isDirect, subject, schedule };
    await store.announcements.follow(rule, subjectAsTyped(subject), clock.now());
  }
}

/** What arrived is what the source had told and the store had not seen, as with every source. */
async function takeIn({ papers }: Task, { library, store, clock }: Parts): Promise<void> {
  const drafts = papers.map(draftOf);
  const idOf = ({ arxivId }: PaperDraft) => arxivId ?? '';
  const unseen = new Set(await store.sources.unseen(SOURCE, drafts.map(idOf)));
  const news = drafts.filter((draft) => unseen.has(idOf(draft)));
  if (news.length === 0) return;
  const at = clock.now();
  await library.ingest(news, 'stream', {
    news: { source: SOURCE, at, kindOf: () => 'new', announcedOn: () => at.toISOString().slice(0, 10) },
    poll: { source: SOURCE, cursor: String(drafts.length), seen: news.map(idOf), at },
  });
}

type Parts = {
  readonly library: ReturnType<typeof createLibrary>;
  readonly store: Store;
  readonly clock: Clock;
};

/** When something can happen again; undefined where nothing will within the task's patience. */
async function nextMoment({ patienceMs }: Task, { store, clock }: Parts): Promise<Date | undefined> {
  const { announcements } = store;
  const now = clock.now();
  const isWaiting =
    (await announcements.pending()).length > 0 || (await announcements.unmatched(1)).length > 0;
  const due = await announcements.nextDue();
  const isOpen = due !== undefined && due.getTime() - now.getTime() < patienceMs;
  if (!isWaiting && !isOpen) return undefined;
  const rules = await announcements.rules();
  const moments = [
    ...(due === undefined ? [] : [due]),
    ...(isWaiting ? rules.flatMap((rule) => nextSlot(rule, now) ?? []) : []),
    ...(await announcements.pauses(now)).values(),
  ].filter((moment) => moment > now);
  return new Date(Math.min(...(moments.length > 0 ? moments.map(Number) : [now.getTime() + MINUTE_MS])));
}

async function run(task: Task): Promise<void> {
  const clock = sharedClock(task.offsetMs);
  const store = await openStore({ file: task.file, now: clock.now() });
  const library = createLibrary({ store: store.papers, parseAuthorName });
  const engine = createEngine();
  const level = createLibrarySync(library, engine);
  await level.sync();
  const posters = createPosters(task, clock);
  const { jobs } = createAnnouncing({
    config: { adminUsers: [], digestHeadlines: 8, timeZone: 'UTC' },
    store: store.announcements,
    library,
    engine,
    sync: level.sync,
    arxiv: undefined,
    posterOf: (name) => posters.get(name),
    clock,
    logger,
  });
  const parts = { library, store, clock };
  const { signal } = new AbortController();
  await follow(task, parts);
  failpoint.arm(task.kill);
  await takeIn(task, parts);
  const [match, deliver] = jobs(() => undefined);
  for (let turn = 0; ; turn += 1) {
    if (turn > MOST_TURNS) throw new Error('It does not become quiet');
    await match?.run(signal);
    await deliver?.run(signal);
    const next = await nextMoment(task, parts);
    if (next === undefined) break;
    await clock.until(next, signal);
  }
  const passed = failpoint.passed();
  failpoint.arm(undefined);
  level.stop();
  await store.close();
  tell({ type: 'done', passed });
}

const asked = nextMessage();
tell({ type: 'ready' });
await run(Task.parse(await asked));
process.disconnect();
