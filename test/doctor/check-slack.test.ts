import { afterEach, describe, expect, it } from 'vitest';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../adapters/slack/manifest.ts';
import type { SlackConfig } from '../../src/config.ts';
import { checkSlack } from '../../src/doctor/check-slack.ts';
import { type Finding, problemsIn, reportText } from '../../src/doctor/finding.ts';
import { type SlackOptions, type SlackStandIn, startSlack } from '../standins/slack/index.ts';

let slack: SlackStandIn;
afterEach(() => slack.close());

async function examined(options: SlackOptions = {}, change: Partial<SlackConfig> = {}) {
  slack = await startSlack(options);
  return () =>
    checkSlack({
      botToken: slack.botToken,
      transport: { type: 'socket', appToken: slack.appToken },
      apiUrl: slack.apiUrl.replace(/\/$/, ''),
      teamIds: [],
      channelIds: [],
      replies: 'private',
      mentionsOnly: false,
      ...change,
    });
}

const ALL_SCOPES = [...Object.keys(REQUIRED_SCOPES), ...Object.keys(OPTIONAL_SCOPES)];
const report = (findings: readonly Finding[]) => reportText([{ title: 'Slack', findings }]);
const problems = (findings: readonly Finding[]) =>
  problemsIn([{ title: 'Slack', findings }]).map(({ text }) => text);

describe('Slack', () => {
  it('is well where the tokens may do everything, and no connection is opened', async () => {
    const findings = await (await examined({ scopes: ALL_SCOPES }))();

    expect(findings.every(({ level }) => level === 'fine')).toBe(true);
    expect(report(findings)).toContain('in the workspace Lab (T');
    expect(report(findings)).toContain(
      'It may answer mentions and direct messages, and announce where it was invited and somebody follows (chat:write).',
    );
    expect(slack.connections).toEqual([]);
    expect(slack.leaksIn(report(findings))).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('names what it may not do: what it needs as a problem, what it can do without as a note', async () => {
    const scopes = ALL_SCOPES.filter((scope) => scope !== 'im:history' && scope !== 'users:read');
    const findings = await (await examined({ scopes }))();

    expect(problems(findings)).toEqual([
      'It may not read what people write to it directly: im:history is missing.',
    ]);
    expect(report(findings)).toMatch(/note {2}It may not .*: users:read is optional, and was not granted\./);
  });

  it('says which token is not accepted', async () => {
    const check = await examined({ scopes: ALL_SCOPES });
    slack.fault({ method: 'auth.test', kind: 'error', error: 'token_revoked' });
    slack.fault({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' });

    expect(problems(await check())).toEqual([
      'Slack does not accept SLACK_BOT_TOKEN: Slack says token_revoked.',
      'Slack does not accept SLACK_APP_TOKEN: Slack says invalid_auth.',
    ]);
  });

  it('tells a service that is not there from a token that is not accepted', async () => {
    const check = await examined();
    slack.fault({ method: 'auth.test', kind: 'reset' });
    slack.fault({ method: 'apps.connections.open', kind: 'http', status: 503 });

    for (const text of problems(await check())) expect(text).toMatch(/^Slack could not be asked with SLACK_/);
    expect(problems(await check())).toHaveLength(2);
  });

  it('says where the workspace is none of those that may ask', async () => {
    const [text] = problems(await (await examined({ scopes: ALL_SCOPES }, { teamIds: ['T0OTHER'] }))());

    expect(text).toContain(`SLACK_TEAM_IDS does not name the workspace ${slack.workspace.teamId}`);
  });

  it('asks for no connection over HTTP', async () => {
    const transport = { type: 'http', signingSecret: 'secret-secret', port: 3000 } as const;
    const findings = await (await examined({ scopes: ALL_SCOPES }, { transport }))();

    expect(report(findings)).toContain('port 3000, at the path /slack/events');
    expect(slack.callsOf('apps.connections.open')).toEqual([]);
  });
});
