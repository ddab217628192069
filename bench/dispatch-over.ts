import type { CommandRequest } from '../src/adapter.ts';
import { createAnswer } from '../src/answers/create-answer.ts';
import type { FollowRights } from '../src/commands/command.ts';
import { COMMAND_DEFINITIONS } from '../src/commands/commands.ts';
import { createDispatch } from '../src/commands/dispatch.ts';
import { parseLine } from '../src/commands/parse-line.ts';
import { encodeConversation } from '../src/conversation.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import { createLogger } from '../src/logger.ts';
import type { Paper } from '../src/paper.ts';
import type { Reply } from '../src/reply/reply.ts';
import { announcementsInMemory } from './announcements-in-memory.ts';

const NOW = new Date('2026-06-30T12:00:00Z');

export type DispatchOver = {
  /** Whether anything can be followed and saved; default no, as on the command line. */
  readonly announces?: boolean;
  readonly followRights?: FollowRights;
  readonly timeZone?: string;
  readonly digestHeadlines?: number;
};

/** Somebody in a conversation; default: alone with the bot, in the terminal. */
export type Asker = Partial<Pick<CommandRequest, 'actor' | 'conversation' | 'room' | 'isDirect'>>;

/** The real road from a typed line to a reply, over these papers; `log` collects what is logged from `warn` up. */
export async function dispatchOver(
  papers: readonly Paper[],
  { announces = false, ...options }: DispatchOver = {},
) {
  const engine = createEngine();
  await engine.add(papers);
  const log: string[] = [];
  const logger = createLogger({ logLevel: 'warn' }, 'warn', { write: (line) => log.push(line) });
  const now = () => NOW;
  const { announcements, world, pause } = announcementsInMemory(now);
  const dispatch = createDispatch({
    engine,
    answer: createAnswer({ engine, now }),
    sync: async () => undefined,
    logger,
    now,
    ...(announces && { announcements }),
    ...options,
  });
  const request = (
    parsed: Pick<CommandRequest, 'command' | 'args' | 'page'>,
    asker: Asker = {},
  ): Promise<Reply> =>
    dispatch({
      ...parsed,
      actor: { id: 'terminal:test', name: 'test', mayManage: true },
      conversation: encodeConversation('terminal', ['test']),
      isDirect: true,
      locale: 'en',
      ...asker,
    });
  return {
    log,
    engine,
    dispatch,
    request,
    announcements,
    world,
    pause,
    say: (line: string, asker?: Asker) => request(parseLine(line, COMMAND_DEFINITIONS), asker),
  };
}
