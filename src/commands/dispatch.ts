import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CommandRequest, Dispatch, DispatchOptions } from '../adapter.ts';
import type { Announcements } from '../announcements/announcements.ts';
import { DIGEST_HEADLINES } from '../announcements/digest.ts';
import type { Answer } from '../answers/answer.ts';
import { type AnswerContext, isEmpty, type ListedRow } from '../answers/conversation/context.ts';
import {
  type ConversationStore,
  createProcessConversations,
} from '../answers/conversation/conversation-store.ts';
import type { Engine } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Paper, PaperId } from '../paper.ts';
import { paragraph, reply } from '../reply/build.ts';
import type { CommandState, Reply } from '../reply/reply.ts';
import type { Command, CommandContext, FollowRights, Shelves } from './command.ts';
import { COMMAND_DEFINITIONS, findCommand } from './commands.ts';
import { createConversationMemory } from './conversation-memory.ts';
import { withFollowButton } from './follow/follow-button.ts';
import { rowsAfter } from './listed-rows.ts';
import { createRecentCommands, recentAfter, withWayBack } from './recent-commands.ts';
import { rememberedAfter } from './remembered.ts';
import { withSaveButton } from './saving/save-button.ts';
import { unknownCommand } from './unknown-command.ts';
import { withWholeName } from './whole-names.ts';
import { saysBack, saysUndo, yesOrNo } from './yes-or-no.ts';

export type DispatchParts = {
  readonly engine: Engine;
  readonly answer: Answer;
  /** Brings what changed in the library into the engine. */
  readonly sync: () => Promise<void>;
  /** A paper of either shelf by its id. Default: of those in the engine. */
  readonly held?: (id: PaperId) => Promise<Paper | undefined>;
  /** Brings the newest papers of the stream into the engine. Default: they are there. */
  readonly openStream?: () => Promise<void>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Default: remembers for as long as the process lives. */
  readonly conversations?: ConversationStore;
  /** Absent where the library cannot be changed. */
  readonly shelves?: Shelves | undefined;
  /** Absent where the process announces nothing. */
  readonly announcements?: Announcements | undefined;
  /** Default: members. */
  readonly followRights?: FollowRights;
  /** IANA name; default UTC. */
  readonly timeZone?: string;
  /** Default: as many as an announcement shows where nothing is configured. */
  readonly digestHeadlines?: number;
};

const MAX_INPUT = 2000;

const Request = z.object({
  command: z.string().min(1).max(60),
  args: z.record(z.string().max(60), z.string().max(MAX_INPUT)),
  page: z.int().min(1).max(100_000).optional(),
});

function errorReply(message: string): Reply {
  return reply({ kind: 'error', answered: false, blocks: [paragraph(message)] });
}

function inputLength({ command, args }: CommandRequest): number {
  return Object.entries(args).reduce(
    (length, [name, value]) => length + name.length + value.length,
    command.length,
  );
}

function leftAsItWas(): Reply {
  return reply({ kind: 'notice', blocks: [paragraph('All right, nothing was changed.')] });
}

/** The same person's request for what they have said in a word. */
function confirmed(
  { page: _, ...request }: CommandRequest,
  { command, args, page }: CommandState | NonNullable<AnswerContext['asked']>,
): CommandRequest {
  return { ...request, command, args, ...(page !== undefined && { page }) };
}

type Made = {
  readonly reply: Reply;
  readonly after: AnswerContext;
};

/** Another command in place of the one that was sent. */
async function act(state: CommandState, context: CommandContext): Promise<Reply> {
  const command = findCommand(state.command);
  if (command === undefined)
    throw new UserError(`There is no command /${state.command.slice(0, 40)}. See /help.`);
  return command.run(state.args, { ...context, typed: state.args, page: state.page ?? 1 });
}

/** What is remembered with the rows that numbers mean from now on, and what is asked to be confirmed; the same object where that is nothing new. */
function shownAfter(
  reply: Reply,
  next: AnswerContext,
  before: readonly ListedRow[] | undefined,
): AnswerContext {
  const rows = rowsAfter(reply, before);
  const isSame = rows.length === 0 || rows === next.rows;
  const { confirms } = reply;
  if (isSame && confirms === undefined) return next;
  return {
    ...next,
    ...(rows.length > 0 && { rows: [...rows] }),
    ...(confirms !== undefined && { asked: { ...confirms, args: { ...confirms.args } } }),
  };
}

/** What a refused request is told before anything reads it; undefined where it may go on. */
function refusal(request: CommandRequest): Reply | undefined {
  const length = inputLength(request);
  if (length > MAX_INPUT)
    return errorReply(`That is ${length} characters long: please ask in at most ${MAX_INPUT}.`);
  return Request.safeParse(request).success
    ? undefined
    : errorReply('That could not be read as a command. See /help.');
}

