/** An error as Discord's REST API answers it; the codes' list is discord.com/developers/docs/topics/opcodes-and-status-codes. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, code: number, message: string, more: object = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.body = { code, message, ...more };
  }
}

export const unauthorized = () => new ApiError(401, 0, '401: Unauthorized');
export const notYourApplication = () =>
  new ApiError(403, 20012, 'You are not authorized to perform this action on this application');
export const missingAccess = () => new ApiError(403, 50001, 'Missing Access');
export const missingPermissions = () => new ApiError(403, 50013, 'Missing Permissions');
export const cannotMessageUser = () => new ApiError(403, 50007, 'Cannot send messages to this user');
export const notTheAuthor = () => new ApiError(403, 50005, 'Cannot edit a message authored by another user');
export const threadIsArchived = () =>
  new ApiError(400, 50083, 'Tried to perform an operation on an archived thread');
export const wrongChannelType = () => new ApiError(400, 50024, 'Cannot execute action on this channel type');
export const threadExists = () =>
  new ApiError(400, 160004, 'A thread has already been created for this message');
export const invalidJson = () => new ApiError(400, 50109, 'The request body contains invalid JSON.');
export const noRoute = () => new ApiError(404, 0, '404: Not Found');
export const unknown = {
  channel: () => new ApiError(404, 10003, 'Unknown Channel'),
  guild: () => new ApiError(404, 10004, 'Unknown Guild'),
  message: () => new ApiError(404, 10008, 'Unknown Message'),
  user: () => new ApiError(404, 10013, 'Unknown User'),
  webhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  interaction: () => new ApiError(404, 10062, 'Unknown interaction'),
  command: () => new ApiError(404, 10063, 'Unknown application command'),
};
export const alreadyAcknowledged = () =>
  new ApiError(400, 40060, 'Interaction has already been acknowledged.');
export const invalidWebhookToken = () => new ApiError(401, 50027, 'Invalid Webhook Token');
export const tooManyFollowUps = () =>
  new ApiError(400, 40094, 'Maximum number of follow up messages for this interaction reached');

/** 50035: what is wrong stands under `errors`, as Discord nests it. */
export function invalidForm(problems: readonly string[]): ApiError {
  const _errors = problems.map((message) => ({ code: 0, message }));
  return new ApiError(400, 50035, 'Invalid Form Body', { errors: { _errors } });
}
