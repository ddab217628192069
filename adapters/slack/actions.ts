import type { App } from '@slack/bolt';
import { readMessage } from '../../src/commands/read-message.ts';
import { note } from '../../src/reply/build.ts';
import { decodeState } from '../../src/reply/pagination.ts';
import type { CommandState } from '../../src/reply/reply.ts';
import { originOf } from './access.ts';
import { ACTION, ownerOf } from './buttons.ts';
import { type Desk, privately, responseOf } from './desk.ts';
import { HOME_QUESTION } from './home.ts';
import { MAX_STATE } from './limits.ts';
import { searchForm } from './modals.ts';
import { BlockAction } from './payloads.ts';
import { actorOf, toRequest } from './request.ts';
import { shareable } from './slash-commands.ts';
import { showInWindow } from './windows.ts';

/** Buttons, on messages and on views. */

const EXPIRED = 'This button is from an earlier version of me. Ask again, and it will be there anew.';

/** Shows a button's reply to everybody in the channel, then takes the private one away. */
async function share(state: CommandState, action: MessageAction, desk: Desk): Promise<void> {
  const { user, url, thread, isEphemeral } = action;
  const reply = await desk.ask(toRequest(state, action.place, action.actor));
  if (reply.kind === 'error') return desk.respond(url, privately(desk.render(reply), thread));
  const signed = {
    ...reply,
    blocks: [...reply.blocks, note(`Shared by ${action.actor.name || 'a colleague'}`)],
  };
  const message = desk.render(signed, { owner: user });
  await desk.respond(url, responseOf(message, { isPublic: true, replaces: false, thread }));
  if (isEphemeral) await desk.respond(url, { delete_original: true });
}

/** Puts a button's reply in the place of its message; next to it where that is somebody else's. */
async function show(state: CommandState, action: MessageAction, desk: Desk): Promise<void> {
  const { user, url, thread, isEphemeral, owner } = action;
  const reply = await desk.ask(toRequest(state, action.place, action.actor));
  const replaces = (isEphemeral || owner === user) && reply.kind !== 'error';
  const isPublic = replaces && !isEphemeral;
  const message = desk.render(reply, { owner: user, ...(!isPublic && { share: shareable(reply, state) }) });
  await desk.respond(url, responseOf(message, { isPublic, replaces, thread }));
}

type MessageAction = {
  readonly user: string;
  readonly actor: ReturnType<typeof actorOf>;
  readonly place: Parameters<typeof toRequest>[1];
  readonly url: string;
  readonly thread: string | undefined;
  readonly isEphemeral: boolean;
  readonly owner: string | undefined;
};

async function pressed(action: BlockAction, desk: Desk): Promise<void> {
  const [acted] = action.actions;
  if (acted === undefined) return;
  const { action_id: id, block_id: blockId, value } = acted;
  const team = action.team?.id ?? desk.installation.teamId;
  const { user, view, container } = action;
  const actor = actorOf(user.team_id ?? team, user.id, user.name ?? user.username);
  const url = action.response_url ?? undefined;
  const thread = container.thread_ts ?? undefined;

  const tell = async (message: ReturnType<Desk['say']>) => {
    if (url !== undefined) await desk.respond(url, privately(message, thread));
  };
  await desk.work(async () => {
    const refusal = desk.access(originOf(action));
    if (refusal !== undefined) return tell(desk.say(refusal));
    if (id.startsWith(ACTION.link)) return;
    if (id.startsWith(ACTION.search)) return openForm(action, desk);
    if (id === HOME_QUESTION) {
      const line = readMessage(value ?? '', desk.definitions);
      return showInWindow(line, action, desk);
    }
    const button = id.startsWith(ACTION.state) ? decodeState(value ?? '', MAX_STATE) : undefined;
    if (view != null) return showInWindow(button?.state ?? EXPIRED, action, desk);
    if (button === undefined || url === undefined || action.channel == null) return tell(desk.say(EXPIRED));
    const place = { team, channel: action.channel.id, ...(thread !== undefined && { thread }) };
    const message = { user: user.id, actor, place, url, thread, owner: ownerOf(blockId) };
    const isEphemeral = container.is_ephemeral === true;
    await (button.intent === 'share' ? share : show)(button.state, { ...message, isEphemeral }, desk);
  }, tell);
}

async function openForm({ trigger_id: trigger, view }: BlockAction, desk: Desk): Promise<void> {
  if (trigger == null) return;
  const form = { trigger_id: trigger, view: searchForm() };
  await desk.call((web) => (view?.type === 'modal' ? web.views.push(form) : web.views.open(form)));
}

export function listenForActions(app: App, desk: Desk): void {
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    await pressed(BlockAction.parse(body), desk);
  });
}
