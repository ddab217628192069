import { compareCommands, describeDifference, isSame } from '../../adapters/discord/command-difference.ts';
import { commandBodies } from '../../adapters/discord/commands.ts';
import { isRevoked, loggable, TOKEN_REFUSED } from '../../adapters/discord/errors.ts';
import {
  applyDifference,
  createRest,
  fetchRegistered,
  type RegistrationTarget,
} from '../../adapters/discord/registration.ts';
import { COMMAND_DEFINITIONS } from '../commands/commands.ts';
import type { DiscordConfig } from '../config.ts';
import { BotError, UserError } from '../errors.ts';
import { EXIT, UsageError } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run register [-- --guild ID]

Tells Discord of the commands: prints what is different and sends only that. They appear everywhere at once, in clients
that are open after a restart.

  --guild ID  for one server only, to try something out
  --dry-run   prints the commands as JSON and sends nothing: npm run --silent register -- --dry-run
`;

const GUILD_ID = /^\d{15,21}$/;

async function register(target: RegistrationTarget, userInstall: boolean): Promise<string[]> {
  const scope = target.guildId === undefined ? 'global' : 'guild';
  const bodies = commandBodies(COMMAND_DEFINITIONS, { userInstall, scope });
  const difference = compareCommands(bodies, await fetchRegistered(target));
  if (isSame(difference)) return ['Discord has these commands already; nothing was sent.'];
  await applyDifference(target, difference);
  return [...describeDifference(difference), 'Registered.'];
}

/** What Discord refused, without what the library says of it, which may hold a token. */
function registrationError(error: unknown): UserError {
  if (isRevoked(error)) return new UserError(TOKEN_REFUSED);
  const { name, status, code, message } = loggable(error);
  const what = [name, status, code, message].filter((part) => part !== undefined).join(' ');
  return new UserError(
    `Discord did not take the commands (${what}). What was taken before stays; run it again.`,
  );
}

function needed(config: DiscordConfig | undefined): DiscordConfig {
  if (config !== undefined) return config;
  throw new BotError('config-invalid', 'DISCORD_TOKEN and DISCORD_APPLICATION_ID are needed for that.');
}

const COMMAND_LINE = {
  usage: USAGE,
  options: {
    guild: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
} as const;

await runCommand(COMMAND_LINE, async ({ discord }, { values }) => {
  const { guild: guildId } = values;
  if (guildId !== undefined && !GUILD_ID.test(guildId))
    throw new UsageError(`"${guildId}" is no server's id.\n\n${USAGE}`);
  const userInstall = discord?.userInstall ?? false;
  if (values['dry-run'] === true) {
    const scope = guildId === undefined ? 'global' : 'guild';
    const bodies = commandBodies(COMMAND_DEFINITIONS, { userInstall, scope });
    process.stdout.write(`${JSON.stringify(bodies, null, 2)}\n`);
    return EXIT.ok;
  }
  const config = needed(discord);
  const target = { rest: createRest(config), applicationId: config.applicationId };
  try {
    const lines = await register({ ...target, ...(guildId !== undefined && { guildId }) }, userInstall);
    process.stdout.write(`${lines.join('\n')}\n`);
  } catch (error) {
    throw registrationError(error);
  }
  return EXIT.ok;
});
