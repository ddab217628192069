import type { CommandRequest } from '../../src/adapter.ts';
import { type Rule, RuleId } from '../../src/announcements/rule.ts';
import { encodeConversation } from '../../src/conversation.ts';
import type { Paper } from '../../src/paper.ts';
import type { dispatchOver } from '../dispatch-over.ts';

/** A channel in which something was announced, for the lines about following. */

export const FOLLOWING_CHANNEL: Pick<CommandRequest, 'actor' | 'conversation' | 'isDirect'> = {
  actor: { id: 'terminal:preview', name: 'Ada', mayManage: true },
  conversation: encodeConversation('terminal', ['following']),
  isDirect: false,
};

/** The rule that `/follow lab` makes as the first. */
const LAB: Rule = {
  id: RuleId.parse('r1'),
  conversation: FOLLOWING_CHANNEL.conversation,
  isDirect: false,
  ownerId: FOLLOWING_CHANNEL.actor.id,
  ownerName: FOLLOWING_CHANNEL.actor.name,
  subject: { type: 'lab' },
  schedule: { type: 'daily', time: '09:00' },
  timeZone: 'UTC',
  since: new Date('2026-06-01T00:00:00Z'),
  status: 'active',
};

/** Lets the channel have a digest, and a history of a paper; no announcement today. */
export function tellOfAnnouncements(
  { world }: Pick<Awaited<ReturnType<typeof dispatchOver>>, 'world'>,
  papers: readonly Paper[],
): void {
  world.silence = {
    type: 'no-announcement-today',
    because: 'holiday',
    next: new Date('2026-07-06T00:00:00Z'),
  };
  world.digests.set(
    'example',
    papers.slice(0, 10).map(({ id, authors }) => ({ paper: id, reasons: [`by ${authors[0]?.name}`] })),
  );
  world.why.push(
    { type: 'arrived', at: new Date('2026-06-29T00:10:00Z'), source: 'arxiv', kind: 'new' },
    {
      type: 'announced',
      at: new Date('2026-06-29T09:00:00Z'),
      rule: LAB,
      reasons: [`by ${papers[0]?.authors[0]?.name}`, 'near to the library'],
    },
    { type: 'arrived', at: new Date('2026-06-30T00:10:00Z'), source: 'arxiv', kind: 'version' },
    { type: 'held-back', because: 'a new version is told only to those who saved the paper' },
  );
}
