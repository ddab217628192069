import { z } from 'zod';
import type { ConversationId } from '../../src/conversation.ts';
import type { Logger } from '../../src/logger.ts';
import { describeError } from './errors.ts';
import { conversationOf } from './request.ts';

/** The direct conversation of a person who acts in a window, so that what is followed there and in messages to the bot is the same. */

const Opened = z.object({ channel: z.object({ id: z.string() }) });
const MAX_REMEMBERED = 1000;

/** Undefined where Slack does not say it, as without the permission im:write. Never rejects; what Slack has said is not asked again. */
export type DirectRooms = (team: string, user: string) => Promise<ConversationId | undefined>;

export type DirectRoomParts = {
  /** Calls `conversations.open`. */
  readonly open: (user: string) => Promise<unknown>;
  readonly logger: Logger;
};

export function createDirectRooms({ open, logger }: DirectRoomParts): DirectRooms {
  const known = new Map<string, Promise<ConversationId | undefined>>();

  async function ask(team: string, user: string): Promise<ConversationId | undefined> {
    try {
      return conversationOf({ team, channel: Opened.parse(await open(user)).channel.id });
    } catch (error) {
      logger.info({ reason: describeError(error) }, 'Slack did not name the direct conversation of a person');
      return undefined;
    }
  }

  return (team, user) => {
    const answer = known.get(user) ?? ask(team, user);
    known.delete(user);
    known.set(user, answer);
    void answer.then((room) => room ?? known.delete(user));
    const [oldest] = known.keys();
    if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
