import { type Method, SlackError, visibleChannel } from './method.ts';

const authTest: Method = {
  handle: (_args, { workspace }) => ({
    url: 'https://lab.slack.com/',
    team: 'Lab',
    team_id: workspace.teamId,
    user: workspace.bot.name,
    user_id: workspace.bot.id,
    bot_id: workspace.bot.botId,
    is_enterprise_install: false,
  }),
};

const openConnection: Method = {
  token: 'app',
  handle: (_args, { socketUrl }) => ({ url: socketUrl() }),
};

const userInfo: Method = {
  scope: 'users:read',
  handle(args, { workspace }) {
    const user = [...workspace.users, workspace.bot].find(({ id }) => id === args.user);
    if (user === undefined) throw new SlackError('user_not_found');
    return {
      user: {
        id: user.id,
        team_id: workspace.teamId,
        name: user.name,
        real_name: user.name,
        locale: user.locale,
        tz: 'Europe/Berlin',
        deleted: false,
        is_admin: user.isAdmin,
        is_owner: false,
        is_primary_owner: false,
        is_bot: user.id === workspace.bot.id,
        profile: { display_name: user.name, real_name: user.name },
      },
    };
  },
};

/** `done`: Slack's refusal where the reaction is already there, or not there to be removed. */
function reaction(done: 'already_reacted' | 'no_reaction'): Method {
  return {
    scope: 'reactions:write',
    handle(args, context) {
      const channel = visibleChannel(args, context);
      const message = context.workspace.messages.find(
        ({ ts, channel: id, deleted }) => ts === args.timestamp && id === channel.id && !deleted,
      );
      if (message === undefined) throw new SlackError('message_not_found');
      const name = args.name ?? '';
      const at = message.reactions.indexOf(name);
      if (done === 'already_reacted' ? at >= 0 : at < 0) throw new SlackError(done);
      if (done === 'already_reacted') message.reactions.push(name);
      else message.reactions.splice(at, 1);
      context.workspace.changed();
      return {};
    },
  };
}

export const GENERAL_METHODS: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'apps.connections.open': openConnection,
  'users.info': userInfo,
  'reactions.add': reaction('already_reacted'),
  'reactions.remove': reaction('no_reaction'),
};
