import { expect, it } from 'vitest';
import { load, type Target } from '../../bench/platforms/load.ts';

function target(name: string, order: string[], isLost: (number: number) => boolean): Target {
  return {
    name,
    async ask(number) {
      order.push(name);
      if (isLost(number)) throw new Error('Lost');
      return { acknowledged: number, answered: number + 1 };
    },
    residentMiB: async () => 100,
    sent: () => ({ acknowledgements: 0, answers: 0, violations: 0 }),
    stop: async () => undefined,
  };
}

it('asks each bot the same, first one and then the other, and counts what is lost', async () => {
  const order: string[] = [];
  const targets = [target('one', order, (number) => number === 3), target('other', order, () => false)];

  const [one, other] = await load(targets, { count: 6, perSecond: 10_000 });

  expect(order.slice(0, 4)).toEqual(['one', 'other', 'other', 'one']);
  expect(order).toHaveLength(12);
  expect(one).toMatchObject({ lost: 1, residentMiB: [100] });
  expect(one?.timings.map(({ acknowledged }) => acknowledged)).toEqual([0, 1, 2, 4, 5]);
  expect(other).toMatchObject({ lost: 0 });
  expect(other?.timings).toHaveLength(6);
});
