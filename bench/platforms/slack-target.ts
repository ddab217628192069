import { startSlack } from '../../test/standins/slack/index.ts';
import { type Outcome, UNTIL_SEEN } from '../../test/standins/slack/outcome.ts';
import { startChild } from './child.ts';
import type { Target } from './load.ts';
import { QUESTIONS } from './questions.ts';

const CHANNELS = 20;
const LOST_AFTER_MS = 30_000;

/** A bot on a loopback Slack of its own, over a socket. */
export async function createSlackTarget(
  name: string,
  module: string,
  people: number,
  env: Readonly<Record<string, string>>,
): Promise<Target> {
  const slack = await startSlack({
    people: Array.from({ length: people }, (_, index) => `person${index}`),
    channels: Array.from({ length: CHANNELS }, (_, index) => ({ name: `channel${index}` })),
    emulator: false,
  });
  const child = startChild(module, {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    ...env,
  });
  await slack.until(() => slack.connections.length > 0, LOST_AFTER_MS);
  const persons = Array.from({ length: people }, (_, index) => slack.person(`person${index}`));
  return {
    name,
    residentMiB: child.residentMiB,
    async ask(number) {
      const question = QUESTIONS[number % QUESTIONS.length];
      const person = persons[number % persons.length];
      if (question === undefined || person === undefined) throw new Error('No question');
      const asked = performance.now();
      let acknowledged: number | undefined;
      const until = (outcome: Outcome) => {
        if (outcome.ack !== undefined) acknowledged ??= performance.now() - asked;
        return UNTIL_SEEN(outcome);
      };
      const { message } = await person.command(question.slash, question.text, {
        channel: `channel${number % CHANNELS}`,
        until,
        waitMs: LOST_AFTER_MS,
      });
      if (acknowledged === undefined || message === undefined) throw new Error('Lost');
      return { acknowledged, answered: performance.now() - asked };
    },
    sent: () => ({
      acknowledgements: slack.acknowledged.length,
      answers: slack.callsOf('response_url').length + slack.callsOf('chat.postMessage').length,
      violations: slack.violations.length,
    }),
    async stop() {
      await child.stop();
      await slack.close();
    },
  };
}
