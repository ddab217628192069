import type { App } from '@slack/bolt';
import { readMessage } from '../../src/commands/read-message.ts';
import { note } from '../../src/reply/build.ts';
import { type ButtonState, decodeState } from '../../src/reply/pagination.ts';
import type { CommandState } from '../../src/reply/reply.ts';
import { isForEverybody } from '../../src/reply/visibility.ts';
import { originOf } from './access.ts';
import { ACTION, ownerOf } from './buttons.ts';
import { type Desk, privately, responseOf } from './desk.ts';
import { HOME_QUESTION } from './home.ts';
import { MAX_STATE } from './limits.ts';
import { searchForm } from './modals.ts';
import { BlockAction } from './payloads.ts';
import type { SlackMessage } from './render.ts';
import { actorOf, type Person, type Place, toRequest } from './request.ts';
import { shareable } from './slash-commands.ts';
import { showInWindow } from './windows.ts';

/** Buttons, on messages and on views. */

const EXPIRED = 'This button is from an earlier version of me. Ask again, and it will be there anew.';

/** A press on a message: by whom, where, and how it is answered. */
type MessageAction = {
  readonly actor: Person;
  readonly place: Place;
  /** Slack's id of who pressed. */
  readonly user: string;
  /** Slack's id of who asked for the message; undefined where nobody in particular did. */
  readonly owner: string | undefined;
  readonly url: string;
  readonly thread: string | undefined;
  readonly isEphemeral: boolean;
};

function messageAction(action: BlockAction, desk: Desk): MessageAction | undefined {
  const { channel, user, container, response_url: url } = action;
  if (channel == null || url == null) return undefined;
  const team = action.team?.id ?? desk.installation.teamId;
  const thread = container.thread_ts ?? undefined;
  return {
    actor: actorOf(user.team_id ?? team, user.id, user.name ?? user.username),
    place: { team, channel: channel.id, ...(thread !== undefined && { thread }) },
    user: user.id,
    owner: ownerOf(action.actions[0]?.block_id ?? ''),
    url,
    thread,
    isEphemeral: container.is_ephemeral === true,
  };
}

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
  const isOwn = (isEphemeral || owner === user) && reply.kind !== 'error';
  // What was changed for all is told to all, beside the private message under which the button stood.
  const isForAll = reply.kind === 'done' && isForEverybody(state.command) && (isEphemeral || !isOwn);
  const replaces = isOwn && !isForAll;
  const isPublic = isForAll || (isOwn && !isEphemeral);
  const message = desk.render(reply, { owner: user, ...(!isPublic && { share: shareable(reply, state) }) });
  await desk.respond(url, responseOf(message, { isPublic, replaces, thread }));
}

/** What a button of ours carries; undefined for whatever else was pressed. */
function carried({ actions: [acted] }: BlockAction): ButtonState | undefined {
  const isOurs = acted?.action_id.startsWith(ACTION.state) === true;
  return isOurs ? decodeState(acted.value ?? '', MAX_STATE) : undefined;
}

async function onMessage(action: MessageAction, button: ButtonState | undefined, desk: Desk): Promise<void> {
  if (button === undefined) return desk.respond(action.url, privately(desk.say(EXPIRED), action.thread));
  await (button.intent === 'share' ? share : show)(button.state, action, desk);
}

async function onView(action: BlockAction, desk: Desk): Promise<void> {
  const [acted] = action.actions;
  const line =
    acted?.action_id === HOME_QUESTION
      ? readMessage(acted.value ?? '', desk.definitions)
      : carried(action)?.state;
  await showInWindow(line ?? EXPIRED, action, desk);
}

async function pressed(action: BlockAction, desk: Desk): Promise<void> {
  const id = action.actions[0]?.action_id ?? '';
  if (id.startsWith(ACTION.link)) return;
  const message = messageAction(action, desk);
  const tell = async (sentence: SlackMessage) => {
    if (message !== undefined) await desk.respond(message.url, privately(sentence, message.thread));
  };
  await desk.work(async () => {
    const refusal = desk.access(originOf(action));
    if (refusal !== undefined)
      return message === undefined ? showInWindow(refusal, action, desk) : tell(desk.say(refusal));
    if (id.startsWith(ACTION.search)) return openForm(action, desk);
    return message === undefined ? onView(action, desk) : onMessage(message, carried(action), desk);
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
