import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { ARXIV_EXPECTED, type ArxivConfig, arxivConfig, arxivSchema } from './arxiv-config.ts';
import { BotError } from './errors.ts';

const SNOWFLAKE = /^\d{15,21}$/;

const secret = (pattern: RegExp) => z.string().trim().max(300).regex(pattern);
const idList = (pattern: RegExp) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ''))
    .pipe(z.array(z.string().regex(pattern)));
/** A name and password in it would be written wherever an address is, and `fetch` takes none. */
const address = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !/^[^/]*\/\/[^/?#]*@/.test(url))
  .transform((url) => url.replace(/\/+$/, ''));
const flag = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['yes', 'no', 'true', 'false', '1', '0']))
  .transform((value) => ['yes', 'true', '1'].includes(value));
/** IANA's name, as the runtime knows it in any case. */
const timeZone = z
  .string()
  .trim()
  .max(60)
  .refine((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  });
const perMinute = z.coerce.number().int().min(1).max(10_000);

/** Every variable that the program reads, by its name in the environment; `.env.example` explains each. */
export const EnvironmentSchema = z.object({
  DATA_DIR: z.string().trim().min(1).default('data/local'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  NO_COLOR: z.string().optional(),
  MEANING: flag.default(true),
  DISCORD_TOKEN: secret(/^[\w.-]{20,}$/).optional(),
  DISCORD_APPLICATION_ID: z.string().trim().regex(SNOWFLAKE).optional(),
  DISCORD_GUILD_IDS: idList(SNOWFLAKE).default([]),
  DISCORD_CHANNEL_IDS: idList(SNOWFLAKE).default([]),
  DISCORD_USER_INSTALL: flag.default(false),
  DISCORD_MESSAGE_CONTENT: flag.default(false),
  DISCORD_API_URL: address.default('https://discord.com/api'),
  SLACK_BOT_TOKEN: secret(/^xoxb-[\w-]+$/).optional(),
  SLACK_APP_TOKEN: secret(/^xapp-[\w-]+$/).optional(),
  SLACK_SIGNING_SECRET: secret(/^[\w-]{8,}$/).optional(),
  SLACK_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  SLACK_TEAM_IDS: idList(/^[TE][A-Z0-9]{2,20}$/).default([]),
  SLACK_CHANNEL_IDS: idList(/^[CGD][A-Z0-9]{2,20}$/).default([]),
  SLACK_REPLIES: z.enum(['private', 'public']).default('private'),
  SLACK_API_URL: address.default('https://slack.com/api'),
  SLACK_CONFIG_TOKEN: secret(/^xoxe[.-][\w.-]+$/).optional(),
  MENTIONS_ONLY: flag.default(false),
  FOLLOW_RIGHTS: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['members', 'admins']))
    .default('members'),
  TIME_ZONE: timeZone.default('UTC'),
  DIGEST_HEADLINES: z.coerce.number().int().min(1).max(8).default(8),
  ADMIN_USERS: idList(/^(?:discord:\d{15,21}|slack:[TE][A-Z0-9]{2,20}:[UW][A-Z0-9]{2,20})$/).default([]),
  ...arxivSchema({ flag, address }),
  LLM_BASE_URL: address.optional(),
  LLM_MODEL: z.string().trim().min(1).max(200).optional(),
  LLM_API_KEY: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{4,5000}$/)
    .optional(),
  LLM_CONTEXT_TOKENS: z.coerce.number().int().min(2048).max(2_000_000).default(4096),
  LLM_DAILY_TOKENS: z.coerce.number().int().min(1000).max(1_000_000_000).default(1_000_000),
  LLM_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  PERSON_REQUESTS_PER_MINUTE: perMinute.default(20),
  CHANNEL_REQUESTS_PER_MINUTE: perMinute.default(60),
});
type Environment = z.infer<typeof EnvironmentSchema>;

