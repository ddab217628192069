import type { Poster } from './adapter.ts';
import type { AnnouncementStore } from './announcements/announcement-store.ts';
import type { Announcements } from './announcements/announcements.ts';
import { createAnnouncements } from './announcements/create-announcements.ts';
import { createDeliver } from './announcements/deliver.ts';
import { createNotices } from './announcements/notices.ts';
import { createSilenceWatch } from './announcements/silence.ts';
import { subjectAsTyped } from './announcements/subject-words.ts';
import type { ArxivSource, Followed } from './arxiv-source.ts';
import type { Config } from './config.ts';
import type { ConversationId } from './conversation.ts';
import type { Engine } from './engine/engine.ts';
import type { Library } from './library/library.ts';
import type { Logger } from './logger.ts';
import type { Clock } from './schedule/clock.ts';
import type { Job } from './schedule/run-jobs.ts';

/** Announcements as a part of the bot: what commands ask of them, and the jobs that match and deliver. */

export type Announcing = {
  readonly announcements: Announcements;
  /** `match` finds out who is told of what arrived, `deliver` posts what is due, `silence` tells admins of sources that fail. */
  jobs(onMatched: () => void): readonly Job[];
  /**
   * What the terminal does while it is open: everything that arrives, at once, unless that was changed or ended there. Says what is
   * told there from now on.
   */
  followEverything(conversation: ConversationId): Promise<'everything' | 'something' | 'nothing'>;
  /** To the admins, once for each `key`. */
  tellAdmins(key: string, lines: readonly string[]): Promise<void>;
  /** The bot was removed from a server or a workspace for good: nothing of it is kept. */
  forgetPlace(prefix: string): Promise<void>;
  /** These are all places where the bot is, on their platform: whatever is kept of others is erased. */
  forgetOthers(prefixes: readonly string[]): Promise<void>;
};

export type AnnouncingParts = {
  readonly config: Pick<Config, 'adminUsers' | 'digestHeadlines' | 'timeZone'>;
  readonly store: AnnouncementStore;
  readonly library: Library;
  readonly engine: Engine;
  /** Brings the engine level with the library. */
  readonly sync: () => Promise<void>;
  readonly arxiv: ArxivSource | undefined;
  /** Of an adapter that is connected now. */
  readonly posterOf: (adapter: string) => Poster | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Other processes take papers in too, and nobody tells this one. */
const MATCH_EVERY_MS = 5000;
/** A source is called failing or stale after half an hour at the earliest. */
const SILENCE_EVERY_MS = 5 * 60_000;

const DIRECT = 'dm';

/** The server or workspace of a conversation, as the prefix of all its conversations; undefined for a direct one outside any. */
function placeOf(conversation: ConversationId): string | undefined {
  const [adapter = '', place = ''] = conversation.split(':');
  return place === DIRECT ? undefined : `${adapter}:${place}:`;
}

export function createAnnouncing(parts: AnnouncingParts): Announcing {
  const { config, store, arxiv, clock, logger } = parts;
  const { announcements, matcher } = createAnnouncements({
    ...parts,
    timeZone: config.timeZone,
    source: arxiv && {
      name: 'arXiv',
      count: arxiv.count,
      reading: arxiv.reading,
      standing: arxiv.standing,
    },
  });
  const deliver = createDeliver({
    ...parts,
    adminUsers: config.adminUsers,
    headlines: config.digestHeadlines,
    random: Math.random,
  });
  const silence = createSilenceWatch({
    store,
    adminUsers: config.adminUsers,
    standing: announcements.silence,
    timeZone: config.timeZone,
    clock,
  });

  async function forgetPlace(prefix: string): Promise<void> {
    try {
      const erased = await store.erasePlaces(prefix);
      logger.info({ prefix, ...erased }, 'The bot was removed; what it kept of that place is erased');
    } catch (error) {
      logger.error(
        { err: error, prefix },
        'What was kept of a place that removed the bot could not be erased',
      );
    }
  }

  return {
    announcements,

    jobs: (onMatched) => [
      {
        name: 'match',
        async run(signal) {
          if ((await matcher.matchNew(signal)) > 0) onMatched();
          return new Date(clock.now().getTime() + MATCH_EVERY_MS);
        },
      },
      { name: 'deliver', run: (signal) => deliver.run(signal) },
      {
        name: 'silence',
        async run() {
          await silence.check();
          return new Date(clock.now().getTime() + SILENCE_EVERY_MS);
        },
      },
    ],

    async followEverything(conversation) {
      const subject = { type: 'everything' } as const;
      if (!(await store.wasFollowed(conversation, subjectAsTyped(subject))))
        await announcements.follow({
          conversation,
          isDirect: true,
          actor: { id: conversation, name: 'the terminal', mayManage: true },
          subject,
          schedule: { type: 'at-once' },
        });
      const active = (await store.rules(conversation)).filter(({ status }) => status === 'active');
      const isAll = active.some(
        (rule) => rule.subject.type === 'everything' && rule.schedule.type === 'at-once',
      );
      if (isAll) return 'everything';
      return active.length > 0 ? 'something' : 'nothing';
    },

    tellAdmins: (key, lines) =>
      createNotices({ store, adminUsers: config.adminUsers, clock }).toAdmins(key, lines),

    forgetPlace,

    async forgetOthers(prefixes) {
      const platforms = new Set(prefixes.map((prefix) => prefix.split(':')[0]));
      const places = new Set(
        (await store.rules()).flatMap(({ conversation }) => placeOf(conversation) ?? []),
      );
      for (const place of places) {
        const isThere = prefixes.includes(place);
        if (platforms.has(place.split(':')[0]) && !isThere) await forgetPlace(place);
      }
    },
  };
}

/** What is followed anywhere, so that the sources know what to ask for. The terminal follows whatever others brought. */
export async function followedAnywhere(store: Pick<AnnouncementStore, 'rules'>): Promise<Followed> {
  // Also what paused rules follow: they are told what came meanwhile.
  const rules = (await store.rules()).filter(({ subject }) => subject.type !== 'everything');
  const named = rules.flatMap(({ subject }) => (subject.type === 'query' ? subject.query.categories : []));
  return { isAny: rules.length > 0, categories: [...new Set(named)] };
}
