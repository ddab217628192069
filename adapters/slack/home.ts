import type { App, types } from '@slack/bolt';
import { ACTION } from './buttons.ts';
import { UMBRELLA } from './commands.ts';
import type { Desk } from './desk.ts';
import { MAX_VIEW_BLOCKS } from './limits.ts';
import { HomeOpened } from './payloads.ts';
import type { SlackMessage } from './render.ts';
import { actorOf, toRequest } from './request.ts';

/** The app's own page: a box to ask in, the newest papers, and how to ask elsewhere. */

export const HOME_QUESTION = 'question';

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });

const HELP = [
  'In a channel or here in "Messages":',
  '/paper words, a title, an id or a link',
  '/author a name',
  '/topics words or a category',
  `${UMBRELLA} a question in plain words`,
  `${UMBRELLA} help`,
  'In a thread, mention the bot: commands do not work there.',
].join('\n');

/** @param newest the newest papers as a message, blocks only */
export function homeView({ blocks: newest }: Pick<SlackMessage, 'blocks'>): types.HomeView {
  const before: types.KnownBlock[] = [
    { type: 'header', text: plain('Ask about the papers') },
    {
      type: 'input',
      block_id: HOME_QUESTION,
      dispatch_action: true,
      label: plain('A question, words, a title or a name'),
      element: {
        type: 'plain_text_input',
        action_id: HOME_QUESTION,
        max_length: 1000,
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      },
    },
    {
      type: 'actions',
      block_id: 'form',
      elements: [
        {
          type: 'button',
          action_id: `${ACTION.search}.home`,
          text: plain('Search by title or author'),
        },
      ],
    },
    { type: 'header', text: plain('Newest papers') },
  ];
  const after: types.KnownBlock[] = [
    { type: 'divider' },
    { type: 'header', text: plain('How to ask') },
    { type: 'section', text: plain(HELP) },
  ];
  const room = MAX_VIEW_BLOCKS - before.length - after.length;
  return { type: 'home', blocks: [...before, ...newest.slice(0, room), ...after] };
}

/** The page for whoever may not ask. */
function refusalView(sentence: string): types.HomeView {
  return { type: 'home', blocks: [{ type: 'section', text: plain(sentence) }] };
}

export function listenForHome(app: App, desk: Desk): void {
  app.event('app_home_opened', async ({ body }) => {
    const { event, team_id, enterprise_id } = HomeOpened.parse(body);
    if (event.tab != null && event.tab !== 'home') return;
    const { user } = event;
    const team = team_id ?? desk.installation.teamId;
    const publish = (view: types.HomeView) => desk.call((web) => web.views.publish({ user_id: user, view }));
    await desk.work(
      async () => {
        const refusal = desk.access({
          team,
          enterprise: enterprise_id,
          userTeam: undefined,
          channel: undefined,
        });
        if (refusal !== undefined) return void (await publish(refusalView(refusal)));
        const place = { team, channel: user };
        const newest = await desk.ask(toRequest({ command: 'new', args: {} }, place, actorOf(team, user)));
        await publish(homeView(desk.render(newest)));
      },
      (sentence) => publish(homeView(sentence)),
    );
  });
}
