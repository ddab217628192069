import type { Actor, PostingRight, PostResult } from '../adapter.ts';
import type { ConversationId } from '../conversation.ts';
import type { ArrivalKind } from '../library/arrival.ts';
import type { Paper, PaperId } from '../paper.ts';
import type { Rule, RuleId, Schedule, Subject } from './rule.ts';

export type FollowRequest = {
  readonly conversation: ConversationId;
  readonly isDirect: boolean;
  readonly actor: Actor;
  readonly subject: Subject;
  readonly schedule: Schedule;
  /** IANA name; default: the configuration's TIME_ZONE. Throws UserError on an unknown one. */
  readonly timeZone?: string;
};

export type Followed = {
  readonly rule: Rule;
  /** False: this conversation followed the same already; its schedule and zone are replaced. */
  readonly isNew: boolean;
  /** The first time something can be told; undefined for at-once. */
  readonly first: Date | undefined;
};

/** Papers a day of the last 30 days; undefined where the source cannot be asked. */
export type Outlook =
  | { readonly papersADay: number; readonly days: number; readonly askedOf: string }
  | undefined;

/** What of a subject arXiv is read for; undefined where everything is. */
export type Gap =
  /** No source is asked for new papers. */
  | { readonly type: 'no-source' }
  /** There are enough categories already. */
  | { readonly type: 'unread'; readonly categories: readonly string[]; readonly mostCategories: number }
  /** The configuration lets only some papers in. */
  | { readonly type: 'filtered' }
  | undefined;

/** Why a paper was, will be, or was not announced to a conversation: oldest first. */
export type WhyEvent =
  | { readonly type: 'arrived'; readonly at: Date; readonly source: string; readonly kind: ArrivalKind }
  | {
      readonly type: 'announced';
      readonly at: Date;
      readonly rule: Rule;
      readonly reasons: readonly string[];
    }
  | {
      readonly type: 'waiting';
      readonly due: Date | undefined;
      readonly rule: Rule;
      readonly reasons: readonly string[];
    }
  /** In words: baseline, before the rule began, the rule is paused, no rule matched, the post is unknown. */
  | { readonly type: 'held-back'; readonly because: string };

/** Why nothing new has been told lately. */
export type Silence =
  | { readonly type: 'no-sources' }
  | { readonly type: 'no-announcement-today'; readonly because: 'weekend' | 'holiday'; readonly next: Date }
  | { readonly type: 'not-out-yet'; readonly expected: Date }
  | { readonly type: 'stale'; readonly source: string; readonly lastNew: Date | undefined }
  | { readonly type: 'failing'; readonly source: string; readonly since: Date; readonly reason: string };

export type Announcements = {
  /** Throws UserError: no posting right (its remedy), an unknown time zone, too many rules here (50). */
  follow(request: FollowRequest): Promise<Followed>;
  outlook(subject: Subject, signal?: AbortSignal): Promise<Outlook>;
  /** What keeps papers of a subject that is followed from being seen at all. */
  gap(subject: Subject): Promise<Gap>;
  /** The next time at which a rule can tell something; undefined for at-once and for a paused one. */
  next(rule: Rule): Date | undefined;
  /** Active and paused rules of a conversation, oldest first. */
  following(conversation: ConversationId): Promise<readonly Rule[]>;
  /** Throws UserError where this conversation has no such rule. */
  unfollow(conversation: ConversationId, id: RuleId): Promise<Rule>;
  /** Takes an unfollow back; whatever arrived in between is told too. */
  refollow(conversation: ConversationId, id: RuleId): Promise<Rule>;
  resume(conversation: ConversationId, id: RuleId): Promise<Rule>;
  /** Posts what the rule would have told of papers held now, labelled a sample; the ledger does not know of it. */
  sample(conversation: ConversationId, id: RuleId): Promise<PostResult>;
  canPost(conversation: ConversationId): Promise<PostingRight>;
  save(actorId: string, paper: PaperId): Promise<boolean>;
  unsave(actorId: string, paper: PaperId): Promise<boolean>;
  saved(actorId: string): Promise<readonly PaperId[]>;
  why(
    paper: Paper,
    side: { readonly conversation: ConversationId; readonly actorId: string },
  ): Promise<readonly WhyEvent[]>;
  /** The papers of a digest that was posted, in its order, so that "and 12 more" can show the rest. */
  digestPapers(
    post: string,
    side: { readonly conversation: ConversationId; readonly actorId: string },
  ): Promise<readonly { readonly paper: PaperId; readonly reasons: readonly string[] }[]>;
  /** undefined where news have come as expected. */
  silence(): Promise<Silence | undefined>;
};
