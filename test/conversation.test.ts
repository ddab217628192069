import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConversationId, decodeConversation, encodeConversation } from '../src/conversation.ts';

describe('conversation ids', () => {
  it('come back as they were made', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
        const id = encodeConversation('discord', parts);

        expect(decodeConversation(id)).toEqual({ adapter: 'discord', parts });
      }),
    );
  });

  it('name an adapter and hold no space', () => {
    expect(ConversationId.safeParse('slack:T1:C1').success).toBe(true);
    expect(ConversationId.safeParse('T1 C1').success).toBe(false);
  });
});
