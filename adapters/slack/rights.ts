import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { CommandRequest } from '../../src/adapter.ts';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { mayAct } from '../../src/commands/yes-or-no.ts';
import type { Logger } from '../../src/logger.ts';
import { describeError } from './errors.ts';

/** Who administers the workspace. Slack says it nowhere but on request, so it is asked only for commands to which it matters. */

const UserInfo = z.object({
  user: z.object({ is_admin: z.boolean().default(false), is_owner: z.boolean().default(false) }),
});

/** Long enough for somebody who sets things up, short enough that who is no administrator any more soon is none here. */
const REMEMBER_MS = 10 * 60_000;
const MAX_REMEMBERED = 1000;

export type RightsParts = {
  readonly web: Pick<webApi.WebClient, 'users'>;
  readonly definitions: readonly CommandDefinition[];
  readonly logger: Logger;
  readonly now: () => number;
};

/** Fills in `actor.mayManage`. Never rejects: where Slack does not say it, the person is taken for no administrator. */
export function createRights({ web, definitions, logger, now }: RightsParts) {
  const matters = new Set(definitions.filter(({ needsRights }) => needsRights).map(({ name }) => name));
  const known = new Map<string, { readonly isAdmin: boolean; readonly until: number }>();

  async function asked(actorId: string): Promise<boolean> {
    const user = actorId.slice(actorId.lastIndexOf(':') + 1);
    try {
      const { is_admin: isAdmin, is_owner: isOwner } = UserInfo.parse(await web.users.info({ user })).user;
      return isAdmin || isOwner;
    } catch (error) {
      // Without the permission users:read the administrators are those whom ADMIN_USERS names.
      logger.info({ reason: describeError(error) }, 'Slack did not say who administers the workspace');
      return false;
    }
  }

  async function isAdmin(actorId: string): Promise<boolean> {
    const remembered = known.get(actorId);
    if (remembered !== undefined && remembered.until > now()) return remembered.isAdmin;
    const answer = await asked(actorId);
    known.delete(actorId);
    known.set(actorId, { isAdmin: answer, until: now() + REMEMBER_MS });
    const [oldest] = known.keys();
    if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return answer;
  }

  return async (request: CommandRequest): Promise<CommandRequest> => {
    const { actor, command } = request;
    // A plain yes may be to something that needs rights.
    if (actor.mayManage || !(matters.has(command) || mayAct(request))) return request;
    return { ...request, actor: { ...actor, mayManage: await isAdmin(actor.id) } };
  };
}