const EXPECTED: Readonly<Record<keyof typeof EnvironmentSchema.shape, string>> = {
  DATA_DIR: 'a folder, absolute or relative to the folder where the command is run',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
  NO_COLOR: 'any text, or nothing',
  MEANING: 'yes or no',
  DISCORD_TOKEN: "a bot's token, from the application's page Bot",
  DISCORD_APPLICATION_ID: "the application's id, 17 to 20 digits",
  DISCORD_GUILD_IDS: 'ids of servers, 17 to 20 digits each, with commas between',
  DISCORD_CHANNEL_IDS: 'ids of channels, 17 to 20 digits each, with commas between',
  DISCORD_USER_INSTALL: 'yes or no',
  DISCORD_MESSAGE_CONTENT: 'yes or no',
  DISCORD_API_URL: 'an http(s) address such as https://discord.com/api, without a name and password',
  SLACK_BOT_TOKEN: 'a token that begins with xoxb-',
  SLACK_APP_TOKEN: 'a token that begins with xapp-',
  SLACK_SIGNING_SECRET: "the signing secret of the app's page Basic Information",
  SLACK_PORT: 'a port from 1 to 65535',
  SLACK_TEAM_IDS: 'ids of workspaces such as T0123ABC, with commas between',
  SLACK_CHANNEL_IDS: 'ids of channels such as C0123ABC, with commas between',
  SLACK_REPLIES: 'private or public',
  SLACK_API_URL: 'an http(s) address such as https://slack.com/api, without a name and password',
  SLACK_CONFIG_TOKEN: 'a configuration token, which begins with xoxe.',
  MENTIONS_ONLY: 'yes or no',
  FOLLOW_RIGHTS: 'members or admins',
  TIME_ZONE: "a time zone's name such as Europe/Berlin, America/New_York or UTC",
  DIGEST_HEADLINES: 'a whole number from 1 to 8',
  ADMIN_USERS: 'people such as discord:123456789012345678 or slack:T0123ABC:U0123ABC, with commas between',
  ...ARXIV_EXPECTED,
  LLM_BASE_URL:
    'an http(s) address such as http://127.0.0.1:11434/v1, without a name and password (use LLM_API_KEY)',
  LLM_MODEL: "a model's name as its server calls it, such as llama3.1:8b",
  LLM_API_KEY: 'a key without spaces, of 4 to 5000 characters',
  LLM_CONTEXT_TOKENS: 'a whole number from 2048 to 2000000',
  LLM_DAILY_TOKENS: 'a whole number from 1000 to 1000000000',
  LLM_TIMEOUT_SECONDS: 'a whole number from 1 to 600',
  PERSON_REQUESTS_PER_MINUTE: 'a whole number from 1 to 10000',
  CHANNEL_REQUESTS_PER_MINUTE: 'a whole number from 1 to 10000',
};

/** Never printed back, not even where they are wrong. */
const SECRETS = [
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CONFIG_TOKEN',
  'LLM_API_KEY',
] as const;

export type DiscordConfig = {
  readonly token: string;
  readonly applicationId: string;
  /** Without the version; ends in no slash. */
  readonly apiUrl: string;
  /** Servers that may ask; empty: every server that has invited it. */
  readonly guildIds: readonly string[];
  /** Channels (a thread counts as its channel) in which it answers; empty: all. Direct messages are always answered. */
  readonly channelIds: readonly string[];
  /** True where people may install it for themselves, outside any server. */
  readonly userInstall: boolean;
  /** True where the application is allowed the privileged intent "Message Content": threads are answered without a mention. */
  readonly messageContent: boolean;
  /** True where nothing is answered that neither is a command nor mentions it, threads and direct messages included. */
  readonly mentionsOnly: boolean;
};

/** How Slack's deliveries arrive: over a socket that the bot opens, or as signed requests to a port of its own. */
export type SlackTransport =
  | { readonly type: 'socket'; readonly appToken: string }
  | { readonly type: 'http'; readonly signingSecret: string; readonly port: number };

