import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationOf } from '../../../adapters/slack/request.ts';
import { createRights } from '../../../adapters/slack/rights.ts';
import type { CommandRequest } from '../../../src/adapter.ts';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';

const logger = pino({ level: 'silent' });
const definition = (name: string, needsRights?: true) => ({
  name,
  description: '',
  options: [],
  examples: [],
  ...(needsRights && { needsRights }),
});

let slack: SlackStandIn;
beforeEach(async () => {
  slack = await startSlack({
    scopes: ['chat:write', 'users:read'],
    people: ['ada', 'grace'],
    admins: ['ada'],
  });
});
afterEach(async () => {
  expect(slack.violations).toEqual([]);
  await slack.close();
});

function rightsAt(times: { now: number } = { now: 0 }) {
  const web = new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
  });
  const definitions = [definition('follow', true), definition('paper')];
  const withRights = createRights({ web, definitions, logger, now: () => times.now });
  const request = (name: string, command: string, mayManage = false): CommandRequest => ({
    command,
    args: {},
    actor: { id: `slack:${slack.workspace.teamId}:${slack.person(name).id}`, name, mayManage },
    conversation: conversationOf({ team: slack.workspace.teamId, channel: 'C1' }),
    isDirect: false,
    locale: 'en',
  });
  return async (name: string, command: string, mayManage?: boolean) =>
    (await withRights(request(name, command, mayManage))).actor.mayManage;
}

describe('createRights', () => {
  it('asks who administers the workspace only where it matters, and remembers it for ten minutes', async () => {
    const times = { now: 0 };
    const may = rightsAt(times);
    expect(await may('ada', 'paper')).toBe(false);
    expect(await may('grace', 'follow', true)).toBe(true);
    expect(slack.callsOf('users.info')).toEqual([]);
    expect(await may('ada', 'follow')).toBe(true);
    expect(await may('ada', 'follow')).toBe(true);
    expect(await may('grace', 'follow')).toBe(false);
    expect(slack.callsOf('users.info')).toHaveLength(2);
    times.now = 11 * 60_000;
    expect(await may('ada', 'follow')).toBe(true);
    expect(slack.callsOf('users.info')).toHaveLength(3);
  });

  it('takes nobody for an administrator where Slack does not say it', async () => {
    slack.fault({ method: 'users.info', kind: 'error', error: 'missing_scope' });
    expect(await rightsAt()('ada', 'follow')).toBe(false);
  });
});
