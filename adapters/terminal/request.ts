import type { CommandRequest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { type Choices, choose, notThere } from './choices.ts';
import { CONVERSATION } from './poster.ts';

export const ACTOR = { id: 'terminal:user', name: 'you', mayManage: true };

/** A typed line, or the choice among what is shown that it names, as a request; a string says why there is none. */
export function toRequest(
  line: string,
  shown: Choices,
  definitions: readonly CommandDefinition[],
): CommandRequest | string {
  const chosen = choose(line, shown);
  const missing = chosen === undefined ? notThere(line) : undefined;
  if (missing !== undefined) return missing;
  return {
    ...(chosen ?? parseLine(line, definitions)),
    actor: ACTOR,
    conversation: CONVERSATION,
    isDirect: true,
    locale: 'en',
  };
}
