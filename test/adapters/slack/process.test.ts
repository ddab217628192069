import { beforeAll, describe, expect, it } from 'vitest';
import { buildFolder, startScript } from '../../compiled.ts';
import { startSlack } from '../../standins/slack/index.ts';

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

/** The compiled adapter in a process of its own, which ends when nothing keeps it alive any more. */
const BODY = `
  const { transport, ...config } = JSON.parse(process.env.SLACK_TEST_CONFIG);
  const inbox = { claim: async () => true, done: async () => {}, unfinished: async () => [] };
  const answer = reply({ kind: 'answer', blocks: [paragraph('An answer of some words')] });
  const slack = createSlack({
    config: { ...config, transport, teamIds: [], channelIds: [], replies: 'private', mentionsOnly: false },
    dispatch: () => new Promise((resolve) => setTimeout(resolve, 100, answer)),
    suggest: async () => [],
    definitions: [],
    inbox,
    logger: createLogger({ logLevel: 'silent' }, 'warn'),
  });
  const stop = () => slack.stop();
  process.once('SIGTERM', stop);
  await slack.start();
`;

const MODULES = {
  createSlack: 'adapters/slack/index',
  createLogger: 'src/logger',
  reply: 'src/reply/build',
  paragraph: 'src/reply/build',
};

describe('a process with Slack in it', () => {
  it.each([
    ['ends when it is stopped, and answers before it does', false],
    ['ends when it is stopped, although Slack says no goodbye', true],
  ])(
    '%s',
    async (_, isFrozen) => {
      const slack = await startSlack();
      const config = {
        botToken: slack.botToken,
        apiUrl: slack.apiUrl.replace(/\/$/, ''),
        transport: { type: 'socket', appToken: slack.appToken },
      };
      const { child, finished } = startScript(build, MODULES, BODY, {
        SLACK_TEST_CONFIG: JSON.stringify(config),
      });
      try {
        await slack.until(() => slack.connections.length === 1, 25_000);
        const ada = slack.person('ada');
        await ada.command('/paper', 'x', { until: ({ ack }) => ack !== undefined });
        if (isFrozen) slack.connections[0]?.freeze();
        child.kill('SIGTERM');
        expect(await finished).toEqual({ code: 0, stdout: '', stderr: '' });
        expect(ada.sees('general').map(({ text }) => text)).toEqual(['An answer of some words']);
      } finally {
        child.kill('SIGKILL');
        await slack.close();
      }
    },
    28_000,
  );
});
