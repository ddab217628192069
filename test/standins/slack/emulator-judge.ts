import { createServer } from 'node:net';
import { createEmulator } from 'emulate';
import { z } from 'zod';
import type { Finding } from './limits-judge.ts';
import type { RecordedCall } from './web-server.ts';
import type { Channel, Workspace } from './workspace.ts';

/**
 * A second, independent Slack (the package `emulate`) that gets each call of the bot too and must answer alike.
 * It knows no sockets, commands or response_urls and accepts any blocks, so it judges the Web API's state alone.
 */
export type EmulatorJudge = {
  /** What the emulator answered otherwise than the stand-in; nothing where they agree or it cannot tell. */
  judge(call: RecordedCall): Promise<Finding | undefined>;
  close(): Promise<void>;
};

/** Refusals that the emulator decides in the same way; with others it never sees the call. */
const SHARED_ERRORS = [
  'missing_scope',
  'channel_not_found',
  'is_archived',
  'no_text',
  'user_not_found',
  'message_not_found',
  'cant_update_message',
  'cant_delete_message',
  'already_reacted',
  'no_reaction',
];
/** Slack hides a private channel from a bot outside of it; the emulator says that it is there. */
const KNOWN_DIFFERENCES = [['channel_not_found', 'not_in_channel']];
const UNKNOWN_METHODS = ['apps.connections.open', 'response_url'];
/** The emulator takes 5,000 calls an hour of one token. */
const CALLS_OF_A_TOKEN = 4000;
const BOT_TOKENS = 25;
const STEWARD = 'xoxp-steward';
const ALL_SCOPES = [
  'channels:read,channels:join,channels:manage,channels:write,groups:read,groups:write',
  'im:read,im:write,im:history,mpim:read,users:read,chat:write',
]
  .join(',')
  .split(',');

const AnswerSchema = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  ts: z.string().optional(),
  trigger_id: z.string().optional(),
  channel: z.unknown().optional(),
  view: z.looseObject({ id: z.string() }).optional(),
  members: z.array(z.looseObject({ id: z.string(), name: z.string() })).default([]),
  channels: z.array(z.looseObject({ id: z.string(), name: z.string() })).default([]),
});
type EmulatorAnswer = z.infer<typeof AnswerSchema>;

/** A free port outside of the range that the system gives out, so that nobody is given it meanwhile. */
async function freePort(): Promise<number> {
  const port = 15_000 + Math.floor(Math.random() * 15_000);
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
  return isFree ? port : freePort();
}

const botToken = (number: number) => `xoxb-emulated-${number}`;

function seed({ users, channels, bot, appId }: Workspace, scopes: readonly string[]) {
  const app = { app_id: appId, bot_id: bot.botId, bot_user_id: bot.id };
  const names = Array.from({ length: BOT_TOKENS }, (_, number) => botToken(number));
  return {
    slack: {
      strict_scopes: true,
      users: users.map(({ name }) => ({ name })),
      channels: channels
        .filter(({ kind }) => kind !== 'im')
        .map(({ name, kind }) => ({ name, is_private: kind === 'private' })),
      oauth_apps: [
        { ...app, client_id: 'client', client_secret: 'none', name: bot.name, redirect_uris: [], scopes },
      ],
      tokens: [
        ...names.map((token) => ({ token, type: 'bot', user_id: bot.id, scopes, ...app })),
        { token: STEWARD, type: 'bot', user_id: bot.id, scopes: ALL_SCOPES, ...app },
        { token: 'xoxp-admin', user_id: 'U000000001', scopes: ALL_SCOPES },
        ...users.map(({ name }) => ({ token: `xoxp-${name}`, user: name, scopes: ALL_SCOPES })),
      ],
    },
  };
}

