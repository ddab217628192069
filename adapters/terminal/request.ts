import type { CommandRequest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { type Choices, choose } from './choices.ts';

const ACTOR = { id: 'terminal:user', name: 'you' };
const CONVERSATION = encodeConversation('terminal', ['chat']);

/** A typed line, or the choice among what is shown that it names, as a request. */
export function toRequest(
  line: string,
  shown: Choices | undefined,
  definitions: readonly CommandDefinition[],
): CommandRequest {
  const chosen = shown === undefined ? undefined : choose(line, shown);
  return {
    ...(chosen ?? parseLine(line, definitions)),
    actor: ACTOR,
    conversation: CONVERSATION,
    locale: 'en',
  };
}
