import { beforeAll, describe, expect, it } from 'vitest';
import { dispatchOver } from '../../../bench/dispatch-over.ts';
import { readPapers } from '../../../bench/question-eval.ts';
import { encodeState } from '../../../src/reply/pagination.ts';
import { shippedDataPath } from '../../../src/shipped-data.ts';

let bot: Awaited<ReturnType<typeof dispatchOver>>;
beforeAll(async () => {
  bot = await dispatchOver(readPapers(shippedDataPath('papers.json')), { announces: true });
});

async function buttonOf(line: string) {
  const { actions } = await bot.say(line);
  const found = actions.filter((one) => one.type === 'command' && one.state.command === 'follow');
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.type === 'command' ? found[0].state : undefined;
}

describe('"Follow this"', () => {
  it.each([
    ['/topic anomaly detection year:2023', 'topic:"anomaly detection"'],
    ['/topic diferential privacy', 'topic:"differential privacy"'],
    ['/topic CR', 'category:cs.CR'],
    ['/paper privacy author:ziller', 'topic:privacy author:"Alexander Ziller"'],
    ['/paper privacy -medical page:2', 'topic:privacy -medical'],
    ['/paper "differential privacy"', 'topic:"differential privacy"'],
    ['/author kaissis', 'author:"Georgios Kaissis"'],
    ['what has kaissis written?', 'author:"Georgios Kaissis"'],
    ['which papers are about differential privacy?', 'topic:"differential privacy"'],
    ['papers about privacy excluding federated learning', 'topic:privacy -"federated learning"'],
    ['/topic quantum', 'topic:quantum'],
    ['/topic privacy preserving medical images', 'words:"privacy preserving medical images"'],
    ['/author xyzzyq', 'author:"xyzzyq"'],
  ])('under %s follows %s, at the first press', async (line, what) => {
    const state = await buttonOf(line);
    expect(state?.args).toEqual({ what });
    if (state === undefined) return;
    expect(encodeState(state)).toBeDefined();
    expect((await bot.request(state)).kind).toBe('done');
  });

  it.each([
    'papers since 2022',
    '/new',
    '/paper',
    '/topic',
    '/author',
    '/related relationformer',
    '/paper muller 2023',
    '/author muller',
    '/paper relationformer',
    '/saved',
  ])('does not stand under %s', async (line) => {
    expect(await buttonOf(line)).toBeUndefined();
  });

  it('stands nowhere where nothing is announced', async () => {
    const quiet = await dispatchOver(readPapers(shippedDataPath('papers.json')));
    const { actions } = await quiet.say('/topic anomaly detection');
    expect(actions.some(({ label }) => label === 'Follow this' || label === 'Save')).toBe(false);
  });
});
