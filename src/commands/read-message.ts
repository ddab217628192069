import type { CommandDefinition } from './command.ts';
import { type ParsedLine, parseLine } from './parse-line.ts';

/**
 * Reads what somebody wrote to the bot in plain words, its name already taken out: a question, or a command as text;
 * the help where nothing is left, since the person has only called.
 */
export function readMessage(text: string, definitions: readonly CommandDefinition[]): ParsedLine {
  return text.trim() === '' ? { command: 'help', args: {} } : parseLine(text, definitions);
}
