import { z } from 'zod';
import { BlockSchema, ViewPayloadSchema } from './workspace.ts';

/** A form sends `true`, `1` and JSON as text; a JSON body sends them as they are. */
const Flag = z.preprocess(
  (value) => (value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value),
  z.boolean(),
);
const fromText = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** The arguments of all methods that the stand-in knows; unknown ones are kept, so that a recording is complete. */
export const ArgumentsSchema = z
  .looseObject({
    channel: z.string(),
    user: z.string(),
    users: z.string(),
    user_id: z.string(),
    ts: z.string(),
    thread_ts: z.string(),
    text: z.string(),
    markdown_text: z.string(),
    blocks: z.preprocess(fromText, z.array(BlockSchema)),
    metadata: z.preprocess(fromText, z.looseObject({ event_type: z.string() })),
    unfurl_links: Flag,
    unfurl_media: Flag,
    link_names: Flag,
    parse: z.string(),
    trigger_id: z.string(),
    view: z.preprocess(fromText, ViewPayloadSchema),
    view_id: z.string(),
    external_id: z.string(),
    hash: z.string(),
    name: z.string(),
    timestamp: z.string(),
    cursor: z.string(),
    limit: z.coerce.number(),
    oldest: z.string(),
    latest: z.string(),
    inclusive: Flag,
    include_all_metadata: Flag,
    prevent_creation: Flag,
    return_im: Flag,
    response_type: z.enum(['ephemeral', 'in_channel']),
    replace_original: Flag,
    delete_original: Flag,
  })
  .partial();
export type Arguments = z.infer<typeof ArgumentsSchema>;

/** A request's fields as sent, of a JSON or a form body. @throws SyntaxError where it says it is JSON and is not. */
export function readFields(contentType: string, body: string): Record<string, unknown> {
  if (contentType.includes('application/json')) {
    return z.record(z.string(), z.unknown()).parse(body === '' ? {} : JSON.parse(body));
  }
  return Object.fromEntries(new URLSearchParams(body));
}
