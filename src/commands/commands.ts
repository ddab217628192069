import { addCommand } from './add.ts';
import { askCommand } from './ask.ts';
import { authorCommand } from './author.ts';
import { citeCommand } from './cite.ts';
import type { Command, CommandDefinition } from './command.ts';
import { digestCommand } from './digest.ts';
import { followCommand } from './follow.ts';
import { followingCommand } from './following.ts';
import { createHelpCommand } from './help.ts';
import { newCommand } from './new.ts';
import { paperCommand } from './paper.ts';
import { relatedCommand } from './related.ts';
import { removeCommand } from './remove.ts';
import { resetCommand } from './reset.ts';
import { sampleCommand } from './sample.ts';
import { saveCommand } from './save.ts';
import { savedCommand } from './saved.ts';
import { topicCommand } from './topic.ts';
import { undoCommand } from './undo.ts';
import { unfollowCommand } from './unfollow.ts';
import { unsaveCommand } from './unsave.ts';
import { whyCommand } from './why.ts';

const ANSWERING: readonly Command[] = [
  paperCommand,
  authorCommand,
  topicCommand,
  newCommand,
  relatedCommand,
  citeCommand,
  askCommand,
  addCommand,
  removeCommand,
  followCommand,
  followingCommand,
  unfollowCommand,
  sampleCommand,
  digestCommand,
  whyCommand,
  saveCommand,
  savedCommand,
  unsaveCommand,
  undoCommand,
  resetCommand,
];

/** All commands, in the order in which help and tables list them. */
export const COMMANDS: readonly Command[] = [...ANSWERING, createHelpCommand(ANSWERING)];

/** What the commands are, without what they do: for adapters, help and documentation. */
export const COMMAND_DEFINITIONS: readonly CommandDefinition[] = COMMANDS.map(({ definition }) => definition);

export function findCommand(name: string): Command | undefined {
  return COMMANDS.find(({ definition }) => definition.name === name);
}
