import { App, SocketModeReceiver } from '@slack/bolt';

/** The smallest bot in Slack: what the library itself costs. */

const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env;
if (token === undefined || appToken === undefined || slackApiUrl === undefined)
  throw new Error('SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_API_URL are needed');

const clientOptions = { slackApiUrl };
const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions } });
const app = new App({ token, receiver, clientOptions });
app.command(/.*/, async ({ ack, respond }) => {
  await ack();
  await respond('pong');
});
process.once('SIGTERM', async () => {
  await receiver.client.disconnect();
  process.exit(0);
});
await app.start();
