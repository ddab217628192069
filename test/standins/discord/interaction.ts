import type { APIMessage } from 'discord-api-types/v10';
import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import type { ChangeableView } from './interaction-view.ts';
import type { Channel, User } from './world.ts';

export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  readonly createdAt: number;
  readonly view: ChangeableView;
  /** What was pressed: the message with the component. */
  readonly source: APIMessage | undefined;
  readonly commandName: string | undefined;
  /** The response, which `@original` means. */
  original: APIMessage | undefined;
  acknowledged: boolean;
  /** True until the first edit (or follow-up) after a defer. */
  loading: boolean;
  expired: boolean;
  tokenExpired: boolean;
};

export type Callback = { readonly type: InteractionResponseType; readonly data?: unknown };

const FOR_COMPONENTS: readonly InteractionResponseType[] = [
  InteractionResponseType.UpdateMessage,
  InteractionResponseType.DeferredMessageUpdate,
];
const FOR_COMMANDS: readonly InteractionResponseType[] = [
  InteractionResponseType.ChannelMessageWithSource,
  InteractionResponseType.DeferredChannelMessageWithSource,
];

export function allowedCallbacks({ type, source }: Interaction): readonly InteractionResponseType[] {
  if (type === InteractionType.ApplicationCommandAutocomplete) {
    return [InteractionResponseType.ApplicationCommandAutocompleteResult];
  }
  const inPlace = source ? FOR_COMPONENTS : [];
  const modal = type === InteractionType.ModalSubmit ? [] : [InteractionResponseType.Modal];
  return [...FOR_COMMANDS, ...inPlace, ...modal];
}

/** Who installed the app: 0 the guild (or the bot's own direct channel), 1 the person. */
export function integrationOwners({ channel, user }: Pick<Interaction, 'channel' | 'user'>): object {
  if (channel.recipient) return { 0: '0' };
  return channel.guild?.botIsMember ? { 0: channel.guild.id } : { 1: user.id };
}
