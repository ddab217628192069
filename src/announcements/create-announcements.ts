import type { Poster, PostingRight } from '../adapter.ts';
import { type ConversationId, decodeConversation } from '../conversation.ts';
import type { Engine } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import type { Library } from '../library/library.ts';
import type { Query } from '../query/query.ts';
import type { Clock } from '../schedule/clock.ts';
import { timeZoneName } from '../schedule/next.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import type { Announcements, FollowRequest, Silence } from './announcements.ts';
import { reasonsOf } from './digest.ts';
import { createMatcher, type Matcher } from './match.ts';
import { personConversation, personOf } from './post.ts';
import { rulesOf } from './post-reply.ts';
import type { Rule, RuleId, Subject } from './rule.ts';
import { postSample } from './sample.ts';
import { nextSlot } from './slots.ts';
import { subjectAsTyped } from './subject-words.ts';
import { whyEvents } from './why.ts';

/** Following over the ledger, the engine and the platforms: what the commands ask for. */

const MOST_RULES = 50;
const OUTLOOK_DAYS = 30;

/** What announcements need of a source that brings papers every day. */
export type NewsSource = {
  readonly name: string;
  /** Papers of the last days that fulfil one of the queries; undefined where that cannot be asked. */
  count(queries: readonly Query[], days: number, signal?: AbortSignal): Promise<number | undefined>;
  /** What is read of the categories that somebody follows. */
  reading(named: readonly string[]): Promise<{
    readonly unread: readonly string[];
    readonly mostCategories: number;
    readonly isFiltered: boolean;
  }>;
  /** Why there is nothing new; undefined where news have come as expected. */
  standing(): Promise<Silence | undefined>;
};

/** Why a rule is paused while it takes in what came since it was removed. */
const CATCHING_UP = 'what came meanwhile was not taken in yet; press Resume';

function tooMany(): UserError {
  return new UserError(`${MOST_RULES} things are followed here already: /unfollow one of them first.`);
}

function followedTwice(id: RuleId): UserError {
  return new UserError(`The same as ${id} is followed here by another rule. See /following.`);
}

export type AnnouncementsParts = {
  readonly store: AnnouncementStore;
  readonly library: Library;
  readonly engine: Engine;
  /** Brings the engine level with the library. */
  readonly sync: () => Promise<void>;
  /** Of an adapter that is connected now. */
  readonly posterOf: (adapter: string) => Poster | undefined;
  readonly source: NewsSource | undefined;
  /** IANA name, for rules that say none. */
  readonly timeZone: string;
  readonly clock: Clock;
};

const NOT_CONNECTED =
  'I cannot post there now: the bot is not connected. Start it with npm start, then follow again.';

