import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { ReadBack } from '../../src/adapter.ts';
import { describeError, slackErrorOf } from './errors.ts';
import { hasMarker, Marked } from './post-marker.ts';

/** Looking for a post in what a channel or a thread says by now. */

const PAGE = 200;
const MAX_PAGES = 10;
/** How far the clocks here and at Slack may differ. */
const CLOCKS_DIFFER_S = 300;
/** A clock that was ahead and was set right since says too late a time of what was posted: so far back it is looked for too. */
const WRONG_CLOCK_S = 24 * 60 * 60;

const Page = z.object({
  messages: z.array(Marked).default([]),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

export type HistoryQuestion = {
  readonly channel: string;
  /** `ts` of the message that the thread belongs to. */
  readonly thread?: string | undefined;
  readonly key: string;
  readonly since: Date;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** The permission without which Slack does not show what was said in a conversation, by its kind. */
export function historyScope(channel: string): string {
  if (channel.startsWith('D')) return 'im:history';
  return channel.startsWith('G') ? 'groups:history' : 'channels:history or groups:history';
}

async function look(web: webApi.WebClient, question: HistoryQuestion): Promise<ReadBack> {
  const { channel, thread, key, since, now } = question;
  const near = Math.floor(since.getTime() / 1000) - CLOCKS_DIFFER_S;
  const oldest = String(Math.min(near, Math.floor(now / 1000) - WRONG_CLOCK_S));
  let cursor: string | undefined;
  let reached = Number.POSITIVE_INFINITY;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const range = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) };
    const answer = Page.parse(
      thread === undefined
        ? await web.conversations.history(range)
        : await web.conversations.replies({ ...range, ts: thread }),
    );
    const found = answer.messages.find((message) => hasMarker(message, key));
    if (found !== undefined) return { found: 'yes', messageRef: found.ts };
    const last = answer.messages.at(-1);
    if (last !== undefined) reached = Number(last.ts);
    cursor = answer.response_metadata?.next_cursor;
    if (!answer.has_more || !cursor) return { found: 'no' };
  }
  // Of a channel the newest comes first. What was said before must not keep a busy one from its posts, unless the time is known to be wrong.
  if (thread === undefined && since.getTime() <= now && reached < near) return { found: 'no' };
  return { found: 'unreadable', reason: 'too much was written in the channel since then' };
}

export type SlackReadBack = ReadBack & {
  /** Of what is unreadable: whether it stays so until somebody changes something. */
  readonly isFinal?: boolean;
};

/** Refusals that time does not mend. */
const FINAL = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'no_permission',
  'access_denied',
]);

/** Never rejects. */
export async function readBackPost(web: webApi.WebClient, question: HistoryQuestion): Promise<SlackReadBack> {
  try {
    return await look(web, question);
  } catch (error) {
    const name = slackErrorOf(error) ?? '';
    // Nothing was ever said in a thread that is not there.
    if (name === 'thread_not_found') return { found: 'no' };
    const reason =
      name === 'missing_scope'
        ? `the permission ${historyScope(question.channel)} is missing`
        : `the history was not given: ${describeError(error)}`;
    return { found: 'unreadable', reason, isFinal: FINAL.has(name) };
  }
}
