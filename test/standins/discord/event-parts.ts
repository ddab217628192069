import * as z from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import { CHANNEL_SCHEMA, MESSAGE_SCHEMA, USER_SCHEMA } from './spec-schemas.ts';

type Node = Readonly<Record<string, unknown>>;

export type JudgedPart = { readonly schema: $ZodType; readonly value: unknown };

/** What events add to the objects that REST knows too. */
const ADDED_BY_GATEWAY = ['guild_id', 'member', 'channel_type'];

function bareMessage(data: Node): Node {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !ADDED_BY_GATEWAY.includes(key)));
}

/**
 * The specification has no schemas for the gateway, but the messages, channels and people in its events are
 * those of REST.
 */
export function eventParts(name: string, data: Node): JudgedPart[] {
  if (name === 'MESSAGE_CREATE' || name === 'MESSAGE_UPDATE') {
    return [{ schema: MESSAGE_SCHEMA, value: bareMessage(data) }];
  }
  if (/^(CHANNEL|THREAD)_/.test(name)) {
    const { newly_created: _, ...value } = data;
    return [{ schema: CHANNEL_SCHEMA, value }];
  }
  if (name === 'GUILD_CREATE') {
    return ['channels', 'threads'].map((key) => ({ schema: z.array(CHANNEL_SCHEMA), value: data[key] }));
  }
  if (name !== 'INTERACTION_CREATE') return [];
  const member = data.member as Node | undefined;
  return [
    { schema: USER_SCHEMA, value: member?.user ?? data.user },
    { schema: CHANNEL_SCHEMA, value: data.channel },
    ...(data.message === undefined ? [] : [{ schema: MESSAGE_SCHEMA, value: data.message }]),
  ];
}
