import { type Arguments, ArgumentsSchema } from './arguments.ts';
import { CHAT_METHODS, contentOf } from './methods/chat.ts';
import { CONVERSATION_METHODS } from './methods/conversations.ts';
import { GENERAL_METHODS } from './methods/general.ts';
import { type Method, type MethodContext, needScope, SlackError } from './methods/method.ts';
import { VIEW_METHODS } from './methods/views.ts';

export type Answer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the token may do, which Slack says in a header. */
  readonly scopes?: ReadonlySet<string>;
};

export type Tokens = { readonly bot: string; readonly app: string };

const METHODS: Readonly<Record<string, Method>> = {
  ...CHAT_METHODS,
  ...CONVERSATION_METHODS,
  ...GENERAL_METHODS,
  ...VIEW_METHODS,
};

function parseArguments(fields: Readonly<Record<string, unknown>>): Arguments {
  const { success, data, error } = ArgumentsSchema.safeParse(fields);
  if (success) return data;
  const messages = error.issues.map(
    ({ message, path }) => `[ERROR] ${message} [json-pointer:/${path.join('/')}]`,
  );
  const isAboutBlocks = error.issues.every(({ path }) => path[0] === 'blocks');
  throw new SlackError(isAboutBlocks ? 'invalid_blocks_format' : 'invalid_arguments', {
    response_metadata: { messages },
  });
}

function refusal(error: unknown): Record<string, unknown> {
  if (!(error instanceof SlackError)) throw error;
  return { ok: false, error: error.message, ...error.fields };
}

/** Looks for what Slack would refuse a message or view for; its error, or nothing. */
export type Refuse = (method: string, args: Arguments) => SlackError | undefined;

/** Answers one call of the Web API as Slack does: always status 200, with an error's code in the envelope. */
export function answerCall(
  name: string,
  token: string | undefined,
  fields: Readonly<Record<string, unknown>>,
  tokens: Tokens,
  context: MethodContext,
  refuse: Refuse,
): Answer {
  try {
    const method = METHODS[name];
    if (method === undefined) throw new SlackError('unknown_method', { req_method: name });
    if (token === undefined || token === '') throw new SlackError('not_authed');
    if (token !== tokens.bot && token !== tokens.app) throw new SlackError('invalid_auth');
    if (token !== tokens[method.token ?? 'bot']) throw new SlackError('not_allowed_token_type');
    if (method.scope !== undefined) needScope(context, method.scope);
    const args = parseArguments(fields);
    const refused = refuse(name, args);
    if (refused !== undefined) throw refused;
    const body = { ok: true, ...method.handle(args, context) };
    return token === tokens.bot ? { status: 200, body, scopes: context.scopes } : { status: 200, body };
  } catch (error) {
    return { status: 200, body: refusal(error) };
  }
}

/** Answers a post to a response_url: `path` says which. A press's original can be replaced; a command has none. */
export function answerResponse(
  path: string,
  fields: Readonly<Record<string, unknown>>,
  { workspace, interactions }: MethodContext,
  refuse: Refuse,
): Answer {
  const interaction = interactions.takeResponsePath(path);
  if (typeof interaction === 'string') return { status: 404, body: { ok: false, error: interaction } };
  try {
    const args = parseArguments(fields);
    const { original } = interaction;
    if (args.delete_original) {
      if (original !== undefined) workspace.deleteMessage(original, interaction.id);
      return { status: 200, body: { ok: true } };
    }
    const content = contentOf(args);
    const refused = refuse('response_url', args);
    if (refused !== undefined) throw refused;
    if (args.replace_original && original !== undefined) {
      workspace.changeMessage(original, content, interaction.id);
    } else {
      const onlyFor = args.response_type === 'in_channel' ? undefined : interaction.userId;
      const place = {
        channel: interaction.channel ?? '',
        author: workspace.bot.id,
        threadTs: args.thread_ts,
      };
      workspace.addMessage({ ...place, onlyFor }, content, interaction.id);
    }
    return { status: 200, body: { ok: true } };
  } catch (error) {
    return { status: 400, body: refusal(error) };
  }
}
