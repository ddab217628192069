import { InteractionResponseType } from 'discord-api-types/v10';
import type { RouteName } from './routes.ts';

type Node = Readonly<Record<string, unknown>>;

const MESSAGE_ROUTES: ReadonlySet<RouteName> = new Set([
  'createMessage',
  'editMessage',
  'editOriginal',
  'createFollowUp',
  'editFollowUp',
]);

export const isMessageBody = (route: RouteName): boolean => MESSAGE_ROUTES.has(route);

/** The message that a request makes or changes; empty where it does neither. */
export function messageOf(route: RouteName, body: unknown): Node {
  if (isMessageBody(route)) return (body ?? {}) as Node;
  if (route !== 'answerInteraction') return {};
  const { type, data } = body as { type: InteractionResponseType; data?: Node };
  const carries =
    type === InteractionResponseType.ChannelMessageWithSource ||
    type === InteractionResponseType.UpdateMessage;
  return carries ? (data ?? {}) : {};
}

/** Every component of a message or modal, at every depth. */
export function componentsOf(node: Node): Node[] {
  const children = [
    ...(Array.isArray(node.components) ? (node.components as Node[]) : []),
    ...[node.accessory, node.component].flatMap((child) => (child ? [child as Node] : [])),
  ];
  return children.flatMap((child) => [child, ...componentsOf(child)]);
}
