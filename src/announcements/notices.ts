import type { Clock } from '../schedule/clock.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { type Post, personConversation } from './post.ts';
import type { Rule } from './rule.ts';

/** What the bot tells of itself, each to whom it concerns and once: by a post of its own, so that a crash neither loses nor repeats it. */

export type NoticeParts = {
  readonly store: Pick<AnnouncementStore, 'note'>;
  /** Ids of actors who are told what nobody else has to know. */
  readonly adminUsers: readonly string[];
  readonly clock: Clock;
};

export type Notices = {
  unknown(post: Post, reason: string): Promise<void>;
  rejected(post: Post, reason: string): Promise<void>;
  paused(rule: Rule, reason: string): Promise<void>;
  /** To the admins, once for each `key`. */
  toAdmins(key: string, lines: readonly string[]): Promise<void>;
};

const LOOK = 'npm run doctor lists it.';

export function createNotices({ store, adminUsers, clock }: NoticeParts): Notices {
  async function toAdmins(key: string, lines: readonly string[]): Promise<void> {
    for (const admin of adminUsers) await store.note(personConversation(admin), key, lines, clock.now());
  }

  return {
    toAdmins,

    unknown: (post, reason) =>
      // A notice of which nobody knows is not worth another one.
      post.body.type !== 'digest'
        ? Promise.resolve()
        : toAdmins(`unknown ${post.id}`, [
            `A digest for ${post.conversation} may stand there or not: ${reason}.`,
            `Please look there. It is not posted again, so that nobody reads it twice. ${LOOK}`,
          ]),

    rejected: (post, reason) =>
      toAdmins(`rejected ${post.id}`, [
        `A digest for ${post.conversation} was refused: ${reason}.`,
        `Its papers are held back. ${LOOK}`,
      ]),

    async paused(rule, reason) {
      const lines = [
        `What you follow in ${rule.conversation} is paused: ${reason}.`,
        'Invite me there again, then write /following there and press Resume; what came meanwhile is told then.',
      ];
      const slot = `paused ${rule.id} ${clock.now().toISOString().slice(0, 10)}`;
      // Whoever made it may have been forgotten since.
      const owners = rule.ownerName === '' ? adminUsers : [rule.ownerId];
      for (const owner of owners) await store.note(personConversation(owner), slot, lines, clock.now());
    },
  };
}
