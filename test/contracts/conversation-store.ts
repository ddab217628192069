import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnswerContext, EMPTY_CONTEXT } from '../../src/answers/conversation/context.ts';
import type { ConversationStore, Side } from '../../src/answers/conversation/conversation-store.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { PaperId } from '../../src/paper.ts';

/** What every implementation of {@link ConversationStore} does. */

type Opened = { readonly conversations: ConversationStore; close(): Promise<void> };

const NOW = new Date('2026-05-04T08:00:00Z');
const LATER = new Date('2026-05-04T08:30:00Z');

function side(conversation: string, actorId: string): Side {
  return { conversation: encodeConversation('test', [conversation]), actorId };
}

function shown(...ids: readonly string[]): AnswerContext {
  return { ...EMPTY_CONTEXT, shown: ids.map((id) => PaperId.parse(id)), inView: ids.length };
}

export function describeConversationStore(name: string, open: () => Promise<Opened>): void {
  describe(`ConversationStore contract: ${name}`, () => {
    let opened: Opened;
    let store: ConversationStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.conversations;
    });
    afterEach(() => opened.close());

    const times = { now: NOW, until: LATER };

    it('gives back what was remembered last, until its time has come', async () => {
      const ada = side('a', 'x:ada');
      expect(await store.load(ada, NOW)).toBeUndefined();
      await store.save(ada, shown('a2020one'), times);
      await store.save(ada, shown('b2020two', 'a2020one'), times);

      expect(await store.load(ada, NOW)).toEqual(shown('b2020two', 'a2020one'));
      expect(await store.load(ada, LATER)).toBeUndefined();
    });

    it('forgets one side, and leaves the others', async () => {
      const [ada, bob] = [side('a', 'x:ada'), side('a', 'x:bob')];
      await store.save(ada, shown('a2020one'), times);
      await store.save(bob, shown('b2020two'), times);
      await store.forget(ada);
      await store.forget(side('never', 'x:seen'));

      expect(await store.load(ada, NOW)).toBeUndefined();
      expect(await store.load(bob, NOW)).toEqual(shown('b2020two'));
    });

    it('shows no person and no conversation what another remembers, whatever their names are', async () => {
      const part = fc.constantFrom('a', 'b', 'a b', 'a:b', 'b:a', ' ', '"', '["a"', 'x:ada', '\u0000', 'ä');
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(part, part), { maxLength: 12 }), async (saved) => {
          const expected = new Map<string, AnswerContext>();
          for (const [at, [conversation, actor]] of saved.entries()) {
            const context = shown(`p${at}`);
            await store.save(side(conversation, actor), context, times);
            expected.set(JSON.stringify([conversation, actor]), context);
          }
          for (const [conversation, actor] of saved)
            expect(await store.load(side(conversation, actor), NOW)).toEqual(
              expected.get(JSON.stringify([conversation, actor])),
            );
          for (const [conversation, actor] of saved) {
            await store.forget(side(conversation, actor));
            expect(await store.load(side(conversation, actor), NOW)).toBeUndefined();
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}