export type SlackConfig = {
  readonly botToken: string;
  readonly transport: SlackTransport;
  /** Ends in no slash. */
  readonly apiUrl: string;
  /** Workspaces or organisations that may ask; empty: the one in which the app is installed. */
  readonly teamIds: readonly string[];
  /** Channels in which it answers; empty: all. Direct messages are always answered. */
  readonly channelIds: readonly string[];
  readonly replies: 'private' | 'public';
  readonly mentionsOnly: boolean;
};

/** For asking Slack about an app's manifest, which needs no bot. */
export type SlackManifestConfig = { readonly configToken: string | undefined; readonly apiUrl: string };

/** An endpoint that speaks OpenAI's `/chat/completions`. */
export type LanguageModelConfig = {
  /** With the version (`.../v1`); ends in no slash, holds no name and password. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** What the model takes at once, question and answer included. */
  readonly contextTokens: number;
  /** What may be used from midnight to midnight UTC, by all processes on one library together. */
  readonly dailyTokens: number;
  readonly timeoutMs: number;
};

export type Config = {
  /** Absolute path of the lab's own state. */
  readonly dataDir: string;
  /** Absent: the default of whatever runs (`warn` in the chat and the command line). */
  readonly logLevel: Environment['LOG_LEVEL'];
  /** False where NO_COLOR is set to anything (https://no-color.org). */
  readonly mayColour: boolean;
  /** False where papers are to be found by their words alone. */
  readonly meaning: boolean;
  /** Absent where no token is set. */
  readonly discord: DiscordConfig | undefined;
  readonly slack: SlackConfig | undefined;
  readonly slackManifest: SlackManifestConfig;
  /** Absent where arXiv is not asked for anything. */
  readonly arxiv: ArxivConfig | undefined;
  /** Absent where answers are quoted only. */
  readonly languageModel: LanguageModelConfig | undefined;
  /** Who may change what a whole channel follows. */
  readonly followRights: 'members' | 'admins';
  /** IANA name: when announcements come where nothing else is said. */
  readonly timeZone: string;
  /** People who may change what everybody in a conversation gets, beside those of whom the platform says so. */
  readonly adminUsers: readonly string[];
  /** Papers that a digest shows; the others are behind a button. */
  readonly digestHeadlines: number;
  /** How much is answered in a minute. */
  readonly rateLimits: { readonly personPerMinute: number; readonly channelPerMinute: number };
  /** Values that must not be written anywhere. */
  readonly secrets: readonly string[];
};

function discordConfig(env: Environment, problems: string[]): DiscordConfig | undefined {
  if (env.DISCORD_TOKEN === undefined) return undefined;
  if (env.DISCORD_APPLICATION_ID === undefined) {
    problems.push(`DISCORD_APPLICATION_ID: needed beside DISCORD_TOKEN; ${EXPECTED.DISCORD_APPLICATION_ID}`);
    return undefined;
  }
  return {
    token: env.DISCORD_TOKEN,
    applicationId: env.DISCORD_APPLICATION_ID,
    apiUrl: env.DISCORD_API_URL,
    guildIds: env.DISCORD_GUILD_IDS,
    channelIds: env.DISCORD_CHANNEL_IDS,
    userInstall: env.DISCORD_USER_INSTALL,
    messageContent: env.DISCORD_MESSAGE_CONTENT,
    mentionsOnly: env.MENTIONS_ONLY,
  };
}

function slackTransport(env: Environment, problems: string[]): SlackTransport | undefined {
  if (env.SLACK_APP_TOKEN !== undefined) return { type: 'socket', appToken: env.SLACK_APP_TOKEN };
  if (env.SLACK_SIGNING_SECRET !== undefined && env.SLACK_PORT !== undefined)
    return { type: 'http', signingSecret: env.SLACK_SIGNING_SECRET, port: env.SLACK_PORT };
  problems.push(
    'SLACK_APP_TOKEN: needed beside SLACK_BOT_TOKEN; or, to be reached over HTTP, both SLACK_SIGNING_SECRET and SLACK_PORT',
  );
  return undefined;
}

