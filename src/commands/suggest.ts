import type { Suggest } from '../adapter.ts';
import type { Engine } from '../engine/engine.ts';
import { COMMAND_DEFINITIONS } from './commands.ts';

const MAX_TEXT = 100;
const MAX_SUGGESTIONS = 25;

/** Completion of an option's value by what the definition says it is. */
export function createSuggest(engine: Engine, sync: () => Promise<void>): Suggest {
  return async ({ command, option: name, text, limit }) => {
    const definition = COMMAND_DEFINITIONS.find((one) => one.name === command);
    const option = definition?.options.find((one) => one.name === name);
    if (option === undefined || text.length > MAX_TEXT) return [];
    const fixed = option.suggest === 'command' ? COMMAND_DEFINITIONS.map((one) => one.name) : option.choices;
    if (fixed !== undefined) {
      const fitting = fixed.filter((value) => value.startsWith(text.toLowerCase()));
      return fitting.slice(0, limit).map((value) => ({ label: value, value }));
    }
    if (option.suggest === undefined || option.suggest === 'command') return [];
    await sync();
    return engine.suggest(text, option.suggest, Math.min(limit, MAX_SUGGESTIONS));
  };
}
