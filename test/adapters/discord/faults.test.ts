import { describe, expect, it } from 'vitest';
import type { Dispatch, Inbox } from '../../../src/adapter.ts';
import { botFor, botOnDiscord, core } from './bot-on-discord.ts';
import { textOf } from './message-text.ts';

/** Core that answers when it is told to. */
function heldDispatch() {
  const waiting: (() => void)[] = [];
  let asked = 0;
  const dispatch: Dispatch = async (request, options) => {
    asked += 1;
    await new Promise<void>((resolve) => waiting.push(resolve));
    return core.dispatch(request, options);
  };
  return {
    dispatch,
    get asked() {
      return asked;
    },
    release: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

const errors = (log: readonly string[]) => log.filter((line) => /"level":(50|60)/.test(line));

describe('acknowledging', () => {
  it('comes before anything is looked up or written down', async () => {
    const held = heldDispatch();
    let claim = (_: boolean): void => undefined;
    const inbox: Inbox = {
      claim: () =>
        new Promise((resolve) => {
          claim = resolve;
        }),
      done: async () => undefined,
      unfinished: async () => [],
    };
    const { discord } = await botOnDiscord({ parts: { dispatch: held.dispatch, inbox } });
    const view = discord.user('ada').startSlash('new');
    await view.until(({ state }) => state === 'deferred');
    expect(held.asked).toBe(0);

    claim(true);
    await expect.poll(() => held.asked).toBe(1);
    held.release();
    await view.until(({ state }) => state === 'answered');
  });

  it('does without the store where that cannot be written', async () => {
    const broken = async () => {
      throw new Error('database is locked');
    };
    const inbox: Inbox = { claim: broken, done: broken, unfinished: async () => [] };
    const { discord, log } = await botOnDiscord({ parts: { inbox } });
    const view = await discord.user('ada').slash('new');

    expect(view.state).toBe('answered');
    expect(log.join('')).toContain('could not be written down');
  });

  it('that is lost on the way is sent again, and the one that arrived counts', async () => {
    const { discord } = await botOnDiscord();
    discord.faults.on('answerInteraction', { kind: 'lostReply' });
    const lost = await discord.user('ada').slash('new');
    expect(lost).toMatchObject({ state: 'answered', edits: 1 });

    discord.faults.on('answerInteraction', { kind: 'status', status: 503 });
    const refused = await discord.user('ada').slash('new');
    expect(refused).toMatchObject({ state: 'answered', edits: 1 });
  });

  it('too late costs that interaction only', async () => {
    const { discord, log } = await botOnDiscord();
    const held = discord.faults.hold('answerInteraction');
    const view = discord.user('ada').startSlash('new');
    await held.arrived;
    discord.expire(view);
    held.release();
    await expect.poll(() => log.join('')).toContain('Too late to answer');

    expect((await discord.user('ada').slash('new')).state).toBe('answered');
    expect(errors(log)).toEqual([]);
  });

  it('by a second process with the same token leaves the answer to that one', async () => {
    const { discord, create, adapter, log } = await botFor();
    await adapter.start();
    const second = create();
    await second.start();
    const views = await Promise.all(Array.from({ length: 5 }, () => discord.user('ada').slash('new')));
    await second.stop();

    expect(views.map(({ edits }) => edits)).toEqual([1, 1, 1, 1, 1]);
    expect(discord.messages(discord.channel('general'))).toHaveLength(5);
    expect(errors(log)).toEqual([]);
  });
});

describe('a slow search', () => {
  it('is answered by an edit when it is done, while others are answered meanwhile', async () => {
    const held = heldDispatch();
    const { discord } = await botOnDiscord({
      parts: {
        dispatch: (request, more) => (request.command === 'new' ? held : core).dispatch(request, more),
      },
    });
    const slow = discord.user('ada').startSlash('new');
    await slow.until(({ state }) => state === 'deferred');
    const fast = await discord.user('bob').slash('paper', { query: 'privacy' });
    expect([slow.state, fast.state]).toEqual(['deferred', 'answered']);
    held.release();

    expect((await slow.until(({ state }) => state === 'answered')).edits).toBe(1);
  });

  it('that lasts as long as Discord waits is given up with a sentence', async () => {
    const held = heldDispatch();
    const { discord } = await botOnDiscord({
      parts: { dispatch: held.dispatch },
      timing: { answerWithinMs: 50 },
    });
    const view = discord.user('ada').startSlash('new');
    await view.until(({ followUps }) => followUps.length > 0);

    expect(view.state).toBe('deleted');
    expect(textOf(view.followUps[0])).toContain('Please ask again');
    held.release();
  });

  it('that comes when the token is over is dropped', async () => {
    const held = heldDispatch();
    const { discord, log } = await botOnDiscord({ parts: { dispatch: held.dispatch } });
    const view = discord.user('ada').startSlash('new');
    await view.until(({ state }) => state === 'deferred');
    await expect.poll(() => held.asked).toBe(1);
    discord.expireToken(view);
    held.release();
    await expect.poll(() => log.join('')).toContain('too late');

    expect(errors(log)).toEqual([]);
  });
});

describe('whatever goes wrong', () => {
  it('becomes a private sentence with a reference that the log carries', async () => {
    const { discord, log } = await botOnDiscord({
      parts: { dispatch: () => Promise.reject(new Error('a defect')) },
    });
    const view = discord.user('ada').startSlash('new');
    await view.until(({ followUps }) => followUps.length > 0);
    const reference = /Reference: (\w{8})/.exec(textOf(view.followUps[0]))?.[1];

    expect(view.state).toBe('deleted');
    expect(reference).toBeDefined();
    expect(errors(log).join('')).toContain(`"reference":"${reference}"`);
    expect(errors(log).join('')).toContain('a defect');
  });

  it('under a button leaves the reply as it was, in a message it is said there', async () => {
    let isBroken = false;
    const { discord } = await botOnDiscord({
      parts: {
        dispatch: (request, more) =>
          isBroken ? Promise.reject(new Error('a defect')) : core.dispatch(request, more),
      },
    });
    const { message } = await discord.user('ada').slash('paper', { query: 'privacy' });
    const before = textOf(message);
    isBroken = true;
    const pressed = discord.user('ada').startPress(message, 'More');
    await pressed.until(({ followUps }) => followUps.length > 0);
    expect(textOf(message)).toBe(before);
    expect(textOf(pressed.followUps[0])).toContain('Reference:');

    discord.user('ada').say('direct', 'which papers have code?');
    await expect.poll(() => textOf(discord.messages(discord.direct('ada')).at(-1))).toContain('Reference:');
  });

  it('in an event that cannot be read costs that event only', async () => {
    const { discord, log } = await botOnDiscord();
    discord.gateway.emitRaw('INTERACTION_CREATE', { id: '1', type: 2, data: { type: 1 } });
    discord.gateway.emitRaw('MESSAGE_CREATE', { id: '2', content: null });
    discord.gateway.emitRaw('INTERACTION_CREATE', { type: 'nonsense' });

    expect((await discord.user('ada').slash('new')).state).toBe('answered');
    expect(log.filter((line) => line.includes('could not be read')).length).toBeGreaterThan(0);
  });

  it('is taken for what it is where Discord refuses a reply', async () => {
    const { discord, log } = await botOnDiscord();
    discord.faults.on('editOriginal', { kind: 'status', status: 400, code: 50_035 });
    const view = discord.user('ada').startSlash('new');
    await view.until(({ followUps }) => followUps.length > 0);

    expect(textOf(view.followUps[0])).toContain('Reference:');
    expect(errors(log).join('')).toContain('"route":"/api/v10/webhooks/:id/:token/messages/@original"');
  });
});

describe('requests that fail', () => {
  it('are edited again where the connection broke', async () => {
    const { discord } = await botOnDiscord();
    discord.faults.on('editOriginal', { kind: 'reset' });
    expect(await discord.user('ada').slash('new')).toMatchObject({ state: 'answered', edits: 1 });
    discord.faults.on('editOriginal', { kind: 'status', status: 502 });
    expect(await discord.user('ada').slash('new')).toMatchObject({ state: 'answered', edits: 1 });
  });

  it('are never posted twice', async () => {
    const { discord } = await botOnDiscord();
    const general = discord.channel('general');
    discord.faults.on('createMessage', { kind: 'lostReply' });
    discord.user('ada').say(general, `<@${discord.applicationId}> /paper privacy`);
    await expect.poll(() => discord.messages(general).length).toBeGreaterThan(1);
    await discord.user('bob').slash('new', {}, { channel: 'direct' });

    expect(discord.messages(general).filter(({ author }) => author.bot)).toHaveLength(1);
  });

  it('wait as long as Discord says, and others need not wait with them', async () => {
    const { discord } = await botOnDiscord();
    discord.faults.on('editOriginal', { kind: 'rateLimit', scope: 'shared', retryAfterS: 0.3 });
    const slowed = discord.user('ada').startSlash('new');
    await slowed.until(({ state }) => state === 'deferred');
    const other = await discord.user('bob').slash('new');

    expect(other.state).toBe('answered');
    expect((await slowed.until(({ state }) => state === 'answered')).edits).toBe(1);
    expect(discord.requestsTo('editOriginal').map(({ status }) => status)).toContain(429);
  });
});

describe('stopping', () => {
  it('finishes what was asked, takes nothing new and leaves the gateway', async () => {
    const held = heldDispatch();
    const { discord, adapter } = await botOnDiscord({ parts: { dispatch: held.dispatch } });
    const view = discord.user('ada').startSlash('new');
    await expect.poll(() => held.asked).toBe(1);
    const stopped = adapter.stop();
    discord.user('bob').startSlash('new');
    held.release();
    await stopped;

    expect(view.state).toBe('answered');
    expect(held.asked).toBe(1);
    expect(discord.gateway.reachable()).toBe(false);
    expect(await adapter.ended).toEqual({ reason: 'Stopped', isFinal: true });
  });
});
