import type { PostResult } from '../src/adapter.ts';
import type { Announcements, Gap, Outlook, Silence, WhyEvent } from '../src/announcements/announcements.ts';
import { type Rule, RuleId } from '../src/announcements/rule.ts';
import { nextSlot } from '../src/announcements/slots.ts';
import { subjectAsTyped } from '../src/announcements/subject-words.ts';
import type { ConversationId } from '../src/conversation.ts';
import { UserError } from '../src/errors.ts';
import type { PaperId } from '../src/paper.ts';

/** Announcements that keep what they are told, and tell what they are set to: for what commands say, not for what is delivered. */

export type World = {
  outlook: Outlook;
  gap: Gap;
  silence: Silence | undefined;
  sampled: PostResult;
  /** What is told to whoever may not be posted to. */
  remedy: string | undefined;
  readonly why: WhyEvent[];
  readonly digests: Map<string, { readonly paper: PaperId; readonly reasons: readonly string[] }[]>;
};

export function announcementsInMemory(now: () => Date) {
  const rules: Rule[] = [];
  const saved = new Map<string, PaperId[]>();
  const world: World = {
    outlook: { papersADay: 2.4, days: 30, askedOf: 'arXiv' },
    gap: undefined,
    silence: undefined,
    sampled: { outcome: 'sent', messageRef: 'sample' },
    remedy: undefined,
    why: [],
    digests: new Map(),
  };

  function replace(conversation: ConversationId, id: RuleId, change: Partial<Rule>): Rule {
    const at = rules.findIndex((rule) => rule.id === id && rule.conversation === conversation);
    const rule = rules[at];
    if (rule === undefined) throw new UserError(`There is no ${id} here. See /following.`);
    const next = { ...rule, ...change };
    rules[at] = next;
    return next;
  }

  const announcements: Announcements = {
    async follow({ conversation, isDirect, actor, subject, schedule, timeZone = 'UTC' }) {
      if (world.remedy !== undefined) throw new UserError(world.remedy);
      const key = subjectAsTyped(subject);
      const same = rules.find(
        (rule) =>
          rule.conversation === conversation &&
          rule.status !== 'removed' &&
          subjectAsTyped(rule.subject) === key,
      );
      if (same !== undefined) {
        const rule = replace(conversation, same.id, {
          schedule,
          timeZone,
          status: 'active',
          reason: undefined,
        });
        return { rule, isNew: false, first: nextSlot(rule, now()) };
      }
      const rule: Rule = {
        id: RuleId.parse(`r${rules.length + 1}`),
        conversation,
        isDirect,
        ownerId: actor.id,
        ownerName: actor.name,
        subject,
        schedule,
        timeZone,
        since: now(),
        status: 'active',
      };
      rules.push(rule);
      return { rule, isNew: true, first: nextSlot(rule, now()) };
    },
    outlook: async () => world.outlook,
    gap: async () => world.gap,
    next: (rule) => (rule.status === 'active' ? nextSlot(rule, now()) : undefined),
    following: async (conversation) =>
      rules.filter((rule) => rule.conversation === conversation && rule.status !== 'removed'),
    unfollow: async (conversation, id) => replace(conversation, id, { status: 'removed' }),
    refollow: async (conversation, id) => replace(conversation, id, { status: 'active' }),
    resume: async (conversation, id) => replace(conversation, id, { status: 'active', reason: undefined }),
    sample: async () => world.sampled,
    canPost: async () =>
      world.remedy === undefined ? { canPost: true } : { canPost: false, remedy: world.remedy },
    async save(actorId, paper) {
      const own = saved.get(actorId) ?? [];
      if (own.includes(paper)) return false;
      saved.set(actorId, [paper, ...own]);
      return true;
    },
    async unsave(actorId, paper) {
      const own = saved.get(actorId) ?? [];
      saved.set(
        actorId,
        own.filter((id) => id !== paper),
      );
      return own.includes(paper);
    },
    saved: async (actorId) => saved.get(actorId) ?? [],
    why: async () => world.why,
    digestPapers: async (post) => world.digests.get(post) ?? [],
    silence: async () => world.silence,
  };
  /** Stops a rule, as a channel that takes nothing any more does. */
  const pause = (conversation: ConversationId, id: RuleId, reason: string) =>
    replace(conversation, id, { status: 'paused', reason });
  return { announcements, world, pause };
}
