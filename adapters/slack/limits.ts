/**
 * Slack's limits, in UTF-16 code units where they count text. Sources: docs.slack.dev/reference/block-kit and the models of
 * Slack's own Python SDK, which agree; others are named.
 */
export const MAX_MESSAGE_BLOCKS = 50;
export const MAX_VIEW_BLOCKS = 100;
export const MAX_BUTTONS = 25;
export const MAX_BUTTON_TEXT = 75;
export const MAX_BUTTON_URL = 3000;
export const MAX_ACCESSIBILITY_LABEL = 75;
/** Ours: a button's state; far under Slack's 2000, so that many buttons fit into a message. */
export const MAX_STATE = 600;
/** Ours: a host that is longer would not be seen whole on a button. */
export const MAX_SHOWN_HOST = 45;
export const MAX_CONTEXT_TEXT = 2000;
export const MAX_OPTIONS = 100;
export const MAX_OPTION_TEXT = 75;
export const MAX_OPTION_VALUE = 150;
export const MAX_SLASH_DESCRIPTION = 2000;
export const MAX_USAGE_HINT = 1000;

/** Advised for a message's `text`, escaped; 40,000 are cut by Slack itself (docs.slack.dev/changelog/2018-truncating-really-long-messages). */
export const MAX_FALLBACK = 4000;

/** All blocks of a message as JSON: `msg_blocks_too_long` begins at about 13,200 (slackapi/bolt-js#2509, in no document). */
export const MAX_BLOCKS_JSON = 13_000;
