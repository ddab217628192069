import type { Dispatch } from '../adapter.ts';

/**
 * A dispatch to which the people of this list may manage every conversation, whatever their platform says of them.
 *
 * @param adminUsers actor ids as the adapters write them: `discord:123`, `slack:T1:U1`
 */
export function grantRights(dispatch: Dispatch, adminUsers: readonly string[]): Dispatch {
  const admins = new Set(adminUsers);
  return (request, options) => {
    const { actor } = request;
    const granted = admins.has(actor.id) ? { ...request, actor: { ...actor, mayManage: true } } : request;
    return dispatch(granted, options);
  };
}
