import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentSchema, loadConfig } from '../src/config.ts';

describe('loadConfig', () => {
  it('has defaults for everything', () => {
    expect(loadConfig({}, '/lab')).toEqual({
      dataDir: '/lab/data/local',
      logLevel: undefined,
      mayColour: true,
      meaning: true,
      discord: undefined,
      followRights: 'members',
      timeZone: 'UTC',
      slack: undefined,
      slackManifest: { configToken: undefined, apiUrl: 'https://slack.com/api' },
      arxiv: {
        categories: [],
        queries: [],
        noMailingDays: undefined,
        rssUrl: 'https://rss.arxiv.org/rss',
        oaiUrl: 'https://oaipmh.arxiv.org/oai',
        apiUrl: 'https://export.arxiv.org/api/query',
        contact: undefined,
      },
      languageModel: undefined,
      adminUsers: [],
      digestHeadlines: 8,
      rateLimits: { personPerMinute: 20, channelPerMinute: 60 },
      secrets: [],
    });
  });

  it('treats an empty variable as not set', () => {
    expect(loadConfig({ DATA_DIR: '', LOG_LEVEL: '' }, '/lab').dataDir).toBe('/lab/data/local');
  });

  it('keeps an absolute folder', () => {
    expect(loadConfig({ DATA_DIR: '/srv/papers' }, '/lab').dataDir).toBe('/srv/papers');
  });

  it('names every bad variable in one message', () => {
    expect(() => loadConfig({ DATA_DIR: '   ', LOG_LEVEL: 'loud' }, '/lab')).toThrow(
      /DATA_DIR[\s\S]*LOG_LEVEL: expected one of trace/,
    );
  });
});

const DISCORD = { DISCORD_TOKEN: 'a'.repeat(40), DISCORD_APPLICATION_ID: '123456789012345678' };
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_APP_TOKEN: 'xapp-1-abc' };

describe('following in loadConfig', () => {
  it('is for everybody, in UTC, unless something else is said', () => {
    expect(loadConfig({}, '/lab')).toMatchObject({ followRights: 'members', timeZone: 'UTC' });
    expect(loadConfig({ FOLLOW_RIGHTS: 'Admins', TIME_ZONE: ' Europe/Berlin ' }, '/lab')).toMatchObject({
      followRights: 'admins',
      timeZone: 'Europe/Berlin',
    });
  });

  it('says what a wrong one should be', () => {
    expect(() => loadConfig({ FOLLOW_RIGHTS: 'nobody', TIME_ZONE: 'Berlin' }, '/lab')).toThrow(
      /FOLLOW_RIGHTS: expected members or admins; got "nobody"[\s\S]*TIME_ZONE: expected a time zone's name/,
    );
  });
});

describe('arXiv in loadConfig', () => {
  it('is asked as it is told', () => {
    const env = {
      ARXIV_CATEGORIES: 'cs.LG, hep-th cs.LG',
      ARXIV_QUERIES: 'author:"Okafor, Ada"; category:cs.CV gardens;',
      ARXIV_NO_MAILING_DAYS: '2027-01-01,2027-01-18',
      ARXIV_RSS_URL: 'http://127.0.0.1:8080/rss/',
      CONTACT_EMAIL: 'lab@example.org',
    };
    expect(loadConfig(env, '/lab').arxiv).toMatchObject({
      categories: ['cs.LG', 'hep-th'],
      queries: ['author:"Okafor, Ada"', 'category:cs.CV gardens'],
      noMailingDays: ['2027-01-01', '2027-01-18'],
      rssUrl: 'http://127.0.0.1:8080/rss',
      contact: 'lab@example.org',
    });
    expect(loadConfig({ ARXIV: 'no' }, '/lab').arxiv).toBeUndefined();
  });

  it.each([
    [{ ARXIV_CATEGORIES: 'CS.LG' }, 'ARXIV_CATEGORIES: expected up to 30'],
    [
      { ARXIV_CATEGORIES: Array.from({ length: 31 }, (_, index) => `a${'b'.repeat(index)}`).join() },
      'up to 30',
    ],
    [{ ARXIV_NO_MAILING_DAYS: '1 January' }, 'ARXIV_NO_MAILING_DAYS: expected dates'],
    [{ ARXIV_OAI_URL: 'file:///etc/passwd' }, 'ARXIV_OAI_URL: expected an http(s) address'],
    [{ CONTACT_EMAIL: 'lab' }, 'CONTACT_EMAIL: expected an address'],
    [{ ARXIV: 'maybe' }, 'ARXIV: expected yes or no'],
  ])('says what is wrong with %j', (env, message) => {
    expect(() => loadConfig(env, '/lab')).toThrow(message);
  });
});

