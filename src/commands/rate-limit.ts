import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Dispatch } from '../adapter.ts';
import { paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';

const WINDOW_SECONDS = 60;

export type RateLimits = {
  /** Requests of one person in a minute, wherever they ask. */
  readonly personPerMinute: number;
  /** Requests in one conversation in a minute, by all together. */
  readonly channelPerMinute: number;
};

/** Whole seconds until `key` may ask again; undefined where it may now. */
async function secondsToWait(limiter: RateLimiterAbstract, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}

function pleaseWait(who: string, limit: number, seconds: number): Reply {
  const message = `${who} asked ${limit} times within a minute, which is as much as I take. Please go on in ${seconds} seconds.`;
  return reply({ kind: 'error', answered: false, blocks: [paragraph(message)] });
}

/** A dispatch that answers each person and each conversation only so often, and says when it goes on. */
export function limitRate(dispatch: Dispatch, { personPerMinute, channelPerMinute }: RateLimits): Dispatch {
  const person = new RateLimiterMemory({ points: personPerMinute, duration: WINDOW_SECONDS });
  const channel = new RateLimiterMemory({ points: channelPerMinute, duration: WINDOW_SECONDS });
  return async (request, options) => {
    const own = await secondsToWait(person, request.actor.id);
    if (own !== undefined) return pleaseWait('You have', personPerMinute, own);
    const shared = await secondsToWait(channel, request.conversation);
    if (shared !== undefined) return pleaseWait('This channel has', channelPerMinute, shared);
    return dispatch(request, options);
  };
}
