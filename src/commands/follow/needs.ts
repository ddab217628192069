import type { Announcements } from '../../announcements/announcements.ts';
import { UserError } from '../../errors.ts';
import { paragraph, reply } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';
import type { CommandContext } from '../command.ts';

/** What following and saving need before anything is done. */

/** What is said where the process announces nothing. */
export const NOT_HERE =
  'Nothing is followed or saved from here, where single questions are answered. Start the bot with npm start and ask there.';

/** A handler that needs announcements; where the process has none, that is said instead. */
export function withAnnouncements<Args>(
  handle: (args: Args, context: CommandContext, announcements: Announcements) => Promise<Reply>,
): (args: Args, context: CommandContext) => Promise<Reply> {
  return async (args, context) =>
    context.announcements === undefined
      ? reply({ kind: 'notice', answered: false, blocks: [paragraph(NOT_HERE)] })
      : handle(args, context, context.announcements);
}

/** @throws {UserError} where only some may change what everybody in this conversation gets */
export function requireRight({
  isDirect,
  followRights,
  actor,
}: Pick<CommandContext, 'isDirect' | 'followRights' | 'actor'>): void {
  if (isDirect || followRights === 'members' || actor.mayManage) return;
  throw new UserError(
    'Only those who manage this place may change what everybody here gets. In a direct message to me you can follow for yourself.',
  );
}

/** Whose following it is: `You now follow`, `This channel follows`. */
export function whoFollows(
  { isDirect }: Pick<CommandContext, 'isDirect'>,
  { now = '' }: { readonly now?: string } = {},
): string {
  const adverb = now === '' ? '' : ` ${now}`;
  return isDirect ? `You${adverb} follow` : `This channel${adverb} follows`;
}

/** Who gets it, where. */
export function audience({ isDirect }: Pick<CommandContext, 'isDirect'>): string {
  return isDirect ? 'here, for you alone' : 'in this channel, for everybody';
}
