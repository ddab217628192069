import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandRequest } from '../../src/adapter.ts';
import { limitRate } from '../../src/commands/rate-limit.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { paragraph, reply } from '../../src/reply/build.ts';
import { renderText } from '../../src/reply/render-text.ts';

const limits = { personPerMinute: 3, channelPerMinute: 5 };

function from(person: string, channel = 'c'): CommandRequest {
  return {
    command: 'help',
    args: {},
    actor: { id: `x:${person}`, name: person, mayManage: true },
    conversation: encodeConversation('x', [channel]),
    isDirect: true,
    locale: 'en',
  };
}

describe('limitRate', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function limited() {
    const answered: string[] = [];
    const dispatch = limitRate(async (request) => {
      answered.push(request.actor.name);
      return reply({ kind: 'answer', blocks: [paragraph('here')] });
    }, limits);
    return { answered, ask: async (request: CommandRequest) => renderText(await dispatch(request)) };
  }

  it('refuses one person beyond the limit, says when to go on, and goes on then', async () => {
    const { answered, ask } = limited();
    for (let times = 0; times < 3; times++) expect(await ask(from('ann'))).toBe('here');

    expect(await ask(from('ann', 'elsewhere'))).toMatch(/^You have asked 3 times .* go on in 60 seconds\.$/);
    expect(await ask(from('bob'))).toBe('here');
    vi.advanceTimersByTime(61_000);
    expect(await ask(from('ann'))).toBe('here');
    expect(answered).toEqual(['ann', 'ann', 'ann', 'bob', 'ann']);
  });

  it('refuses a channel in which many ask, and no other', async () => {
    const { ask } = limited();
    for (const person of ['a', 'b', 'c', 'd', 'e']) expect(await ask(from(person))).toBe('here');

    expect(await ask(from('f'))).toMatch(/^This channel has asked 5 times/);
    expect(await ask(from('f', 'another'))).toBe('here');
  });

  it('does not count for the channel what one person is refused', async () => {
    const { ask } = limited();
    for (let times = 0; times < 10; times++) await ask(from('ann'));
    expect(await ask(from('bob'))).toBe('here');
  });
});
