import { z } from 'zod';

/** Where somebody talks to the bot: `{adapter}:{parts}`, opaque outside the adapter that made it. */
export const ConversationId = z
  .string()
  .max(300)
  .regex(/^[a-z]+:[^\s]+$/)
  .brand<'ConversationId'>();
export type ConversationId = z.infer<typeof ConversationId>;

/** Joins an adapter's name and its own parts; parts are percent-encoded, so they may hold any character. */
export function encodeConversation(adapter: string, parts: readonly string[]): ConversationId {
  return ConversationId.parse(`${adapter}:${parts.map(encodeURIComponent).join(':')}`);
}

/** The inverse of {@link encodeConversation}. */
export function decodeConversation(id: ConversationId): { adapter: string; parts: readonly string[] } {
  const [adapter = '', ...parts] = id.split(':');
  return { adapter, parts: parts.map(decodeURIComponent) };
}
