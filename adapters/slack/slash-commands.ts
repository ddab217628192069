import type { App } from '@slack/bolt';
import type { CommandState, Reply } from '../../src/reply/reply.ts';
import { visibilityOf } from '../../src/reply/visibility.ts';
import { type Desk, privately, responseOf } from './desk.ts';
import { SlashCommand } from './payloads.ts';
import { actorOf, readSlash, toRequest } from './request.ts';

/** What "Share with channel" can show to everybody: nothing that went wrong, no help, and nothing that would be done once more. */
export function shareable(reply: Reply, { command, args, page }: CommandState): CommandState | undefined {
  if (['error', 'help', 'done'].includes(reply.kind)) return undefined;
  return page === undefined ? { command, args } : { command, args, page };
}

/** What the form completes. */
const IN_FORM = new Set(['paper', 'author', 'topic']);

/** A command without an argument is offered the form, since Slack completes nothing in what is typed. */
export function wantsForm(
  { command, args }: CommandState,
  { definitions }: Pick<Desk, 'definitions'>,
): boolean {
  const definition = definitions.find(({ name }) => name === command);
  const completes =
    definition?.options.some(({ rest, suggest = '' }) => rest && IN_FORM.has(suggest)) ?? false;
  return completes && Object.keys(args).length === 0;
}

async function answer(command: SlashCommand, team: string, desk: Desk): Promise<void> {
  const { user_id: user, channel_id: channel, response_url: url } = command;
  const refusal = desk.access({
    team: command.team_id,
    enterprise: command.enterprise_id,
    userTeam: undefined,
    channel,
  });
  if (refusal !== undefined) return desk.respond(url, privately(desk.say(refusal)));
  const asked = readSlash(command.command, command.text, desk.definitions);
  const isPublic = visibilityOf({ byDefault: desk.config.replies, ...asked }) === 'public';
  const reply = await desk.ask(toRequest(asked, { team, channel }, actorOf(team, user, command.user_name)));
  const isShown = isPublic && reply.kind !== 'error';
  const message = desk.render(reply, {
    owner: user,
    share: isShown ? undefined : shareable(reply, asked),
    search: wantsForm(asked, desk),
  });
  await desk.respond(url, responseOf(message, { isPublic: isShown, replaces: false }));
}

/** Every slash command that Slack delivers, also one that no manifest of ours declares. */
export function listenForCommands(app: App, desk: Desk): void {
  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    await desk.work(
      async () => {
        const command = SlashCommand.parse(body);
        await answer(command, command.team_id ?? desk.installation.teamId, desk);
      },
      (sentence) => desk.respond(body.response_url, privately(sentence)),
    );
  });
}
