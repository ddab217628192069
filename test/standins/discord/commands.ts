import { ApplicationCommandType } from 'discord-api-types/v10';
import { unknown } from './api-error.ts';
import type { Command, World } from './world.ts';

/** A command body as the bot sends it; judged before. */
export type CommandBody = { readonly name: string; readonly type?: number } & Readonly<
  Record<string, unknown>
>;

export type CommandRegistry = {
  list(guildId: string | undefined): Command[];
  /** PUT: commands of the same name and type keep their id, all others are gone. */
  replace(guildId: string | undefined, bodies: readonly CommandBody[]): Command[];
  /** POST: overwrites one of the same name and type. `created` tells 201 from 200. */
  create(
    guildId: string | undefined,
    body: CommandBody,
  ): { readonly command: Command; readonly created: boolean };
  get(guildId: string | undefined, id: string | undefined): Command;
  edit(guildId: string | undefined, id: string | undefined, body: Partial<CommandBody>): Command;
  remove(guildId: string | undefined, id: string | undefined): void;
};

type Option = { readonly options?: readonly Option[] | null } & Readonly<Record<string, unknown>>;

const withoutNulls = (object: object): object =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));

function storedOption(option: Option): object {
  const { options, ...rest } = option;
  return { ...withoutNulls(rest), ...(options ? { options: options.map(storedOption) } : {}) };
}

export function createCommandRegistry(world: World): CommandRegistry {
  const { commands } = world;

  const list = (guildId: string | undefined) => commands.filter(({ guild_id }) => guild_id === guildId);

  function same(guildId: string | undefined, body: CommandBody): Command | undefined {
    const type = body.type ?? ApplicationCommandType.ChatInput;
    return list(guildId).find((command) => command.name === body.name && command.type === type);
  }

  function build(guildId: string | undefined, body: CommandBody, id: string): Command {
    const { options, default_member_permissions: permissions, ...rest } = body;
    const inGuilds = { contexts: null, integration_types: [0] };
    return {
      description: '',
      type: ApplicationCommandType.ChatInput,
      ...(guildId ? {} : inGuilds),
      ...withoutNulls(rest),
      ...(Array.isArray(options) ? { options: (options as Option[]).map(storedOption) } : {}),
      default_member_permissions:
        permissions === undefined || permissions === null ? null : String(permissions),
      id,
      application_id: world.applicationId,
      version: world.nextId(),
      ...(guildId ? { guild_id: guildId } : {}),
    } as Command;
  }

  function store(command: Command): Command {
    const place = commands.findIndex(({ id }) => id === command.id);
    if (place < 0) commands.push(command);
    else commands[place] = command;
    return command;
  }

  function get(guildId: string | undefined, id: string | undefined): Command {
    const found = list(guildId).find((command) => command.id === id);
    if (found === undefined) throw unknown.command();
    return found;
  }

  const remove = (command: Command) => commands.splice(commands.indexOf(command), 1);

  return {
    list,
    get,
    replace(guildId, bodies) {
      const kept = bodies.map((body) => build(guildId, body, same(guildId, body)?.id ?? world.nextId()));
      for (const old of list(guildId)) remove(old);
      commands.push(...kept);
      return kept;
    },
    create(guildId, body) {
      const known = same(guildId, body);
      const command = store(build(guildId, body, known?.id ?? world.nextId()));
      return { command, created: known === undefined };
    },
    edit(guildId, id, body) {
      const old = get(guildId, id);
      return store(build(guildId, { ...(old as unknown as CommandBody), ...body }, old.id));
    },
    remove(guildId, id) {
      remove(get(guildId, id));
    },
  };
}
