import type { Interaction, RepliableInteraction } from 'discord.js';
import { createCompletion } from './completion.ts';
import type { Desk } from './desk.ts';
import { onButton } from './pressed-button.ts';
import { sentence, tell } from './responder.ts';
import { onSlashCommand } from './slash-command.ts';

/** Everything that comes as an interaction, to the handler of its sort. */

const UNKNOWN = 'Labrarian does not know this command any more. See /help for those that it knows.';

function handle(interaction: RepliableInteraction, claimed: Promise<boolean>, desk: Desk): Promise<void> {
  if (interaction.isChatInputCommand()) return onSlashCommand(interaction, claimed, desk);
  if (interaction.isButton()) return onButton(interaction, claimed, desk);
  return tell(interaction, sentence(UNKNOWN), desk.logger);
}

/** Acknowledges within the tick in which it is called. */
export function createInteractionHandler(desk: Desk): (interaction: Interaction) => Promise<void> {
  const completion = createCompletion(desk);
  return async (interaction) => {
    if (interaction.isAutocomplete()) {
      await desk.work.run('Completion', () => completion.handle(interaction));
      return;
    }
    const claimed = desk.handledOnce.claim(interaction.id);
    if (claimed === false) return;
    await desk.work.run(
      'An interaction',
      async () => {
        await handle(interaction, claimed, desk);
        await desk.handledOnce.done(interaction.id);
      },
      (message) => tell(interaction, sentence(message), desk.logger),
    );
  };
}
