import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Dispatch, Inbox, InboxEvent } from '../../../src/adapter.ts';
import { paragraph, reply } from '../../../src/reply/build.ts';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import { errorsIn, idOf, type SlackBot, startSlackBot } from './slack-bot.ts';

const short = reply({ kind: 'answer', blocks: [paragraph('An answer of some words')] });

/** A dispatch that answers when it is told to. */
function gated() {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const asked: string[] = [];
  const dispatch: Dispatch = async ({ command }) => {
    asked.push(command);
    await gate;
    return short;
  };
  return { dispatch, asked, open: () => open() };
}

describe.each(['socket', 'http'] as const)('deliveries over %s', (transport) => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  let asked = 0;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, {
      transport,
      around: (dispatch) => (request, options) => {
        asked += 1;
        return dispatch(request, options);
      },
    });
  });
  afterAll(async () => {
    await bot.stop();
    expect(slack.violations).toEqual([]);
    await slack.close();
  });

  it('handles what comes twice once: commands, presses, forms, events', async () => {
    const ada = slack.person('ada');
    const { message } = await ada.command('/paper', '', { copies: 2 });
    if (message === undefined) throw new Error('No message');
    const { view } = await ada.press(message, idOf(message, 'Search'), { copies: 2 });
    if (view === undefined) throw new Error('No form');
    await ada.submit(view, { words: 'how many papers have code?' }, { copies: 2 });
    await ada.mention('general', 'how many papers have code?', { copies: 2 });
    await ada.dm('how many papers have code?', { copies: 2 });
    await bot.settled();
    expect(asked).toBe(4);
    expect(slack.callsOf('views.open')).toHaveLength(1);
    expect(slack.callsOf('chat.postMessage')).toHaveLength(2);
    const seen = slack.delivered.length;
    for (const delivered of slack.delivered.slice(0, seen)) {
      expect(await slack.redeliver(delivered)).toMatchObject({ ok: true });
    }
    await bot.settled();
    expect(asked).toBe(4);
  });

  it('keeps a response_url only until the reply was given', async () => {
    await slack.person('ada').command('/paper', 'relationformer');
    await bot.settled();
    expect(await bot.inbox.unfinished('slack')).toEqual([]);
  });

  it('acknowledges while it still looks things up, and answers others meanwhile', async () => {
    const other = await startSlack();
    const slow = gated();
    const slowBot = await startSlackBot(other, {
      transport,
      around: (dispatch) => (request, options) =>
        request.actor.name === 'ada' ? slow.dispatch(request) : dispatch(request, options),
    });
    try {
      const ada = other.person('ada');
      const { ack } = await ada.command('/paper', 'x', { until: ({ ack: given }) => given !== undefined });
      expect(ack).toMatchObject({ ok: true });
      const { message } = await other.person('grace').command('/paper', 'relationformer');
      expect(message?.text).toContain('Relationformer');
      expect(ada.sees('general').filter(({ author }) => author !== ada.id)).toEqual([]);
      slow.open();
      await other.until(() => ada.sees('general').some(({ text }) => text === 'An answer of some words'));
    } finally {
      slow.open();
      await slowBot.stop();
      await other.close();
    }
  });

  it('finishes what is in flight when it is stopped, and takes nothing new', async () => {
    const other = await startSlack({ ackMs: 300 });
    const slow = gated();
    const stopped = await startSlackBot(other, { transport, around: () => slow.dispatch });
    const ada = other.person('ada');
    await ada.command('/paper', 'x', { until: ({ ack }) => ack !== undefined });
    const stopping = stopped.stop();
    const late = await ada.command('/paper', 'y', { until: ({ ack }) => ack !== undefined });
    expect(late.ack).toMatchObject({ ok: false });
    slow.open();
    await stopping;
    expect(slow.asked).toEqual(['paper']);
    expect(ada.sees('general').map(({ text }) => text)).toEqual(['An answer of some words']);
    expect(await stopped.adapter.ended).toMatchObject({ isFinal: true });
    await other.close();
  });

  it('answers after a crash what was acknowledged before it, where that is still of use', async () => {
    const other = await startSlack();
    const slow = gated();
    const crashed = await startSlackBot(other, { transport, around: () => slow.dispatch });
    const ada = other.person('ada');
    await ada.command('/paper', 'x', { until: ({ ack }) => ack !== undefined });
    await ada.mention('general', 'how many?', { until: ({ ack }) => ack !== undefined });
    await other.until(() => slow.asked.length === 2);
    const left = await crashed.inbox.unfinished('slack');
    expect(left).toHaveLength(2);
    expect(JSON.stringify(left)).not.toContain('verification-token');

    const old: InboxEvent = {
      ...left[0],
      id: 'slack:old',
      adapter: 'slack',
      payload: left[0]?.payload ?? '',
    };
    const done: string[] = [];
    const kept: Inbox = {
      claim: async () => true,
      done: async (id) => void done.push(id),
      unfinished: async () => [
        ...left,
        { ...old, payload: old.payload ?? '', receivedAt: new Date(Date.now() - 3_600_000) },
      ],
    };
    const next = await startSlackBot(other, {
      transport,
      around: () => async () => short,
      parts: { inbox: kept },
    });
    await other.until(
      () => ada.sees('general').filter(({ text }) => text === 'An answer of some words').length === 2,
    );
    await vi.waitFor(() => expect(done).toHaveLength(3));
    expect(done).toEqual([...left.map(({ id }) => id), 'slack:old']);
    slow.open();
    await next.stop();
    await crashed.stop();
    await other.close();
  });

  it('answers without the store where that fails', async () => {
    const other = await startSlack();
    const broken: Inbox = {
      claim: () => Promise.reject(new Error('disk full')),
      done: () => Promise.reject(new Error('disk full')),
      unfinished: () => Promise.reject(new Error('disk full')),
    };
    const careless = await startSlackBot(other, { transport, parts: { inbox: broken } });
    const { message } = await other.person('ada').command('/paper', 'relationformer');
    expect(message?.text).toContain('Relationformer');
    expect(errorsIn(careless).join('')).toContain('could not be written down');
    const [delivered] = other.delivered;
    if (delivered !== undefined) await other.redeliver(delivered);
    await careless.stop();
    expect(other.callsOf('response_url')).toHaveLength(1);
    await other.close();
  });

  it('tells who asked when something breaks, under a reference that the log carries', async () => {
    const other = await startSlack();
    const broken = await startSlackBot(other, {
      transport,
      around: () => () => Promise.reject(new Error('a defect')),
    });
    const ada = other.person('ada');
    for (const { message } of [
      await ada.command('/paper', 'x share:yes'),
      await ada.mention('general', 'x'),
      await ada.dm('x'),
    ]) {
      expect(message?.text).toMatch(
        /^Something went wrong here, not with your question. Reference: [0-9a-f]{8}$/,
      );
      const reference = message?.text.slice(-8) ?? '';
      expect(errorsIn(broken).join('')).toContain(reference);
    }
    expect(other.messagesIn('general').filter(({ author }) => author === other.workspace.bot.id)).toEqual([]);
    expect(other.violations).toEqual([]);
    await broken.stop();
    await other.close();
  });

  it('waits as long as Slack asks for, and nobody else waits with it', async () => {
    const ada = slack.person('ada');
    slack.fault({ method: 'chat.postMessage', kind: 'http', status: 429, retryAfter: 30, times: 1 });
    await ada.mention('general', 'how many papers have code?', { until: ({ ack }) => ack !== undefined });
    await slack.until(() => slack.callsOf('chat.postMessage').length > 0);
    const { message } = await ada.mention('papers', 'how many papers have code?');
    expect(message?.text).toContain('16 papers with code');
    slack.fault({ method: 'response_url', kind: 'http', status: 429, retryAfter: 0, times: 1 });
    expect((await ada.command('/paper', 'relationformer')).message?.text).toContain('Relationformer');
  });

  it.each(['lostReply', 'reset'] as const)('posts once where the reply is %s', async (kind) => {
    const ada = slack.person('ada');
    slack.fault({ method: 'chat.postMessage', kind, times: 1 });
    const before = slack.callsOf('chat.postMessage').length;
    const told = slack.callsOf('chat.postEphemeral').length;
    const texts = () => slack.messagesIn('papers').filter(({ text }) => text.includes('16 papers with code'));
    const had = texts().length;
    await ada.mention('papers', 'how many papers have code?', { until: ({ ack }) => ack !== undefined });
    await vi.waitFor(() => expect(slack.callsOf('chat.postMessage').length - before).toBe(1));
    await slack.until(() => slack.callsOf('chat.postEphemeral').length > told);
    expect(slack.callsOf('chat.postMessage').length - before).toBe(1);
    expect(texts().length - had).toBe(kind === 'lostReply' ? 1 : 0);
  });
});
