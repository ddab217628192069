import { z } from 'zod';

/** What Slack delivers, as far as it is read here. Fields are named in docs.slack.dev/reference. */

const Id = z.string().min(1).max(60);
/** Far more than is answered: whatever lies behind it is not read, and the length is answered like any other that is too long. */
const TypedText = z.string().transform((text) => text.slice(0, 100_000));
const Flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);
const MaybeId = Id.nullish().transform((id) => id ?? undefined);

/** A slash command. */
export const SlashCommand = z.object({
  command: z.string().min(1).max(100),
  text: TypedText.default(''),
  user_id: Id,
  user_name: z.string().max(200).default(''),
  team_id: MaybeId,
  enterprise_id: MaybeId,
  is_enterprise_install: Flag.optional(),
  channel_id: Id,
  response_url: z.url({ protocol: /^https?$/ }),
});
export type SlashCommand = z.infer<typeof SlashCommand>;

const Person = z.object({
  id: Id,
  name: z.string().max(200).optional(),
  username: z.string().max(200).optional(),
  team_id: MaybeId,
});
const Team = z.object({ id: Id }).nullish();
const View = z.object({
  id: Id,
  type: z.enum(['modal', 'home']),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  state: z
    .object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .default({ values: {} }),
});

const Acted = z.object({
  action_id: z.string(),
  block_id: z.string().default(''),
  value: z.string().nullish(),
});

/** A button that was pressed, or a text that was entered, on a message or a view. */
export const BlockAction = z.object({
  type: z.literal('block_actions'),
  user: Person,
  team: Team,
  enterprise: Team,
  channel: z.object({ id: Id }).nullish(),
  container: z.object({ thread_ts: z.string().nullish(), is_ephemeral: z.boolean().nullish() }).default({}),
  view: View.nullish(),
  trigger_id: z.string().nullish(),
  response_url: z.url({ protocol: /^https?$/ }).nullish(),
  actions: z.array(Acted).min(1),
});
export type BlockAction = z.infer<typeof BlockAction>;

/** A form that was sent. */
export const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: Person,
  team: Team,
  enterprise: Team,
  view: View,
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;

/** What was typed so far into a menu whose options come from here. */
export const BlockSuggestion = z.object({
  type: z.literal('block_suggestion'),
  user: Person,
  team: Team,
  enterprise: Team,
  action_id: z.string(),
  value: z.string().default(''),
});
export type BlockSuggestion = z.infer<typeof BlockSuggestion>;

/** A message that mentions the bot, or was written to it directly. */
export const MessageEvent = z.object({
  team_id: MaybeId,
  enterprise_id: MaybeId,
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel: Id,
    channel_type: z.string().nullish(),
    user: Id.nullish(),
    user_team: MaybeId,
    team: MaybeId,
    text: TypedText.nullish(),
    ts: z.string().max(40),
    thread_ts: z.string().max(40).nullish(),
    bot_id: z.string().nullish(),
    subtype: z.string().nullish(),
  }),
});
export type MessageEvent = z.infer<typeof MessageEvent>;

/** The app's own page was opened. */
export const HomeOpened = z.object({
  team_id: MaybeId,
  enterprise_id: MaybeId,
  event: z.object({
    type: z.literal('app_home_opened'),
    user: Id,
    tab: z.string().nullish(),
  }),
});
