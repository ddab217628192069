/** What the bot needs to post, and to read back what it has posted. */
export const POSTING_SCOPES = [
  'chat:write',
  'channels:history',
  'groups:history',
  'im:history',
  'im:write',
  'metadata.message:read',
];
