import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { SlackMessage } from './render.ts';

/**
 * How a post of the bot's own is known again in a channel's history: by metadata, which nobody sees, and by the id of its first block.
 * Either is enough, since metadata are shown only to whoever has the permission for them.
 */

const EVENT_TYPE = 'labrarian_post';
const BLOCK = 'post:';

export const Marked = z.object({
  ts: z.string(),
  metadata: z
    .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()).default({}) })
    .nullish()
    .catch(undefined),
  blocks: z.array(z.object({ block_id: z.string().optional() })).default([]),
});
export type Marked = z.infer<typeof Marked>;

export function withMarker({ text, blocks: [first, ...others] }: SlackMessage, key: string) {
  const marked: types.KnownBlock[] =
    first === undefined ? [] : [{ ...first, block_id: `${BLOCK}${key}` }, ...others];
  return {
    text,
    blocks: marked,
    metadata: { event_type: EVENT_TYPE, event_payload: { key } },
  };
}

export function hasMarker({ metadata, blocks }: Marked, key: string): boolean {
  const isInMetadata = metadata?.event_type === EVENT_TYPE && metadata.event_payload.key === key;
  return isInMetadata || blocks.some(({ block_id: id }) => id === `${BLOCK}${key}`);
}
