import type { ApplicationCommandOptionChoiceData, AutocompleteInteraction } from 'discord.js';
import type { Suggestion } from '../../src/adapter.ts';
import { cut } from '../../src/text/cut.ts';
import { accessAt, type Desk, refusalAt } from './desk.ts';
import { isGone, loggable } from './errors.ts';
import { oneLine } from './escape.ts';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from './limits.ts';
import { interactionAsker, interactionPlace } from './request.ts';

/** Completion while somebody types: what is ready in time, else nothing; only the last key counts. */

/** Pure: as many as Discord shows. A value is never cut, since that would name something else. */
export function choices(suggestions: readonly Suggestion[]): ApplicationCommandOptionChoiceData<string>[] {
  const fitting = suggestions
    .map(({ label, value }) => ({ name: cut(oneLine(label).trim(), MAX_CHOICE_LENGTH), value }))
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= MAX_CHOICE_LENGTH);
  return [...new Map(fitting.map((choice) => [choice.value, choice])).values()].slice(0, MAX_CHOICES);
}

export type Completion = { handle(interaction: AutocompleteInteraction): Promise<void> };

export function createCompletion(desk: Desk): Completion {
  /** What ends the wait of the last key that a person pressed, by person. */
  const waiting = new Map<string, () => void>();

  async function suggestions(interaction: AutocompleteInteraction): Promise<readonly Suggestion[]> {
    const place = interactionPlace(interaction);
    if ((await refusalAt(accessAt(place, desk), place, desk)) !== undefined) return [];
    const { name, value } = interaction.options.getFocused(true);
    const { actorId, room } = interactionAsker(interaction);
    return desk.suggest({
      command: interaction.commandName,
      option: name,
      text: String(value),
      limit: MAX_CHOICES,
      actorId,
      room,
    });
  }

  /** The suggestions, or none as soon as the time is over or the next key was pressed. */
  async function inTime(interaction: AutocompleteInteraction): Promise<readonly Suggestion[]> {
    const person = interaction.user.id;
    let timer: NodeJS.Timeout | undefined;
    let stop = (): void => undefined;
    const nothing = new Promise<readonly Suggestion[]>((resolve) => {
      stop = () => resolve([]);
      timer = setTimeout(stop, desk.timing.completeWithinMs);
    });
    waiting.get(person)?.();
    waiting.set(person, stop);
    try {
      return await Promise.race([suggestions(interaction), nothing]);
    } finally {
      clearTimeout(timer);
      if (waiting.get(person) === stop) waiting.delete(person);
    }
  }

  return {
    async handle(interaction) {
      const found = await inTime(interaction).catch((error: unknown) => {
        desk.logger.error({ error: loggable(error) }, 'Completion failed');
        return [];
      });
      try {
        await interaction.respond(choices(found));
      } catch (error) {
        if (!isGone(error)) desk.logger.warn({ error: loggable(error) }, 'Completion could not be sent');
      }
    },
  };
}
