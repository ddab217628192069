import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandBooleanOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandDefinition, OptionDefinition } from '../../src/commands/command.ts';
import { HIDE_OPTION, SHARE_OPTION, visibilityOf } from '../../src/reply/visibility.ts';
import { cut } from '../../src/text/cut.ts';
import { GERMAN } from './german.ts';
import { MAX_CHOICES, MAX_DESCRIPTION } from './limits.ts';

/** The commands as Discord is told of them, made from their definitions. */

export type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody & {
  readonly type: ApplicationCommandType.ChatInput;
};

function described(text: string): { description: string; description_localizations?: LocalizationMap } {
  const german = GERMAN[text];
  return {
    description: cut(text, MAX_DESCRIPTION),
    ...(german !== undefined && { description_localizations: { de: cut(german, MAX_DESCRIPTION) } }),
  };
}

function option({
  name,
  description,
  required = false,
  suggest,
  choices,
}: OptionDefinition): APIApplicationCommandBasicOption {
  const base = {
    type: ApplicationCommandOptionType.String,
    name,
    ...described(description),
    required,
  } as const;
  // Discord takes either choices or completion; more choices than it shows become completion.
  if (choices !== undefined && choices.length <= MAX_CHOICES)
    return { ...base, choices: choices.map((choice) => ({ name: choice, value: choice })) };
  return {
    ...base,
    autocomplete: suggest !== undefined || choices !== undefined,
  } as APIApplicationCommandBasicOption;
}

function flagOption(name: string, description: string): APIApplicationCommandBooleanOption {
  return { type: ApplicationCommandOptionType.Boolean, name, ...described(description), required: false };
}

/** `hide` on every command; `share` where nobody else sees the reply unless it is asked for. */
function visibilityOptions(command: string): APIApplicationCommandBooleanOption[] {
  const isPrivate = visibilityOf({ byDefault: 'public', command }) === 'private';
  return [
    flagOption(HIDE_OPTION, 'Only you see the reply'),
    ...(isPrivate ? [flagOption(SHARE_OPTION, 'Everybody sees the reply')] : []),
  ];
}

/** Where the commands are offered; said of global commands only, those of one server are offered there. */
function places(userInstall: boolean): Pick<CommandBody, 'contexts' | 'integration_types'> {
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  return userInstall
    ? { contexts: [Guild, BotDM, PrivateChannel], integration_types: [GuildInstall, UserInstall] }
    : { contexts: [Guild, BotDM], integration_types: [GuildInstall] };
}

export type CommandBodyOptions = {
  /** True where people may install the bot for themselves. */
  readonly userInstall: boolean;
  /** `guild`: for one server, to try commands out; they appear there at once. */
  readonly scope: 'global' | 'guild';
};

/** Pure: one body a command, in the order of the definitions. */
export function commandBodies(
  definitions: readonly CommandDefinition[],
  { userInstall, scope }: CommandBodyOptions,
): CommandBody[] {
  return definitions.map(({ name, description, options }) => {
    const ordered = [...options.filter((one) => one.required), ...options.filter((one) => !one.required)];
    return {
      type: ApplicationCommandType.ChatInput,
      name,
      ...described(description),
      options: [...ordered.map(option), ...visibilityOptions(name)],
      ...(scope === 'global' && places(userInstall)),
    };
  });
}
