import type { webApi } from '@slack/bolt';
import type { ParsedLine } from '../../src/commands/parse-line.ts';
import type { Desk } from './desk.ts';
import { LOOKING, replyView, sentenceView } from './modals.ts';
import type { BlockAction } from './payloads.ts';
import { actorOf, toRequest } from './request.ts';

/** Replies in windows: of the form, of the app's page, and of buttons in windows. */

type Acted = Pick<BlockAction, 'user' | 'team'>;

/** Asks and shows the reply in a window that is open. A string is shown as it is. */
export async function fillWindow(
  viewId: string,
  line: ParsedLine | string,
  { user, team }: Acted,
  desk: Desk,
): Promise<void> {
  const update = (view: webApi.ViewsUpdateArguments['view']) =>
    desk.call((web) => web.views.update({ view_id: viewId, view }));
  await desk.work(
    async () => {
      if (typeof line === 'string') return void (await update(sentenceView(line)));
      const home = team?.id ?? desk.installation.teamId;
      // A window belongs to no conversation but to a person.
      const place = { team: home, channel: user.id };
      const actor = actorOf(user.team_id ?? home, user.id, user.name ?? user.username);
      const room = await desk.directRoom(home, user.id);
      const reply = await desk.ask({ ...toRequest(line, place, actor), ...(room !== undefined && { room }) });
      await update(replyView(desk.render(reply, { owner: user.id })));
    },
    (sentence) => update(replyView(sentence)),
  );
}

/** In the window where a button was pressed; in a new one, opened at once while the trigger is good, where that was no window. */
export async function showInWindow(
  line: ParsedLine | string,
  action: BlockAction,
  desk: Desk,
): Promise<void> {
  const { view, trigger_id: trigger } = action;
  if (view?.type === 'modal') return fillWindow(view.id, line, action, desk);
  if (trigger == null) return;
  const opened = await desk.call((web) =>
    web.views.open({ trigger_id: trigger, view: sentenceView(LOOKING) }),
  );
  const id = opened.view?.id;
  if (id !== undefined) await fillWindow(id, line, action, desk);
}