describe('the platforms in loadConfig', () => {
  it('reads tokens, lists of ids and addresses', () => {
    const config = loadConfig(
      {
        ...DISCORD,
        ...SLACK,
        DISCORD_GUILD_IDS: '111111111111111111, 222222222222222222',
        DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
        SLACK_TEAM_IDS: 'T1ABC',
        MENTIONS_ONLY: 'yes',
        ADMIN_USERS: 'slack:T1ABC:U1ABC discord:123456789012345678',
      },
      '/lab',
    );

    expect(config.adminUsers).toEqual(['slack:T1ABC:U1ABC', 'discord:123456789012345678']);
    expect(config.discord).toMatchObject({
      guildIds: ['111111111111111111', '222222222222222222'],
      apiUrl: 'http://127.0.0.1:8080/api',
      mentionsOnly: true,
      userInstall: false,
      messageContent: false,
    });
    expect(config.slack).toMatchObject({
      transport: { type: 'socket', appToken: 'xapp-1-abc' },
      teamIds: ['T1ABC'],
      replies: 'private',
    });
    expect(config.secrets).toEqual([DISCORD.DISCORD_TOKEN, 'xoxb-1-abc', 'xapp-1-abc']);
  });

  it('takes HTTP where there is a signing secret and a port', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_SIGNING_SECRET: 'deadbeef01', SLACK_PORT: '3000' };
    expect(loadConfig(env, '/lab').slack?.transport).toEqual({
      type: 'http',
      signingSecret: 'deadbeef01',
      port: 3000,
    });
  });

  it('says what is missing beside a token', () => {
    expect(() => loadConfig({ DISCORD_TOKEN: 'a'.repeat(40), SLACK_BOT_TOKEN: 'xoxb-1' }, '/lab')).toThrow(
      /DISCORD_APPLICATION_ID: needed[\s\S]*SLACK_APP_TOKEN: needed/,
    );
  });

  it('never prints a secret back, however wrong it is', () => {
    const wrong = {
      DISCORD_TOKEN: 'hunter2 hunter2',
      SLACK_BOT_TOKEN: 'hunter2',
      SLACK_SIGNING_SECRET: '#hunter2',
    };
    let message = '';
    try {
      loadConfig({ ...wrong, SLACK_PORT: 'x' }, '/lab');
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('SLACK_PORT: expected a port from 1 to 65535; got "x"');
    expect(message).toContain('DISCORD_TOKEN');
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['DISCORD_API_URL', 'https://me:hunter2@discord.com/api'],
    ['SLACK_API_URL', 'https://me:hunter2@slack.com/api'],
    ['SLACK_API_URL', 'ftp://me:hunter2@slack.com/api'],
    ['LLM_BASE_URL', 'me:hunter2@127.0.0.1'],
  ])('takes no password in an address, and prints none: %s', (name, value) => {
    const load = () => loadConfig({ ...DISCORD, ...SLACK, [name]: value }, '/lab');
    expect(load).toThrow(`${name}: expected an http(s) address`);
    expect(load).not.toThrow('hunter2');
  });
});

describe('the language model in loadConfig', () => {
  const MODEL = { LLM_BASE_URL: 'http://127.0.0.1:11434/v1/', LLM_MODEL: 'llama3.1:8b' };

  it('is what address and model say, and its key is a secret', () => {
    const config = loadConfig({ ...MODEL, LLM_API_KEY: 'sk-hunter2', LLM_TIMEOUT_SECONDS: '5' }, '/lab');

    expect(config.languageModel).toEqual({
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'llama3.1:8b',
      apiKey: 'sk-hunter2',
      contextTokens: 4096,
      dailyTokens: 1_000_000,
      timeoutMs: 5000,
    });
    expect(config.secrets).toEqual(['sk-hunter2']);
  });

  it('says what is missing beside the other', () => {
    expect(() => loadConfig({ LLM_MODEL: 'llama3.1:8b' }, '/lab')).toThrow('LLM_BASE_URL: needed');
    expect(() => loadConfig({ LLM_BASE_URL: MODEL.LLM_BASE_URL }, '/lab')).toThrow('LLM_MODEL: needed');
  });

  it('takes no password in the address, and prints none', () => {
    const load = () => loadConfig({ ...MODEL, LLM_BASE_URL: 'http://me:hunter2@127.0.0.1/v1' }, '/lab');

    expect(load).toThrow('use LLM_API_KEY');
    expect(load).not.toThrow('hunter2');
  });
});

describe('.env.example', () => {
  it('has every key of the schema with a comment above it, and no other', () => {
    const lines = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8').split('\n');
    const keys = lines.flatMap((line, index) => {
      const key = /^# ([A-Z][A-Z_]+)=/.exec(line)?.[1];
      if (key === undefined) return [];
      expect(lines[index - 1]).toMatch(/^# \S/);
      return [key];
    });

    expect(keys.sort()).toEqual(Object.keys(EnvironmentSchema.shape).sort());
  });
});