/** The road of every request, from whichever platform: refuse, catch up with the library, answer, time, log, catch. */
export function createDispatch({
  engine,
  answer,
  sync,
  held = async (id) => engine.get(id),
  openStream = async () => undefined,
  logger,
  now,
  conversations = createProcessConversations(),
  shelves,
  announcements,
  followRights = 'members',
  timeZone = 'UTC',
  digestHeadlines = DIGEST_HEADLINES,
}: DispatchParts): Dispatch {
  const memory = createConversationMemory({ conversations, logger, now });
  const recents = createRecentCommands(now);

  async function made(
    command: Command,
    sent: CommandRequest,
    remembered: AnswerContext,
    options: DispatchOptions,
  ): Promise<Made> {
    const { name } = command.definition;
    await sync();
    const request = { ...sent, args: await withWholeName(name, sent.args, engine) };
    const page = request.page ?? 1;
    const recent = recents.get(request);
    let next: AnswerContext | undefined;
    let isReplayable = true;
    let isAllForgotten = false;
    const context: CommandContext = {
      engine,
      answer,
      announcements,
      shelves,
      followRights,
      timeZone,
      digestHeadlines,
      actor: request.actor,
      room: request.room ?? request.conversation,
      isDirect: request.isDirect,
      remembered,
      remember: (replaced, { standsAlone = true, forgetsAll = false } = {}) => {
        next = replaced;
        isReplayable = standsAlone;
        isAllForgotten = forgetsAll;
      },
      lastDeed: recent.deed,
      definitions: COMMAND_DEFINITIONS,
      act: (state) => act(state, context),
      now,
      held,
      openStream,
      page,
      typed: request.args,
      signal: options.signal,
      onProgress: options.onProgress,
    };
    const reply = await command.run(request.args, context);
    // A plain message that wanted something else than papers told of none.
    const isSearch = name !== 'ask' || next !== undefined;
    // Whoever had all forgotten has no list either.
    const isForgotten = next !== undefined && isEmpty(next);
    next ??= await rememberedAfter({ name, args: request.args, page, reply }, remembered, engine);
    const after = isForgotten ? next : shownAfter(reply, next, remembered.rows);
    const state: CommandState = { command: name, args: request.args, ...(page > 1 && { page }) };
    const kept = recentAfter(recent, reply, isReplayable ? state : undefined);
    recents.set(request, isAllForgotten ? {} : kept);
    const opened = withWayBack(reply, kept, remembered.shown);
    if (announcements === undefined) return { reply: opened, after };
    const carded = withSaveButton(opened);
    if (!isSearch) return { reply: carded, after };
    const searched = { command: name, args: request.args };
    return { reply: await withFollowButton(carded, searched, next, engine), after };
  }

  /** "undo" and "back to the list", as the commands that they stand for. */
  function inWords(request: CommandRequest): CommandRequest {
    if (saysUndo(request)) return confirmed(request, { command: 'undo', args: {} });
    const { list } = recents.get(request);
    return list !== undefined && saysBack(request) ? confirmed(request, list) : request;
  }

  /** What was asked to be confirmed is open for one turn: a plain yes does it, a no leaves it, whatever else drops it. */
  async function answered(request: CommandRequest, options: DispatchOptions): Promise<Reply> {
    const loaded = await memory.get(request);
    const { asked, ...remembered } = loaded;
    const said =
      request.command === 'ask' && asked !== undefined ? yesOrNo(request.args.question ?? '') : undefined;
    const meant = said === 'yes' && asked !== undefined ? confirmed(request, asked) : inWords(request);

    async function turn(): Promise<Made> {
      if (said === 'no') return { reply: leftAsItWas(), after: remembered };
      const command = findCommand(meant.command);
      if (command !== undefined) return made(command, meant, remembered, options);
      const reply = unknownCommand(meant, COMMAND_DEFINITIONS);
      return { reply, after: shownAfter(reply, remembered, remembered.rows) };
    }

    async function keep(after: AnswerContext): Promise<void> {
      if (isEmpty(after)) await memory.forget(request);
      else await memory.set(request, after);
    }

    try {
      const { reply, after } = await turn();
      if (after !== remembered || asked !== undefined) await keep(after);
      return reply;
    } catch (error) {
      if (asked !== undefined) await keep(remembered);
      throw error;
    }
  }

  function caught(error: unknown, request: CommandRequest, signal: AbortSignal | undefined): Reply {
    if (signal?.aborted) return errorReply('Cancelled.');
    if (error instanceof UserError) return errorReply(error.message);
    const reference = randomUUID().slice(0, 8);
    logger.error({ err: error, reference, command: request.command }, 'A command failed');
    return errorReply(`Something went wrong here, not with your question. Reference: ${reference}`);
  }

  return async (request, options = {}) => {
    const start = performance.now();
    const refused = refusal(request);
    if (refused !== undefined) return refused;
    try {
      const reply = await answered(request, options);
      const ms = Math.round(performance.now() - start);
      const command = findCommand(request.command) === undefined ? 'unknown' : request.command;
      logger.info({ command, kind: reply.kind, ms }, 'Answered');
      return reply;
    } catch (error) {
      return caught(error, request, options.signal);
    }
  };
}
