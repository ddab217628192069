import { ChannelType, type REST, Routes, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { ReadBack } from '../../src/adapter.ts';
import { loggable } from './errors.ts';
import { hasMarker, type MarkedComponent } from './post-marker.ts';
import { fetchChannel, fetchPermissions, lacking } from './posting-right.ts';

/** Looking for a post in what a channel says by now. */

const PAGE = 100;
const MAX_PAGES = 20;
/** How far the clocks here and at Discord may differ. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** A clock that was ahead and was set right since says too late a time of what was posted: so far back it is looked for too. */
const WRONG_CLOCK_MS = 24 * 60 * 60_000;
const TOO_MUCH = 'too much was written in the channel since then';

const Component: z.ZodType<MarkedComponent> = z.lazy(() =>
  z.object({ id: z.number().optional(), components: z.array(Component).optional() }),
);
const Messages = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    components: z.array(Component).default([]),
  }),
);

/** Without the permission to read history Discord answers with an empty list, which would mean that nothing was posted. */
async function mayRead(rest: REST, botId: string, channelId: string): Promise<boolean> {
  const channel = await fetchChannel(rest, channelId);
  if (channel.type === ChannelType.DM) return true;
  return !lacking(channel, await fetchPermissions(rest, botId, channel)).includes('Read Message History');
}

/** Ids of Discord begin with the time of their making. */
function firstIdAt(ms: number): string {
  return String((BigInt(ms) - SnowflakeUtil.epoch) << 22n);
}

type Parts = {
  readonly rest: REST;
  /** Of the bot's own user, who wrote the post. */
  readonly botId: string;
  readonly now: () => number;
};

async function look(
  { rest, botId }: Parts,
  channelId: string,
  key: string,
  sinceMs: number,
): Promise<ReadBack> {
  let after = firstIdAt(sinceMs);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const messages = Messages.parse(await rest.get(Routes.channelMessages(channelId), { query }));
    const found = messages.find(
      ({ author, components }) => author.id === botId && hasMarker(components, key),
    );
    if (found !== undefined) return { found: 'yes', messageRef: found.id };
    if (messages.length === 0 && page === 0 && !(await mayRead(rest, botId, channelId)))
      return { found: 'unreadable', reason: 'the permission "Read Message History" is missing' };
    const [newest] = messages;
    if (messages.length < PAGE || newest === undefined) return { found: 'no' };
    after = newest.id;
  }
  return { found: 'unreadable', reason: TOO_MUCH };
}

async function lookFarther(parts: Parts, channelId: string, key: string, since: Date): Promise<ReadBack> {
  const nearMs = since.getTime() - CLOCKS_DIFFER_MS;
  const farMs = parts.now() - WRONG_CLOCK_MS;
  const near = await look(parts, channelId, key, nearMs);
  if (near.found !== 'no' || farMs >= nearMs) return near;
  const far = await look(parts, channelId, key, farMs);
  // What was said before must not keep a busy channel from its posts, unless the time is known to be wrong.
  const isTooMuch = far.found === 'unreadable' && far.reason === TOO_MUCH;
  return isTooMuch && since.getTime() <= parts.now() ? near : far;
}

/** Never rejects. */
export async function readBackPost(
  parts: Parts,
  channelId: string,
  key: string,
  since: Date,
): Promise<ReadBack> {
  try {
    return await lookFarther(parts, channelId, key, since);
  } catch (error) {
    const { name, status, code } = loggable(error);
    const what = [status ?? name, code].filter((part) => part !== undefined).join(' ');
    return { found: 'unreadable', reason: `the history was not given (${what})` };
  }
}
