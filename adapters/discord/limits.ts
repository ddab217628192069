/**
 * Discord's limits, from its documentation (docs.discord.com/developers: components reference, application commands, receiving and
 * responding). Lengths are compared with UTF-16 code units, of which a text never has fewer than Discord counts characters.
 */

/** Components of one message in all, those within others included. */
export const MAX_COMPONENTS = 40;
/** Text of all components of one message together. */
export const MAX_MESSAGE_TEXT = 4000;
export const MAX_BUTTONS_PER_ROW = 5;
export const MAX_BUTTON_LABEL = 80;
export const MAX_BUTTON_URL = 512;
/** Ours: an address in a text that is longer would take the room of everything else. */
export const MAX_HREF = 1000;

export const MAX_CHOICES = 25;
export const MAX_CHOICE_LENGTH = 100;

export const MAX_DESCRIPTION = 100;

/** How long a request to the API may take; an acknowledgement is of no use after 3 s, an edit within 15 min. */
export const REST_TIMEOUT_MS = 5000;
/** How long an interaction can be answered: the token lives for 15 minutes, and the answer itself takes a moment. */
export const ANSWER_WITHIN_MS = 14 * 60_000;
/** Completion has to be there 3 s after the key was pressed, the way there and back included. */
export const COMPLETE_WITHIN_MS = 1500;
