import type { Suggest } from '../adapter.ts';
import type { Announcements } from '../announcements/announcements.ts';
import type { Engine } from '../engine/engine.ts';
import { COMMAND_DEFINITIONS } from './commands.ts';
import { suggestFollow, suggestRules, suggestSaved, suggestZones } from './follow/completion.ts';

const MAX_TEXT = 100;
const MAX_SUGGESTIONS = 25;

/** Completion of an option's value by what the definition says it is. */
export function createSuggest(
  engine: Engine,
  sync: () => Promise<void>,
  announcements?: Announcements,
): Suggest {
  return async ({ command, option: name, text, limit: asked, actorId, room }) => {
    const definition = COMMAND_DEFINITIONS.find((one) => one.name === command);
    const option = definition?.options.find((one) => one.name === name);
    if (option === undefined || text.length > MAX_TEXT) return [];
    const limit = Math.min(asked, MAX_SUGGESTIONS);
    if (option.suggest === undefined || option.suggest === 'command') {
      const fixed =
        option.suggest === 'command' ? COMMAND_DEFINITIONS.map((one) => one.name) : option.choices;
      const fitting = (fixed ?? []).filter((value) => value.startsWith(text.toLowerCase()));
      return fitting.slice(0, asked).map((value) => ({ label: value, value }));
    }
    if (option.suggest === 'zone') return suggestZones(text, limit);
    await sync();
    switch (option.suggest) {
      case 'follow':
        return suggestFollow(text, engine, limit);
      case 'rule':
        return announcements === undefined || room === undefined
          ? []
          : suggestRules(text, await announcements.following(room), limit);
      case 'saved':
        return announcements === undefined || actorId === undefined
          ? []
          : suggestSaved(text, await announcements.saved(actorId), engine, limit);
      default:
        return engine.suggest(text, option.suggest, limit);
    }
  };
}
