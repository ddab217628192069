import type { CommandRequest, Dispatch, Inbox, OnGone, OnPresent, Suggest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import type { DiscordConfig } from '../../src/config.ts';
import type { Logger } from '../../src/logger.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { type Access, accessTo, type Membership, type Place, REFUSALS, type Refusal } from './access.ts';
import { loggable } from './errors.ts';
import type { HandledOnce } from './handled-once.ts';
import { sentence } from './responder.ts';
import type { Work } from './work.ts';

/** Everything that the bot needs from the outside. */
export type DiscordParts = {
  readonly config: DiscordConfig;
  readonly dispatch: Dispatch;
  readonly suggest: Suggest;
  readonly definitions: readonly CommandDefinition[];
  readonly inbox: Inbox;
  readonly logger: Logger;
  readonly onGone?: OnGone;
  /** Told of servers only: direct conversations belong to none. */
  readonly onPresent?: OnPresent;
};

/** How long things may take, in milliseconds. */
export type Timing = {
  /** Until nobody can be answered any more. */
  readonly answerWithinMs: number;
  readonly completeWithinMs: number;
  /** How long a connection must have held for earlier breaks to be forgotten. */
  readonly stableAfterMs: number;
};

/** What all handlers share. */
export type Desk = DiscordParts & {
  readonly timing: Timing;
  readonly work: Work;
  readonly handledOnce: HandledOnce;
  readonly membership: Membership;
};

const TOO_LONG = 'That took too long, and Discord waits no longer. Please ask again, perhaps in fewer words.';

/** Asks core; a sentence where the answer would come when Discord no longer takes it. */
export async function answerTo(request: CommandRequest, { dispatch, timing }: Desk): Promise<Reply> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => {
      controller.abort();
      resolve({ ...sentence(TOO_LONG), kind: 'error' });
    }, timing.answerWithinMs);
  });
  try {
    return await Promise.race([dispatch(request, { signal: controller.signal }), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** False for what only says why there is no answer: nobody else needs to see that. */
export function isAnswer({ kind }: Reply): boolean {
  return kind !== 'error' && kind !== 'notice';
}

export function refuse(refusal: Refusal): Reply {
  return sentence(REFUSALS[refusal]);
}

/** What is known at once. */
export function accessAt(place: Place, { config }: Desk): Access {
  return accessTo(place, config);
}

/** Why somebody is not answered; asks Discord where that depends on who it is. */
export async function refusalAt(
  access: Access,
  { userId }: Place,
  { membership, logger }: Desk,
): Promise<Refusal | undefined> {
  if (access === 'allowed') return undefined;
  if (access !== 'members') return access;
  try {
    return (await membership(userId)) ? undefined : 'person';
  } catch (error) {
    logger.warn({ error: loggable(error) }, "Discord did not say whether somebody is in the lab's servers");
    return 'unknown';
  }
}
