import { expect, it, onTestFinished } from 'vitest';
import { startSlack } from '../../standins/slack/index.ts';
import { startSlackBot } from './slack-bot.ts';

it('goes on from what was shown in a thread, for who asked alone', async () => {
  const slack = await startSlack({ people: ['ada', 'bob'] });
  const bot = await startSlackBot(slack);
  onTestFinished(async () => {
    await bot.stop();
    await slack.close();
  });
  const first = await slack.person('ada').mention('general', 'papers from 2025');
  const thread = first.message?.threadTs ?? '';
  const say = async (person: string, words: string) =>
    (await slack.person(person).mention('general', words, { thread })).message?.text ?? '';

  expect(await say('ada', 'who wrote the last one?')).toContain('Bogdan Kulynych');
  expect(await say('bob', 'who wrote the last one?')).toContain('nothing before this');
  expect(await say('ada', 'when was it published?')).toContain('13 Mar 2025');
  const elsewhere = await slack.person('ada').mention('general', 'who wrote the last one?');
  expect(elsewhere.message?.text).toContain('nothing before this');
  expect(slack.violations).toEqual([]);
});
