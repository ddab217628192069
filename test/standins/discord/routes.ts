/** Every REST route the stand-in has, by the name that tests, faults and the judge use for it. */
export const ROUTES = {
  getGatewayBot: 'GET /gateway/bot',
  getOwnUser: 'GET /users/@me',
  getUser: 'GET /users/:user',
  listOwnGuilds: 'GET /users/@me/guilds',
  leaveGuild: 'DELETE /users/@me/guilds/:guild',
  openDirectChannel: 'POST /users/@me/channels',
  getOwnApplication: 'GET /applications/@me',
  getOwnOAuthApplication: 'GET /oauth2/applications/@me',
  getGuild: 'GET /guilds/:guild',
  listGuildChannels: 'GET /guilds/:guild/channels',
  getGuildMember: 'GET /guilds/:guild/members/:user',
  getChannel: 'GET /channels/:channel',
  listMessages: 'GET /channels/:channel/messages',
  createMessage: 'POST /channels/:channel/messages',
  getMessage: 'GET /channels/:channel/messages/:message',
  editMessage: 'PATCH /channels/:channel/messages/:message',
  deleteMessage: 'DELETE /channels/:channel/messages/:message',
  startTyping: 'POST /channels/:channel/typing',
  createThread: 'POST /channels/:channel/threads',
  createThreadFromMessage: 'POST /channels/:channel/messages/:message/threads',
  answerInteraction: 'POST /interactions/:interaction/:token/callback',
  getOriginal: 'GET /webhooks/:application/:token/messages/@original',
  editOriginal: 'PATCH /webhooks/:application/:token/messages/@original',
  deleteOriginal: 'DELETE /webhooks/:application/:token/messages/@original',
  createFollowUp: 'POST /webhooks/:application/:token',
  getFollowUp: 'GET /webhooks/:application/:token/messages/:message',
  editFollowUp: 'PATCH /webhooks/:application/:token/messages/:message',
  deleteFollowUp: 'DELETE /webhooks/:application/:token/messages/:message',
  listCommands: 'GET /applications/:application/commands',
  replaceCommands: 'PUT /applications/:application/commands',
  createCommand: 'POST /applications/:application/commands',
  getCommand: 'GET /applications/:application/commands/:command',
  editCommand: 'PATCH /applications/:application/commands/:command',
  deleteCommand: 'DELETE /applications/:application/commands/:command',
  listGuildCommands: 'GET /applications/:application/guilds/:guild/commands',
  replaceGuildCommands: 'PUT /applications/:application/guilds/:guild/commands',
  createGuildCommand: 'POST /applications/:application/guilds/:guild/commands',
  getGuildCommand: 'GET /applications/:application/guilds/:guild/commands/:command',
  editGuildCommand: 'PATCH /applications/:application/guilds/:guild/commands/:command',
  deleteGuildCommand: 'DELETE /applications/:application/guilds/:guild/commands/:command',
} as const;

export type RouteName = keyof typeof ROUTES;

/** Routes whose token in the path is all the authorization they need. */
const TOKEN_IN_PATH: ReadonlySet<RouteName> = new Set([
  'answerInteraction',
  'getOriginal',
  'editOriginal',
  'deleteOriginal',
  'createFollowUp',
  'getFollowUp',
  'editFollowUp',
  'deleteFollowUp',
]);

export const needsBotToken = (route: RouteName): boolean => !TOKEN_IN_PATH.has(route);

export type RouteMatch = { readonly name: RouteName; readonly params: Readonly<Record<string, string>> };

const compiled = Object.entries(ROUTES).map(([name, template]) => {
  const [method = '', path = ''] = template.split(' ');
  const pattern = path.replaceAll(/:([a-z]+)/g, '(?<$1>[^/]+)');
  return { name: name as RouteName, method, pattern: new RegExp(`^${pattern}$`) };
});

/** @param path below `/api/v10`, percent-decoded: discord.js sends `%40original` */
export function matchRoute(method: string, path: string): RouteMatch | undefined {
  for (const route of compiled) {
    const params = route.method === method ? route.pattern.exec(path) : null;
    if (params) return { name: route.name, params: { ...params.groups } };
  }
  return undefined;
}
