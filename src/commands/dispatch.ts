import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CommandRequest, Dispatch, DispatchOptions } from '../adapter.ts';
import { type Answer, type AnswerContext, EMPTY_CONTEXT } from '../answers/answer.ts';
import type { Engine } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { commandAction, paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import type { Command, CommandContext } from './command.ts';
import { COMMANDS, findCommand } from './commands.ts';
import { nearestName } from './nearest-name.ts';

export type DispatchParts = {
  readonly engine: Engine;
  readonly answer: Answer;
  /** Brings what changed in the library into the engine. */
  readonly sync: () => Promise<void>;
  readonly logger: Logger;
  readonly now: () => Date;
};

const MAX_INPUT = 2000;
const MAX_CONVERSATIONS = 1000;

const Request = z.object({
  command: z.string().min(1).max(60),
  args: z.record(z.string().max(60), z.string().max(MAX_INPUT)),
  page: z.int().min(1).max(100_000).optional(),
});

type Asking = Pick<CommandRequest, 'conversation' | 'actor'>;

/**
 * What each person's side of a conversation remembers, so that nobody's question continues somebody else's; the one that
 * was silent longest is forgotten first.
 */
function createMemory() {
  const contexts = new Map<string, AnswerContext>();
  const key = ({ conversation, actor }: Asking) => `${conversation} ${actor.id}`;
  return {
    get: (asking: Asking) => contexts.get(key(asking)) ?? EMPTY_CONTEXT,
    set(asking: Asking, context: AnswerContext) {
      const id = key(asking);
      contexts.delete(id);
      contexts.set(id, context);
      const [oldest] = contexts.keys();
      if (contexts.size > MAX_CONVERSATIONS && oldest !== undefined) contexts.delete(oldest);
    },
  };
}

function errorReply(message: string): Reply {
  return reply({ kind: 'error', answered: false, blocks: [paragraph(message)] });
}

function inputLength({ command, args }: CommandRequest): number {
  return Object.entries(args).reduce(
    (length, [name, value]) => length + name.length + value.length,
    command.length,
  );
}

function unknownCommand(command: string): Reply {
  const nearest = nearestName(
    command,
    COMMANDS.map(({ definition }) => definition.name),
  );
  const unknown = errorReply(
    `There is no command /${command.slice(0, 40)}.${nearest === undefined ? '' : ` Did you mean /${nearest}?`} See /help.`,
  );
  return {
    ...unknown,
    actions:
      nearest === undefined ? [commandAction('Help', 'help')] : [commandAction(`/${nearest}`, nearest)],
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

/** After an answer of papers a follow-up may say "the second one". */
function rememberShown(answered: Reply, context: CommandContext, command: string): void {
  if (command === 'ask' || answered.papers.length === 0) return;
  context.remember({ ...context.remembered, shown: answered.papers.map(({ id }) => id) });
}

/** The road of every request, from whichever platform: refuse, catch up with the library, answer, time, log, catch. */
export function createDispatch({ engine, answer, sync, logger, now }: DispatchParts): Dispatch {
  const memory = createMemory();

  async function answered(
    command: Command,
    request: CommandRequest,
    options: DispatchOptions,
  ): Promise<Reply> {
    const context: CommandContext = {
      engine,
      answer,
      remembered: memory.get(request),
      remember: (remembered) => memory.set(request, remembered),
      now,
      page: request.page ?? 1,
      typed: request.args,
      signal: options.signal,
      onProgress: options.onProgress,
    };
    await sync();
    const made = await command.run(request.args, context);
    rememberShown(made, context, command.definition.name);
    return made;
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
    const command = findCommand(request.command);
    if (command === undefined) return unknownCommand(request.command);
    try {
      const made = await answered(command, request, options);
      const ms = Math.round(performance.now() - start);
      logger.info({ command: request.command, kind: made.kind, ms }, 'Answered');
      return made;
    } catch (error) {
      return caught(error, request, options.signal);
    }
  };
}
