import { REST, Routes } from 'discord.js';
import type { DiscordConfig } from '../../src/config.ts';
import { type CommandDifference, parseRegistered, type RegisteredCommand } from './command-difference.ts';
import type { CommandBody } from './commands.ts';
import { REST_TIMEOUT_MS } from './limits.ts';

/** Telling Discord of the commands. */

export type RegistrationTarget = {
  readonly rest: REST;
  readonly applicationId: string;
  /** One server; absent: everywhere. */
  readonly guildId?: string;
};

/** A client of Discord's API without a connection to its gateway. */
export function createRest({ apiUrl, token }: Pick<DiscordConfig, 'apiUrl' | 'token'>): REST {
  return new REST({ api: apiUrl, version: '10', timeout: REST_TIMEOUT_MS }).setToken(token);
}

function listRoute({ applicationId, guildId }: RegistrationTarget) {
  return guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);
}

function commandRoute({ applicationId, guildId }: RegistrationTarget, id: string) {
  return guildId === undefined
    ? Routes.applicationCommand(applicationId, id)
    : Routes.applicationGuildCommand(applicationId, guildId, id);
}

/** Localised descriptions are left out unless they are asked for. */
export async function fetchRegistered(target: RegistrationTarget): Promise<RegisteredCommand[]> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  return parseRegistered(await target.rest.get(listRoute(target), { query }));
}

/** Sends what is different, one command at a time, so that each command that stays keeps its id and permissions. */
export async function applyDifference(
  target: RegistrationTarget,
  difference: CommandDifference,
): Promise<void> {
  const { rest } = target;
  for (const body of difference.added) await rest.post(listRoute(target), { body });
  for (const { id, body } of difference.changed) await rest.patch(commandRoute(target, id), { body });
  for (const { id } of difference.removed) await rest.delete(commandRoute(target, id));
}

/** All at once; for an application that has none yet. Doing it twice changes nothing. */
export async function registerAll(target: RegistrationTarget, bodies: readonly CommandBody[]): Promise<void> {
  await target.rest.put(listRoute(target), { body: bodies });
}
