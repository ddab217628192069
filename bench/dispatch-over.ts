import type { CommandRequest } from '../src/adapter.ts';
import { createAnswer } from '../src/answers/create-answer.ts';
import { COMMAND_DEFINITIONS } from '../src/commands/commands.ts';
import { createDispatch } from '../src/commands/dispatch.ts';
import { parseLine } from '../src/commands/parse-line.ts';
import { encodeConversation } from '../src/conversation.ts';
import { createEngine } from '../src/engine/create-engine.ts';
import { createLogger } from '../src/logger.ts';
import type { Paper } from '../src/paper.ts';
import type { Reply } from '../src/reply/reply.ts';

const NOW = new Date('2026-06-30T12:00:00Z');

/** The real road from a typed line to a reply, over these papers; `log` collects what is logged from `warn` up. */
export async function dispatchOver(papers: readonly Paper[]) {
  const engine = createEngine();
  await engine.add(papers);
  const log: string[] = [];
  const logger = createLogger({ logLevel: 'warn' }, 'warn', { write: (line) => log.push(line) });
  const now = () => NOW;
  const dispatch = createDispatch({
    engine,
    answer: createAnswer({ engine, now }),
    sync: async () => undefined,
    logger,
    now,
  });
  const request = (parsed: Pick<CommandRequest, 'command' | 'args' | 'page'>): Promise<Reply> =>
    dispatch({
      ...parsed,
      actor: { id: 'terminal:test', name: 'test', mayManage: true },
      conversation: encodeConversation('terminal', ['test']),
      isDirect: true,
      locale: 'en',
    });
  return {
    log,
    engine,
    dispatch,
    request,
    say: (line: string) => request(parseLine(line, COMMAND_DEFINITIONS)),
  };
}
