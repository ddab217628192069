import type { Actor, CommandRequest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { type ParsedLine, parseLine } from '../../src/commands/parse-line.ts';
import { readMessage } from '../../src/commands/read-message.ts';
import { type ConversationId, encodeConversation } from '../../src/conversation.ts';
import { HIDE_OPTION, SHARE_OPTION } from '../../src/reply/visibility.ts';
import { commandOf } from './commands.ts';
import { typedText } from './text.ts';

/** From what Slack delivers to what the core is asked. */

/** Slack tells a person's language only to those who may read profiles; replies are English anyway. */
const LOCALE = 'en';

export type Place = { readonly team: string; readonly channel: string; readonly thread?: string };

export function conversationOf({ team, channel, thread }: Place): ConversationId {
  return encodeConversation('slack', thread === undefined ? [team, channel] : [team, channel, thread]);
}

/** A person; what they may manage is found out only where that matters. */
export type Person = Omit<Actor, 'mayManage'>;

export function actorOf(team: string, user: string, name = ''): Person {
  return { id: `slack:${team}:${user}`, name };
}

/** True where nobody else reads: a direct conversation, or a window, which belongs to a person instead of a channel. */
function isAlone({ channel }: Place): boolean {
  return /^[DUW]/.test(channel);
}

/** A line, and who shall see the reply as far as the line says so. */
export type Asked = ParsedLine & { readonly hide: boolean; readonly share: boolean };

const VISIBILITY = new RegExp(`(?<!\\S)(${HIDE_OPTION}|${SHARE_OPTION}):[ \\t]?(yes|no)(?!\\S)`, 'gi');

/** Takes `hide:yes` and `share:yes` out of a typed text: every command has them, a plain question too. */
function takeVisibility(text: string): { rest: string; hide: boolean; share: boolean } {
  const said = new Map<string, boolean>();
  const rest = text.replace(VISIBILITY, (_, name: string, value: string) => {
    said.set(name.toLowerCase(), value.toLowerCase() === 'yes');
    return ' ';
  });
  return { rest: rest.trim(), hide: said.get(HIDE_OPTION) ?? false, share: said.get(SHARE_OPTION) ?? false };
}

/** The umbrella's text: a command and its arguments where it begins with a command's name, else a plain question. */
function underUmbrella(text: string, definitions: readonly CommandDefinition[]): ParsedLine {
  const [first = ''] = text.split(/\s/, 1);
  const command = commandOf(`/${first.toLowerCase()}`);
  const isCommand = definitions.some(({ name }) => name === command);
  return isCommand
    ? parseLine(`/${command}${text.slice(first.length)}`, definitions)
    : readMessage(text, definitions);
}

/** Reads a slash command and the text behind it, as the terminal reads a line. */
export function readSlash(slash: string, text: string, definitions: readonly CommandDefinition[]): Asked {
  const { rest, ...visibility } = takeVisibility(typedText(text));
  const command = commandOf(slash);
  const line =
    command === undefined ? underUmbrella(rest, definitions) : parseLine(`/${command} ${rest}`, definitions);
  return { ...line, ...visibility };
}

/** Reads a message to the bot, without its mention. */
export function readToBot(text: string, botUserId: string, definitions: readonly CommandDefinition[]): Asked {
  const mention = new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g');
  const { rest, ...visibility } = takeVisibility(typedText(text.replace(mention, ' ')));
  return { ...readMessage(rest, definitions), ...visibility };
}

export function toRequest({ command, args, page }: ParsedLine, place: Place, person: Person): CommandRequest {
  return {
    command,
    args,
    ...(page === undefined ? {} : { page }),
    actor: { ...person, mayManage: isAlone(place) },
    conversation: conversationOf(place),
    ...(place.thread !== undefined && { room: conversationOf({ team: place.team, channel: place.channel }) }),
    isDirect: isAlone(place),
    locale: LOCALE,
  };
}
