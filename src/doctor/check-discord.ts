import { Routes } from 'discord.js';
import { z } from 'zod';
import { compareCommands, describeDifference, isSame } from '../../adapters/discord/command-difference.ts';
import { commandBodies } from '../../adapters/discord/commands.ts';
import { isRevoked, loggable, TOKEN_REFUSED } from '../../adapters/discord/errors.ts';
import { inviteLink, PERMISSIONS } from '../../adapters/discord/invitation.ts';
import {
  Channel,
  fetchStanding,
  isForText,
  lacking,
  permissionsIn,
} from '../../adapters/discord/posting-right.ts';
import { createRest, fetchRegistered } from '../../adapters/discord/registration.ts';
import type { CommandDefinition } from '../commands/command.ts';
import type { DiscordConfig } from '../config.ts';
import { type Finding, fine, note, problem } from './finding.ts';

const Application = z.object({ id: z.string(), name: z.string(), flags: z.int().default(0) });
const OwnUser = z.object({ id: z.string(), username: z.string() });
const Guilds = z.array(z.object({ id: z.string(), name: z.string() }));
const Channels = z.array(Channel);
const Gateway = z.object({ session_start_limit: z.object({ remaining: z.int(), total: z.int() }) });

/** Flags of an application that may see messages' content: https://docs.discord.com/developers/resources/application */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);
/** Below this a bot that reconnects in a loop would soon be locked out. */
const FEW_SESSIONS = 50;
/** Each costs three requests. */
const SERVERS_LOOKED_AT = 20;

type Parts = {
  readonly config: DiscordConfig;
  readonly definitions: readonly CommandDefinition[];
  readonly rest: ReturnType<typeof createRest>;
};

async function checkApplication(
  application: z.infer<typeof Application>,
  { config, rest }: Parts,
): Promise<Finding[]> {
  const { username } = OwnUser.parse(await rest.get(Routes.user()));
  const token = fine(`The token is valid: the bot is ${username}, of the application ${application.name}.`);
  if (application.id !== config.applicationId) {
    const text = `DISCORD_APPLICATION_ID is ${config.applicationId}, and the token belongs to ${application.id}.`;
    return [token, problem(text, 'Put the second number into DISCORD_APPLICATION_ID.')];
  }
  const mayRead = (application.flags & MESSAGE_CONTENT) !== 0;
  if (!config.messageContent)
    return [token, fine('It asks for no privileged intent: messages are read only where they mention it.')];
  if (mayRead)
    return [token, fine('The intent "Message Content" is allowed: threads are answered without a mention.')];
  return [
    token,
    problem(
      'DISCORD_MESSAGE_CONTENT is on, and Discord does not allow that intent: it will refuse the connection.',
      'Switch "Message Content Intent" on at the application\'s page "Bot", or set DISCORD_MESSAGE_CONTENT=no.',
    ),
  ];
}

async function checkServers({ config, rest }: Parts): Promise<Finding[]> {
  const guilds = Guilds.parse(await rest.get(Routes.userGuilds()));
  const invite = `Invite it: ${inviteLink(config)}`;
  if (guilds.length === 0)
    return [
      config.userInstall
        ? note('It is in no server yet.', invite)
        : problem('It is in no server yet.', invite),
    ];
  const allowed = (id: string) => config.guildIds.length === 0 || config.guildIds.includes(id);
  const missing = config.guildIds.filter((id) => !guilds.some((guild) => guild.id === id));
  return [
    ...guilds.map(({ id, name }) =>
      allowed(id)
        ? fine(`It answers in the server ${name} (${id}).`)
        : note(
            `It is in the server ${name} (${id}), and answers nobody there: DISCORD_GUILD_IDS does not name it.`,
          ),
    ),
    ...missing.map((id) => problem(`DISCORD_GUILD_IDS names the server ${id}, in which it is not.`, invite)),
    ...(config.guildIds.length === 0
      ? [note('Whoever has its link may invite it and ask.', 'DISCORD_GUILD_IDS names the servers that may.')]
      : []),
    note(
      `The link that invites it: ${inviteLink(config)}`,
      `It asks for ${PERMISSIONS.map(({ name }) => name).join(', ')}.`,
    ),
  ];
}

/** Where it could announce, as the permissions stand now. */
async function checkChannels({ config, rest }: Parts): Promise<Finding[]> {
  const guilds = Guilds.parse(await rest.get(Routes.userGuilds()));
  const allowed = guilds.filter(({ id }) => config.guildIds.length === 0 || config.guildIds.includes(id));
  const { id: botId } = OwnUser.parse(await rest.get(Routes.user()));
  const findings: Finding[] = [];
  for (const { id, name } of allowed.slice(0, SERVERS_LOOKED_AT)) {
    const standing = await fetchStanding(rest, botId, id);
    const channels = Channels.parse(await rest.get(Routes.guildChannels(id))).filter(isForText);
    const closed = channels.filter(
      (channel) => lacking(channel, permissionsIn(channel, standing)).length > 0,
    );
    const open = channels.length - closed.length;
    const text = `In the server ${name} it can announce in ${open} of ${channels.length} channels.`;
    findings.push(
      open > 0
        ? fine(text)
        : note(text, 'There it needs View Channel, Send Messages and Read Message History.'),
    );
  }
  return findings;
}

async function checkCommands({ config, definitions, rest }: Parts): Promise<Finding[]> {
  const bodies = commandBodies(definitions, { userInstall: config.userInstall, scope: 'global' });
  const registered = await fetchRegistered({ rest, applicationId: config.applicationId });
  if (registered.length === 0)
    return [
      note('No commands are registered yet: the first start does that.', 'Or run `npm run register` now.'),
    ];
  const difference = compareCommands(bodies, registered);
  if (isSame(difference))
    return [fine(`All ${bodies.length} commands are registered as this version has them.`)];
  const names = describeDifference(difference).filter((line) => !line.startsWith(' '));
  return [
    problem(`Discord has other commands than this version: ${names.join('; ')}`, 'Run `npm run register`.'),
  ];
}

async function checkSessions({ rest }: Parts): Promise<Finding[]> {
  const { remaining, total } = Gateway.parse(await rest.get(Routes.gatewayBot())).session_start_limit;
  const text = `It may connect ${remaining} more times today, of ${total}.`;
  return [
    remaining > FEW_SESSIONS
      ? fine(text)
      : problem(
          text,
          'Something starts it again and again: look into its log before Discord renews the token.',
        ),
  ];
}

function failure(error: unknown): Finding {
  if (isRevoked(error)) return problem(TOKEN_REFUSED, 'It is made at the application\'s page "Bot".');
  const { name, status, code, message } = loggable(error);
  const what = [name, status, code, message].filter((part) => part !== undefined).join(' ');
  return problem(
    `Discord could not be asked (${what}).`,
    'Check the network and DISCORD_API_URL, and try again.',
  );
}

/** What the token may do, where it is, and what is missing. Sends nothing that anybody sees, and opens no connection. */
export async function checkDiscord(
  config: DiscordConfig,
  definitions: readonly CommandDefinition[],
): Promise<Finding[]> {
  const parts: Parts = { config, definitions, rest: createRest(config) };
  const findings: Finding[] = [];
  try {
    const application = Application.parse(await parts.rest.get(Routes.currentApplication()));
    findings.push(...(await checkApplication(application, parts)));
    // Commands and servers are those of another application then.
    if (application.id !== config.applicationId) return findings;
    for (const check of [checkServers, checkChannels, checkCommands, checkSessions])
      findings.push(...(await check(parts)));
  } catch (error) {
    findings.push(failure(error));
  }
  return findings;
}
