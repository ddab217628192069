import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { hasLibrary, openLibrary } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { EXIT, UsageError } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run backup [-- FILE]

Writes a whole copy of the library in DATA_DIR to FILE, also while a bot runs; without FILE into DATA_DIR/backups.
To restore one, stop the bot and put the copy in the place of DATA_DIR/labrarian.sqlite (docs/running.md).

Example:
  npm run backup -- /mnt/nas/library.sqlite
`;

function defaultFile(dataDir: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  return join(dataDir, 'backups', `library-${stamp}.sqlite`);
}

const COMMAND_LINE = { usage: USAGE, options: {}, allowPositionals: true } as const;

await runCommand(COMMAND_LINE, async ({ dataDir }, { positionals }) => {
  const [given] = positionals;
  if (positionals.length > 1) throw new UsageError(`One file only, please.\n\n${USAGE}`);
  if (!hasLibrary(dataDir)) throw new UserError(`There is no library in ${dataDir} (DATA_DIR) to back up.`);
  const now = new Date();
  const file = given === undefined ? defaultFile(dataDir, now) : resolve(given);
  const { copyTo, close } = await openLibrary({ dataDir, startFrom: 'nothing', now });
  try {
    if (given === undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    copyTo(file);
  } finally {
    await close();
  }
  process.stdout.write(`${file}\n`);
  return EXIT.ok;
});
