import { randomUUID } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import type { CommandRequest, Dispatch, Suggest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Logger } from '../../src/logger.ts';
import { paragraph, reply } from '../../src/reply/build.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Access, Installation } from './access.ts';
import type { ButtonOptions } from './buttons.ts';
import { createDirectRooms, type DirectRooms } from './direct-rooms.ts';
import { adviceTo, describeError, isDeadToken } from './errors.ts';
import { renderMessage, type SlackMessage } from './render.ts';
import { createRights } from './rights.ts';
import { patiently, type Response, respond } from './web.ts';

/** What every listener works with: the core's functions, and the ways to answer. */
export type Desk = {
  readonly config: SlackConfig;
  readonly installation: Installation;
  readonly definitions: readonly CommandDefinition[];
  readonly access: Access;
  readonly suggest: Suggest;
  readonly logger: Logger;
  ask(request: CommandRequest): Promise<Reply>;
  render(reply: Reply, buttons?: Omit<ButtonOptions, 'definitions'>): SlackMessage;
  /** A sentence as a message. */
  say(sentence: string): SlackMessage;
  /** Calls a method of the Web API; waits where Slack asks for it. */
  call<Result>(method: (web: webApi.WebClient) => Promise<Result>): Promise<Result>;
  /** See direct-rooms.ts. */
  readonly directRoom: DirectRooms;
  respond(url: string, response: Response): Promise<void>;
  /**
   * Does the work of a listener that has acknowledged. Whatever fails is logged under a reference, which `tell` shows to
   * whoever asked; never rejects.
   */
  work(job: () => Promise<void>, tell: (sentence: SlackMessage) => Promise<unknown>): Promise<void>;
};

export type DeskParts = Pick<
  Desk,
  'config' | 'installation' | 'definitions' | 'access' | 'suggest' | 'logger'
> & {
  readonly dispatch: Dispatch;
  readonly web: webApi.WebClient;
  readonly callWithinMs: number;
  /** Aborted when the adapter stops: nobody waits for a rate limit then. */
  readonly signal: AbortSignal;
  /** Called when Slack says that the token is worth nothing any more. */
  readonly onDeadToken: (reason: string) => void;
};

export function createDesk({ dispatch, web, callWithinMs, signal, onDeadToken, ...parts }: DeskParts): Desk {
  const { definitions, logger } = parts;
  const withRights = createRights({ web, definitions, logger, now: Date.now });
  const render: Desk['render'] = (made, buttons = {}) => renderMessage(made, { definitions, ...buttons });
  const say: Desk['say'] = (sentence) =>
    render(reply({ kind: 'notice', answered: false, blocks: [paragraph(sentence)] }));

  async function failed(error: unknown, tell: (sentence: SlackMessage) => Promise<unknown>): Promise<void> {
    const reference = randomUUID().slice(0, 8);
    logger.error(
      { err: error, reference, reason: describeError(error) },
      'A reply could not be given in Slack',
    );
    if (isDeadToken(error)) return onDeadToken(describeError(error));
    const sentence =
      adviceTo(error) ?? `Something went wrong here, not with your question. Reference: ${reference}`;
    await tell(say(sentence)).catch((again: unknown) => {
      logger.warn({ reference, reason: describeError(again) }, 'Nor could it be said in Slack');
    });
  }

  return {
    ...parts,
    ask: async (request) => dispatch(await withRights(request)),
    render,
    say,
    call: (method) => patiently(() => method(web), signal),
    directRoom: createDirectRooms({ open: (user) => web.conversations.open({ users: user }), logger }),
    respond: (url, response) => patiently(() => respond(url, response, callWithinMs), signal),
    work: (job, tell) => job().catch((error: unknown) => failed(error, tell)),
  };
}

/** A message for a `response_url`: seen by who asked only, below what is there. */
export function privately(message: SlackMessage, thread?: string): Response {
  return responseOf(message, { isPublic: false, replaces: false, thread });
}

export function responseOf(
  { text, blocks }: SlackMessage,
  { isPublic, replaces, thread }: { isPublic: boolean; replaces: boolean; thread?: string | undefined },
): Response {
  return {
    text,
    blocks,
    response_type: isPublic ? 'in_channel' : 'ephemeral',
    replace_original: replaces,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...NO_PREVIEWS,
  };
}

/** A link is no request for a picture of its page. */
export const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;