export function createAnnouncements(parts: AnnouncementsParts): {
  readonly announcements: Announcements;
  readonly matcher: Matcher;
} {
  const { store, library, posterOf, source, clock } = parts;
  const now = () => clock.now();
  const matcher = createMatcher({ ...parts, now });

  function posterFor(conversation: ConversationId): Poster | undefined {
    return posterOf(decodeConversation(conversation).adapter);
  }

  async function canPost(conversation: ConversationId): Promise<PostingRight> {
    const poster = posterFor(conversation);
    return poster?.canPost(conversation) ?? { canPost: false, remedy: NOT_CONNECTED };
  }

  /** Throws UserError where the conversation has no such rule. */
  async function ruleHere(conversation: ConversationId, id: RuleId): Promise<Rule> {
    const rule = await store.rule(id);
    if (rule === undefined || rule.conversation !== conversation)
      throw new UserError(`There is no ${id} here. See /following.`, { code: 'not-found' });
    return rule;
  }

  async function activate(conversation: ConversationId, id: RuleId): Promise<Rule> {
    const held = await ruleHere(conversation, id);
    const right = await canPost(conversation);
    if (!right.canPost) throw new UserError(right.remedy);
    const isBack = held.status === 'removed';
    if (isBack && (await store.rules(conversation)).length >= MOST_RULES) throw tooMany();
    // Paused until it has what came meanwhile, so that an undo that is interrupted can be pressed again.
    if (isBack || held.reason === CATCHING_UP) {
      const rule = await store.setStatus(id, 'paused', CATCHING_UP);
      if (rule === undefined) throw followedTwice(id);
      await matcher.catchUp(rule);
    }
    const rule = await store.setStatus(id, 'active');
    if (rule === undefined) throw followedTwice(id);
    return rule;
  }

  function zoneOf({ timeZone }: FollowRequest): string {
    if (timeZone === undefined) return parts.timeZone;
    const name = timeZoneName(timeZone);
    if (name === undefined)
      throw new UserError(`"${timeZone.slice(0, 60)}" is no time zone: write one such as Europe/Berlin.`);
    return name;
  }

  function queriesOf(subject: Subject): readonly Query[] {
    return subject.type === 'query' ? [subject.query] : [];
  }

  const announcements: Announcements = {
    async follow(request) {
      const { conversation, isDirect, actor, subject, schedule } = request;
      const timeZone = zoneOf(request);
      const right = await canPost(conversation);
      if (!right.canPost) throw new UserError(right.remedy);
      const key = subjectAsTyped(subject);
      const held = await store.rules(conversation);
      const isHeld = held.some((rule) => subjectAsTyped(rule.subject) === key);
      if (!isHeld && held.length >= MOST_RULES) throw tooMany();
      const { rule, isNew } = await store.follow(
        { conversation, isDirect, ownerId: actor.id, ownerName: actor.name, subject, schedule, timeZone },
        key,
        now(),
      );
      return { rule, isNew, first: nextSlot(rule, now()) };
    },

    async outlook(subject, signal) {
      const queries = queriesOf(subject);
      if (source === undefined || queries.length === 0) return undefined;
      const papers = await source.count(queries, OUTLOOK_DAYS, signal);
      return papers === undefined
        ? undefined
        : { papersADay: papers / OUTLOOK_DAYS, days: OUTLOOK_DAYS, askedOf: source.name };
    },

    async gap(subject) {
      if (source === undefined) return { type: 'no-source' };
      const named = queriesOf(subject).flatMap(({ categories }) => categories);
      const { unread, mostCategories, isFiltered } = await source.reading(named);
      if (unread.length > 0) return { type: 'unread', categories: unread, mostCategories };
      return isFiltered ? { type: 'filtered' } : undefined;
    },

    next: (rule) => (rule.status === 'active' ? nextSlot(rule, now()) : undefined),
    following: (conversation) => store.rules(conversation),

    async unfollow(conversation, id) {
      const { status } = await ruleHere(conversation, id);
      const rule = status === 'removed' ? undefined : await store.setStatus(id, 'removed');
      if (rule === undefined) throw new UserError(`${id} is not followed here any more. See /following.`);
      return rule;
    },

    refollow: activate,
    resume: activate,

    async sample(conversation, id) {
      const rule = await ruleHere(conversation, id);
      const poster = posterFor(conversation);
      if (poster === undefined) return { outcome: 'gone', reason: NOT_CONNECTED };
      await parts.sync();
      return postSample(rule, poster, { library, matcher, now: now() });
    },

    canPost,
    save: (actorId, paper) => store.save(actorId, paper, now()),
    unsave: (actorId, paper) => store.unsave(actorId, paper),
    saved: (actorId) => store.saved(actorId),

    async why(paper, { conversation, actorId }) {
      const records = await store.deliveriesIn([conversation, personConversation(actorId)], paper.id);
      const rules = await rulesOf(
        store,
        records.map(({ delivery }) => delivery),
      );
      return whyEvents({
        arrivals: await store.arrivalsOf(paper.id),
        records,
        rules: await store.rules(conversation),
        ruleOf: (id) => rules.get(id),
        now: now(),
      });
    },

    async digestPapers(id, { conversation, actorId }) {
      const post = await store.post(id);
      if (post === undefined || post.body.type !== 'digest') return [];
      // What a person was told alone is theirs, wherever they press its button; nobody else's, though its key can be guessed.
      if (post.conversation !== conversation && personOf(post.conversation) !== actorId) return [];
      const deliveries = await store.deliveriesOf(id);
      return deliveries.map((delivery) => ({ paper: delivery.paperId, reasons: reasonsOf(delivery) }));
    },

    silence: async () => (source === undefined ? { type: 'no-sources' } : source.standing()),
  };
  return { announcements, matcher };
}
