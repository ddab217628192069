import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bot, startHttpBot } from './bolt-bot.ts';
import { type SlackStandIn, startSlack } from './index.ts';

let slack: SlackStandIn;
let bot: Bot;
beforeEach(async () => {
  slack = await startSlack({ emulator: false });
  bot = await startHttpBot(slack);
});
afterEach(async () => {
  await bot.stop();
  await slack.close();
});

function post(text = 'A post') {
  const channel = slack.workspace.channels[0]?.id ?? '';
  return bot.app.client.chat.postMessage({ channel, text, unfurl_links: false, unfurl_media: false });
}
const posted = () => slack.messagesIn('general').map(({ text }) => text);

describe('a fault of one call', () => {
  test.each([401, 403, 404, 500, 503])('status %i', async (status) => {
    slack.fault({ method: 'chat.postMessage', kind: 'http', status, times: 1 });

    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: status });
    expect(posted()).toEqual([]);
    await post();
    expect(posted()).toEqual(['A post']);
  });

  test('too many requests, for so many seconds', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'http', status: 429, retryAfter: 30, times: 1 });
    const { botToken: token, apiUrl } = slack;
    const response = await fetch(`${apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });

    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
    expect(slack.callsOf('chat.postMessage')[0]?.fault).toMatchObject({ status: 429 });
  });

  test('an error of the envelope', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'ratelimited', times: 1 });
    await expect(post()).rejects.toThrow('ratelimited');
  });

  test('a reset leaves nothing, a lost reply leaves the message', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'reset', times: 1 });
    await expect(post('reset')).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(posted()).toEqual([]);

    slack.fault({ method: 'chat.postMessage', kind: 'lostReply', times: 1 });
    await expect(post('lost')).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(posted()).toEqual(['lost']);
  });

  test('an error after everything was done leaves the message', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'http', status: 503, times: 1, afterWork: true });
    await expect(post('status')).rejects.toMatchObject({ statusCode: 503 });
    slack.fault({
      method: 'chat.postMessage',
      kind: 'error',
      error: 'internal_error',
      times: 1,
      afterWork: true,
    });
    await expect(post('error')).rejects.toThrow('internal_error');
    slack.fault({ method: 'chat.postMessage', kind: 'hang', times: 1, afterWork: true });
    void post('silence').catch(() => undefined);
    await slack.until(() => posted().length === 3);
    expect(posted()).toEqual(['status', 'error', 'silence']);
  });

  test('no answer at all', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'hang', times: 1 });
    const patience = new AbortController();
    const headers = { authorization: `Bearer ${slack.botToken}` };
    const { signal } = patience;
    const asked = fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, signal });
    await slack.until(() => slack.callsOf('chat.postMessage').length === 1);
    patience.abort();
    await expect(asked).rejects.toThrow();
    expect(posted()).toEqual([]);
  });

  test('late, twice, and in another order', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'late', ms: 5, times: 1 });
    await post('late');
    slack.fault({ method: 'chat.postMessage', kind: 'twice', times: 1 });
    await post('twice');
    expect(posted()).toEqual(['late', 'twice', 'twice']);

    slack.fault({ method: 'chat.postMessage', kind: 'outOfOrder', batch: 2, times: 2 });
    const answered: string[] = [];
    const first = post('first').then(() => answered.push('first'));
    await slack.until(() => posted().includes('first'));
    await Promise.all([first, post('second').then(() => answered.push('second'))]);
    expect(answered).toEqual(['second', 'first']);
  });

  test('of a response_url', async () => {
    slack.fault({ method: 'response_url', kind: 'http', status: 500, times: 1 });
    const until = () => slack.callsOf('response_url').some(({ fault }) => fault !== undefined);

    const { messages } = await slack.person('ada').command('/echo', 'x', { until });

    expect(messages).toEqual([]);
  });
});

test('a fault of everything lasts until it is taken away', async () => {
  const end = slack.fault({ method: '*', kind: 'error', error: 'token_revoked' });

  await expect(post()).rejects.toThrow('token_revoked');
  await expect(bot.app.client.auth.test()).rejects.toThrow('token_revoked');
  end();
  await post();
  expect(posted()).toEqual(['A post']);
});
