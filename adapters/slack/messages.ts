import type { App } from '@slack/bolt';
import { visibilityOf } from '../../src/reply/visibility.ts';
import { type Desk, NO_PREVIEWS } from './desk.ts';
import { MessageEvent } from './payloads.ts';
import type { SlackMessage } from './render.ts';
import { actorOf, type Place, readToBot, toRequest } from './request.ts';

/** Messages to the bot: mentions in channels and threads, and direct messages. */

type Event = MessageEvent['event'];

/** A person's own words: nothing of a bot, and no edit, deletion or notice of Slack's. */
function isFromPerson(event: Event, desk: Desk): event is Event & { user: string; text: string } {
  const { user, text, bot_id: bot, subtype } = event;
  return (
    typeof user === 'string' &&
    typeof text === 'string' &&
    user !== desk.installation.botUserId &&
    (bot ?? undefined) === undefined &&
    (subtype ?? undefined) === undefined
  );
}

/** Where an answer goes: into the thread, which a mention in a channel begins; in a direct conversation below the message. */
function threadFor({ type, ts, thread_ts: thread }: Event): string | undefined {
  return thread ?? (type === 'app_mention' ? ts : undefined);
}

async function answer(delivered: MessageEvent, desk: Desk): Promise<void> {
  const { event } = delivered;
  if (!isFromPerson(event, desk)) return;
  const { channel, user } = event;
  const isMention = event.type === 'app_mention';
  const { botUserId } = desk.installation;
  if (!isMention && desk.config.mentionsOnly && !event.text.includes(`<@${botUserId}`)) return;
  const thread = threadFor(event);
  const target = { channel, ...(thread === undefined ? {} : { thread_ts: thread }) };
  const post = (message: SlackMessage, isPublic: boolean) =>
    desk.call((web) =>
      isPublic || !isMention
        ? web.chat.postMessage({ ...target, ...message, ...NO_PREVIEWS })
        : web.chat.postEphemeral({ ...target, ...message, user }),
    );

  await desk.work(
    async () => {
      const refusal = desk.access({
        team: delivered.team_id,
        enterprise: delivered.enterprise_id,
        userTeam: event.user_team ?? event.team,
        channel,
      });
      if (refusal !== undefined) return void (await post(desk.say(refusal), false));
      const team = delivered.team_id ?? desk.installation.teamId;
      const asked = readToBot(event.text, botUserId, desk.definitions);
      const place: Place = { team, channel, ...(isMention && thread !== undefined && { thread }) };
      const reply = await desk.ask(toRequest(asked, place, actorOf(event.user_team ?? team, user)));
      // Who calls the bot where others read expects an answer there; in a direct conversation nobody else reads.
      const isPublic = visibilityOf({ byDefault: 'public', ...asked }) === 'public';
      await post(desk.render(reply, { owner: user }), isPublic && reply.kind !== 'error');
    },
    (sentence) => post(sentence, false),
  );
}

export function listenForMessages(app: App, desk: Desk): void {
  app.event('app_mention', async ({ body }) => {
    await answer(MessageEvent.parse(body), desk);
  });
  app.event('message', async ({ body }) => {
    const delivered = MessageEvent.parse(body);
    // A mention in a channel arrives as an event of its own.
    if (delivered.event.channel_type === 'im') await answer(delivered, desk);
  });
}