function slackConfig(env: Environment, problems: string[]): SlackConfig | undefined {
  if (env.SLACK_BOT_TOKEN === undefined) return undefined;
  const transport = slackTransport(env, problems);
  return (
    transport && {
      botToken: env.SLACK_BOT_TOKEN,
      transport,
      apiUrl: env.SLACK_API_URL,
      teamIds: env.SLACK_TEAM_IDS,
      channelIds: env.SLACK_CHANNEL_IDS,
      replies: env.SLACK_REPLIES,
      mentionsOnly: env.MENTIONS_ONLY,
    }
  );
}

function languageModelConfig(env: Environment, problems: string[]): LanguageModelConfig | undefined {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model } = env;
  if (baseUrl === undefined && model === undefined) return undefined;
  if (baseUrl === undefined) problems.push(`LLM_BASE_URL: needed beside LLM_MODEL; ${EXPECTED.LLM_BASE_URL}`);
  if (model === undefined) problems.push(`LLM_MODEL: needed beside LLM_BASE_URL; ${EXPECTED.LLM_MODEL}`);
  if (baseUrl === undefined || model === undefined) return undefined;
  return {
    baseUrl,
    model,
    apiKey: env.LLM_API_KEY,
    contextTokens: env.LLM_CONTEXT_TOKENS,
    dailyTokens: env.LLM_DAILY_TOKENS,
    timeoutMs: env.LLM_TIMEOUT_SECONDS * 1000,
  };
}

function invalid(problems: readonly string[]): BotError {
  return new BotError(
    'config-invalid',
    `The configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

function badVariable(name: string, value: string | undefined): string {
  const isSecret = (SECRETS as readonly string[]).includes(name);
  // Whatever stands before an @ may be a password.
  const isSecretPart = value?.includes('@') === true;
  const got = isSecret || isSecretPart ? `a text of ${value?.length ?? 0} characters` : JSON.stringify(value);
  return `${name}: expected ${EXPECTED[name as keyof typeof EXPECTED]}; got ${got}`;
}

/**
 * Parses the environment. A variable set to an empty string counts as not set.
 *
 * @param env the process environment merged with `.env`
 * @param folder what a relative DATA_DIR is relative to
 * @throws BotError `config-invalid` naming every bad variable, its value's place and what was expected
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, folder: string): Config {
  const given = Object.fromEntries(
    Object.keys(EnvironmentSchema.shape).flatMap((key) => (env[key] ? [[key, env[key]]] : [])),
  );
  const parsed = EnvironmentSchema.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw invalid(names.map((name) => badVariable(name, env[name])));
  }
  const problems: string[] = [];
  const discord = discordConfig(parsed.data, problems);
  const slack = slackConfig(parsed.data, problems);
  const languageModel = languageModelConfig(parsed.data, problems);
  if (problems.length > 0) throw invalid(problems);
  const { DATA_DIR, LOG_LEVEL, NO_COLOR } = parsed.data;
  const dataDir = DATA_DIR.startsWith('~/') ? join(homedir(), DATA_DIR.slice(2)) : DATA_DIR;
  return {
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(folder, dataDir),
    logLevel: LOG_LEVEL,
    mayColour: NO_COLOR === undefined,
    meaning: parsed.data.MEANING,
    discord,
    slack,
    slackManifest: { configToken: parsed.data.SLACK_CONFIG_TOKEN, apiUrl: parsed.data.SLACK_API_URL },
    arxiv: arxivConfig(parsed.data),
    languageModel,
    followRights: parsed.data.FOLLOW_RIGHTS,
    timeZone: parsed.data.TIME_ZONE,
    adminUsers: parsed.data.ADMIN_USERS,
    digestHeadlines: parsed.data.DIGEST_HEADLINES,
    rateLimits: {
      personPerMinute: parsed.data.PERSON_REQUESTS_PER_MINUTE,
      channelPerMinute: parsed.data.CHANNEL_REQUESTS_PER_MINUTE,
    },
    secrets: SECRETS.flatMap((name) => parsed.data[name] ?? []),
  };
}
