import type { Clock } from '../schedule/clock.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import type { Silence } from './announcements.ts';
import { createNotices } from './notices.ts';
import { personConversation } from './post.ts';
import { silenceInWords } from './silence-words.ts';

/**
 * Tells the admins when a source has fallen silent although it should speak, and when it speaks again: each once. A quiet day and
 * papers that are not out yet are told only to those who ask.
 */

export type SilenceParts = {
  readonly store: Pick<AnnouncementStore, 'rules' | 'note' | 'lastNotice'>;
  readonly adminUsers: readonly string[];
  /** Why there is nothing new; undefined where news have come as expected. */
  readonly standing: () => Promise<Silence | undefined>;
  /** IANA name, for the times in the notices. */
  readonly timeZone: string;
  readonly clock: Clock;
};

type Trouble = Extract<Silence, { readonly type: 'stale' | 'failing' }>;

/** Slots of these notices begin so; the last one to an admin tells whether an episode goes on. */
const SILENCE = 'silence';
const STARTS = { stale: `${SILENCE} stale `, failing: `${SILENCE} failing ` } as const;

const OVER = {
  stale: 'arXiv has told something new again.',
  failing: 'arXiv can be read again; what came meanwhile is announced at the usual times.',
} as const;

function slotOf(trouble: Trouble): string {
  const since = trouble.type === 'failing' ? trouble.since : trouble.lastNew;
  return `${STARTS[trouble.type]}${trouble.source} ${since?.toISOString() ?? 'ever'}`;
}

function isTrouble(silence: Silence | undefined): silence is Trouble {
  return silence?.type === 'stale' || silence?.type === 'failing';
}

/** What an admin was told last and nothing has ended yet. */
function openEpisode(slot: string | undefined): Trouble['type'] | undefined {
  if (slot?.startsWith(STARTS.stale)) return 'stale';
  return slot?.startsWith(STARTS.failing) ? 'failing' : undefined;
}

/** A source that answers is no longer failing; one that was stale is so until something new has come. */
function isOver(episode: Trouble['type'], silence: Silence | undefined): boolean {
  if (silence === undefined) return true;
  return episode === 'failing' && silence.type !== 'no-sources';
}

export function createSilenceWatch(parts: SilenceParts): { readonly check: () => Promise<void> } {
  const { store, adminUsers, standing, timeZone, clock } = parts;

  async function tell(admin: string, silence: Silence | undefined): Promise<void> {
    const last = await store.lastNotice(personConversation(admin), `${SILENCE} `);
    const episode = openEpisode(last?.slot);
    const { toAdmins } = createNotices({ store, adminUsers: [admin], clock });
    if (isTrouble(silence)) {
      // Of one outage the beginning may look later when a part of it has ended.
      if (silence.type === episode) return;
      await toAdmins(slotOf(silence), [silenceInWords(silence, { now: clock.now(), timeZone })]);
    } else if (episode !== undefined && isOver(episode, silence)) {
      await toAdmins(`${SILENCE} over ${last?.slot}`, [OVER[episode]]);
    }
  }

  return {
    async check() {
      if (adminUsers.length === 0) return;
      const rules = await store.rules();
      // A terminal follows whatever others have brought: nobody waits there.
      const isFollowed = rules.some(
        ({ status, subject }) => status === 'active' && subject.type !== 'everything',
      );
      if (!isFollowed) return;
      const silence = await standing();
      for (const admin of adminUsers) await tell(admin, silence);
    },
  };
}
