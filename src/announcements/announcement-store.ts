import type { ConversationId } from '../conversation.ts';
import type { Arrival } from '../library/arrival.ts';
import type { PaperId } from '../paper.ts';
import type { DeliveryWithReasons, Lease, Post, PostBody } from './post.ts';
import type { Rule, RuleId } from './rule.ts';

/** What announcements need of a store; implemented in `src/store`, held to `test/contracts/announcement-store.ts`. */

export type NewRule = Omit<Rule, 'id' | 'since' | 'status' | 'reason' | 'lastDate'>;

/** A paper that a rule takes, or (without a rule) that a person saved. */
export type Match = {
  readonly conversation: ConversationId;
  readonly ruleId?: RuleId;
  readonly reasons: readonly string[];
  readonly rank: number;
};

export type RuleStore = {
  /**
   * Begins a rule; what arrives from now on is for it. Where the conversation follows the same already (`subjectKey`), that rule
   * gets the schedule and the zone, and goes on where it was paused.
   */
  follow(
    rule: NewRule,
    subjectKey: string,
    at: Date,
  ): Promise<{ readonly rule: Rule; readonly isNew: boolean }>;
  /** Those that were not removed, oldest first; of one conversation or of all. */
  rules(conversation?: ConversationId): Promise<readonly Rule[]>;
  /** Whether a conversation follows that, or ever did: who has ended it does not want it again. */
  wasFollowed(conversation: ConversationId, subjectKey: string): Promise<boolean>;
  /** Whatever its status. */
  rule(id: RuleId): Promise<Rule | undefined>;
  /** Undefined where there is no such rule, or where its conversation follows the same by another one. */
  setStatus(id: RuleId, status: Rule['status'], reason?: string): Promise<Rule | undefined>;
  /** The last arrival that a removed rule was matched with: what came after it was not. */
  removedAfter(id: RuleId): Promise<number>;
};

export type MatchStore = {
  /** Arrivals of which it is not decided yet who is told, oldest first. */
  unmatched(limit: number): Promise<readonly Arrival[]>;
  /**
   * One transaction: makes the deliveries, where there is none yet of that paper and kind (for `new` and `cross`: of either; for
   * `version`: of that one or a later one), and takes the arrival as matched. What still waits of an earlier version is told by what
   * came after it. Rules that were removed, or began after it, take nothing. False where it was matched already.
   */
  match(arrival: Arrival, matches: readonly Match[], at: Date): Promise<boolean>;
  /** The same for one rule that takes an arrival later, since its removal was taken back. */
  matchLater(arrival: Arrival, match: Match): Promise<void>;
  /** Conversations that were told of a paper, and the rules by which. */
  toldOf(
    paper: PaperId,
  ): Promise<readonly { readonly conversation: ConversationId; readonly rules: readonly RuleId[] }[]>;
  save(actorId: string, paper: PaperId, at: Date): Promise<boolean>;
  unsave(actorId: string, paper: PaperId): Promise<boolean>;
  /** Newest first. */
  saved(actorId: string): Promise<readonly PaperId[]>;
  /** Who saved a paper. */
  savers(paper: PaperId): Promise<readonly string[]>;
};

export type PostPlan = {
  readonly conversation: ConversationId;
  readonly slot: string;
  readonly body: PostBody;
  /** In their order; none for a notice. */
  readonly deliveries: readonly DeliveryWithReasons[];
};

export type Times = { readonly now: Date; readonly until: Date };

export type PostStore = {
  /** Deliveries that wait for a post, of active rules and of what persons saved. */
  pending(): Promise<readonly DeliveryWithReasons[]>;
  /**
   * One transaction: makes the post of a slot with those deliveries that still wait, and leases it. Undefined where the slot has its
   * post already, where no delivery waits any more, or where the rules were taken back.
   */
  claim(plan: PostPlan, times: Times): Promise<Lease | undefined>;
  /** Makes a notice to be posted; without effect where that slot was made already. */
  note(conversation: ConversationId, slot: string, lines: readonly string[], at: Date): Promise<void>;
  /** Posts whose time to be tried has come: planned ones, and those whose lease has run out. */
  due(now: Date): Promise<readonly Post[]>;
  /** When the next of them is due, of those that are due later than `after`; default: of all. */
  nextDue(after?: Date): Promise<Date | undefined>;
  /** Undefined where somebody else has it, or it is done. */
  lease(id: string, times: Times): Promise<Lease | undefined>;
  /**
   * What became of a leased post; each is false, and changes nothing, where somebody else has taken it since. `sent` tells its
   * deliveries and plans what stands in its thread, in the same transaction.
   */
  sent(lease: Lease, messageRef: string, at: Date, thread?: PostBody): Promise<boolean>;
  /** To be tried again: nobody knows whether it stands there, but that can be found out; or it is planned for then. */
  postpone(lease: Lease, until: Date, reason: string): Promise<boolean>;
  /** Held until somebody looks; `until` is when it is looked for again. */
  unknown(lease: Lease, until: Date, reason: string): Promise<boolean>;
  rejected(lease: Lease, reason: string): Promise<boolean>;
  /** It surely stands nowhere: its deliveries wait again, for whatever post comes next. */
  release(lease: Lease): Promise<boolean>;
  /** No post in a conversation before that time. */
  pause(conversation: ConversationId, until: Date): Promise<void>;
  pauses(now: Date): Promise<ReadonlyMap<ConversationId, Date>>;
  post(id: string): Promise<Post | undefined>;
  /** A post's deliveries in their order. */
  deliveriesOf(post: string): Promise<readonly DeliveryWithReasons[]>;
};

/** What became of a paper in some conversations. */
export type DeliveryRecord = {
  readonly delivery: DeliveryWithReasons;
  readonly post: Post | undefined;
};

export type RecordStore = {
  arrivalsOf(paper: PaperId): Promise<readonly Arrival[]>;
  deliveriesIn(conversations: readonly ConversationId[], paper: PaperId): Promise<readonly DeliveryRecord[]>;
  /** Posts that somebody should look after: `unknown` and `rejected`, oldest first. */
  troubles(): Promise<readonly Post[]>;
  /** The notice to a conversation that was made last, of those whose slot begins so. */
  lastNotice(conversation: ConversationId, slotPrefix: string): Promise<Post | undefined>;
};

/** How much was erased, by what it was. */
export type Erased = {
  readonly rules: number;
  readonly saved: number;
  readonly conversations: number;
  readonly posts: number;
  /** Rules of whole channels that stay, without the person's name. */
  readonly ownedElsewhere: number;
};

export type EraseStore = {
  erasePerson(actorId: string): Promise<Erased>;
  /** Everything of the conversations (and the people) whose ids begin with this. */
  erasePlaces(prefix: string): Promise<Erased>;
};

export type AnnouncementStore = RuleStore & MatchStore & PostStore & RecordStore & EraseStore;
