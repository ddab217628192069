import { examine } from '../doctor/examine.ts';
import { problemsIn, reportText } from '../doctor/finding.ts';
import { createScrub } from '../logger.ts';
import { printable } from '../text/printable.ts';
import { EXIT } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run doctor

Says what is configured, what each token may do, and what is missing. Changes nothing, sends nothing that anybody sees, and
may run beside the bot. Exits with 0 where all is well, else with 1.
`;

const COMMAND_LINE = { usage: USAGE, options: {} } as const;

await runCommand(COMMAND_LINE, async (config) => {
  const sections = await examine(config);
  // Names of servers and workspaces were written by others.
  const lines = reportText(sections).split('\n').map(printable).join('\n');
  process.stdout.write(createScrub(config.secrets)(lines));
  return problemsIn(sections).length === 0 ? EXIT.ok : EXIT.failed;
});