export async function startEmulatorJudge(
  workspace: Workspace,
  scopes: readonly string[],
): Promise<EmulatorJudge> {
  const port = await freePort();
  const emulator = await createEmulator({ service: 'slack', port, seed: seed(workspace, scopes) });
  /** Our ids to the emulator's: channels, users, messages' ts and views. */
  const ids = new Map<string, string>();
  let calls = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function ask(method: string, fields: object, token: string): Promise<EmulatorAnswer> {
    const response = await fetch(`http://127.0.0.1:${port}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    return AnswerSchema.parse(await response.json());
  }

  /** Sets the emulator up: what it refuses there is a mistake of ours. */
  async function setUp(method: string, fields: object, token: string): Promise<EmulatorAnswer> {
    const answer = await ask(method, fields, token);
    if (!answer.ok)
      throw new Error(`The emulator refuses ${method} ${JSON.stringify(fields)}: ${answer.error}`);
    return answer;
  }

  /** Brings the emulator's channels into the state of ours. */
  async function furnish(channel: Channel): Promise<void> {
    const id = ids.get(channel.id);
    const isPrivate = channel.kind === 'private';
    for (const { name, id: userId } of workspace.users) {
      const mayJoin = !isPrivate && channel.members.has(userId);
      if (mayJoin) await setUp('conversations.join', { channel: id }, `xoxp-${name}`);
    }
    if (channel.members.has(workspace.bot.id)) {
      if (isPrivate)
        await setUp('conversations.invite', { channel: id, users: workspace.bot.id }, 'xoxp-admin');
      else await setUp('conversations.join', { channel: id }, STEWARD);
    }
    if (channel.archived) await setUp('conversations.archive', { channel: id }, 'xoxp-admin');
  }

  const { members } = await setUp('users.list', {}, STEWARD);
  for (const { id, name } of workspace.users) {
    ids.set(id, members.find((member) => member.name === name)?.id ?? id);
  }
  const listing = { types: 'public_channel,private_channel', limit: 1000 };
  const { channels } = await setUp('conversations.list', listing, 'xoxp-admin');
  for (const channel of workspace.channels) {
    ids.set(channel.id, channels.find(({ name }) => name === channel.name)?.id ?? channel.id);
    await furnish(channel);
  }

  async function openDirect(channelId: string): Promise<void> {
    const channel = workspace.channels.find(({ id, kind }) => id === channelId && kind === 'im');
    if (channel === undefined || ids.has(channelId)) return;
    const userId = [...channel.members].find((id) => id !== workspace.bot.id) ?? '';
    const opened = await setUp('conversations.open', { users: ids.get(userId) }, STEWARD);
    ids.set(channelId, z.looseObject({ id: z.string() }).parse(opened.channel).id);
  }

  /** The emulator has triggers of its own, for who and what our view is for. */
  async function trigger({ answer }: RecordedCall): Promise<string | undefined> {
    const ours = AnswerSchema.safeParse(answer?.body).data?.view;
    const view = workspace.views.find(({ id }) => id === ours?.id);
    const from = view?.previousId === undefined ? {} : { view_id: ids.get(view.previousId) };
    const fields = { user_id: ids.get(view?.userId ?? ''), ...from };
    return (await setUp('views.generateTriggerId', fields, botToken(0))).trigger_id;
  }

  async function translate(call: RecordedCall): Promise<Record<string, unknown> | undefined> {
    const fields: Record<string, unknown> = { ...call.fields };
    delete fields.token;
    for (const name of ['hash', 'oldest', 'latest', 'cursor']) delete fields[name];
    await openDirect(String(fields.channel));
    for (const name of ['channel', 'user', 'users', 'user_id', 'thread_ts', 'external_id']) {
      if (fields[name] !== undefined) fields[name] = ids.get(String(fields[name])) ?? fields[name];
    }
    for (const name of ['ts', 'timestamp', 'view_id']) {
      if (fields[name] === undefined) continue;
      const known = ids.get(String(fields[name]));
      // It never saw what a response_url, an acknowledgement or a person posted.
      if (known === undefined && call.answer?.body.ok === true) return undefined;
      fields[name] = known ?? fields[name];
    }
    if (fields.trigger_id !== undefined) fields.trigger_id = await trigger(call);
    return fields;
  }

  function remember(ours: EmulatorAnswer, theirs: EmulatorAnswer): void {
    if (ours.ts !== undefined && theirs.ts !== undefined) ids.set(ours.ts, theirs.ts);
    if (ours.view !== undefined && theirs.view !== undefined) ids.set(ours.view.id, theirs.view.id);
  }

  async function compare(call: RecordedCall): Promise<Finding | undefined> {
    const ours = AnswerSchema.parse(call.answer?.body);
    const canTell = ours.ok || SHARED_ERRORS.includes(ours.error ?? '');
    if (UNKNOWN_METHODS.includes(call.method) || !canTell) return undefined;
    const fields = await translate(call);
    if (fields === undefined) return undefined;
    const token = botToken(Math.floor(calls++ / CALLS_OF_A_TOKEN) % BOT_TOKENS);
    const theirs = await ask(call.method, fields, token);
    const isKnown = KNOWN_DIFFERENCES.some(([one, other]) => ours.error === one && theirs.error === other);
    if (isKnown || (theirs.ok === ours.ok && theirs.error === ours.error)) {
      remember(ours, theirs);
      return undefined;
    }
    const [said, other] = [ours, theirs].map(({ ok, error }) => (ok ? 'ok' : error));
    const detail = `the stand-in answers ${said}, the emulator ${other}`;
    return { method: call.method, rule: 'emulator', path: '', detail };
  }

  return {
    judge(call) {
      const verdict = last.then(() => compare(call));
      last = verdict.catch(() => {});
      return verdict;
    },
    close: () => emulator.close(),
  };
}
