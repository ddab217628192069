import { accessSync, constants, existsSync } from 'node:fs';
import { readBotStatus } from '../bot-status.ts';
import { databaseFile, inboxFile, shownFolder } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { inspectStore, isInboxHeld } from '../store/inspect-store.ts';
import { type Finding, fine, note, problem } from './finding.ts';

const RESTORE = 'Stop the bot and put a copy from the folder backups in its place.';

function checkDatabase(file: string): Finding[] {
  try {
    const { papers, schema, knownSchema, damage } = inspectStore(file);
    if (damage !== undefined) return [problem(`The database is damaged: ${damage}`, RESTORE)];
    if (schema > knownSchema) {
      const text = `The database was made by a newer Labrarian (schema ${schema}; this one knows ${knownSchema}).`;
      return [problem(text, 'Update the program.')];
    }
    const older =
      schema < knownSchema
        ? [
            note(
              `The database has schema ${schema} of ${knownSchema}: it is brought up to date at the next start.`,
            ),
          ]
        : [];
    return [fine(`The database is whole, and holds ${papers} papers.`), ...older];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [problem(error.message, 'The sentence above says what to do.')];
  }
}

function checkBot(dataDir: string): Finding[] {
  if (!isInboxHeld(inboxFile(dataDir))) return [note('No bot is running on it.')];
  const status = readBotStatus(dataDir);
  const running = fine(`A bot is running on it${status === undefined ? '' : ` (process ${status.pid})`}.`);
  const connections = status?.slackConnections ?? 0;
  if (connections < 2) return [running];
  return [
    running,
    problem(
      `Slack has ${connections} connections of this app: another bot with the same token gets a part of what people ask.`,
      'Stop the other one, or give it an app of its own.',
    ),
  ];
}

/** The lab's own folder: whether it can be used, what it holds, and whether a bot runs on it. Changes nothing there. */
export function checkLibrary(dataDir: string): Finding[] {
  const shown = shownFolder(dataDir);
  if (!existsSync(dataDir))
    return [note(`The folder ${shown} (DATA_DIR) is not there yet: it is made at the first start.`)];
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return [problem(`The folder ${shown} (DATA_DIR) cannot be written.`, 'Check its owner and permissions.')];
  }
  const file = databaseFile(dataDir);
  if (!existsSync(file))
    return [
      fine(`The folder ${shown} (DATA_DIR)`),
      note('There is no library in it yet: one is made at the first start.'),
    ];
  return [fine(`The folder ${shown} (DATA_DIR)`), ...checkDatabase(file), ...checkBot(dataDir)];
}
