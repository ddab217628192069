import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { createBoltLogger } from '../../adapters/slack/bolt-logger.ts';
import { NO_PREVIEWS } from '../../adapters/slack/desk.ts';
import { describeError, slackErrorOf } from '../../adapters/slack/errors.ts';
import { renderMessage } from '../../adapters/slack/render.ts';
import { typedText } from '../../adapters/slack/text.ts';
import { clientOptions } from '../../adapters/slack/web.ts';
import { COMMAND_DEFINITIONS } from '../commands/commands.ts';
import type { SlackConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import type { SmokeTarget } from './exercise.ts';

const WITHIN_MS = 15_000;
const Posted = z.object({ channel: z.string(), ts: z.string() });
const History = z.object({ messages: z.array(z.object({ ts: z.string(), text: z.string() })) });

/** @param channel the id of a channel that the bot was invited to */
export function createSlackTarget(config: SlackConfig, channel: string): SmokeTarget {
  const silent = createBoltLogger(createLogger({ logLevel: 'silent' }, 'warn'));
  const web = new webApi.WebClient(config.botToken, clientOptions(config, WITHIN_MS, silent));
  let posted = { channel, ts: '' };
  return {
    name: 'Slack',
    async place() {
      const { team } = await web.auth.test();
      return `${channel} of the workspace ${team}`;
    },
    async post(reply) {
      const message = renderMessage(reply, { definitions: COMMAND_DEFINITIONS });
      posted = Posted.parse(await web.chat.postMessage({ channel, ...message, ...NO_PREVIEWS }));
    },
    async read() {
      const { ts } = posted;
      const range = { latest: ts, oldest: ts, inclusive: true, limit: 1 };
      try {
        const { messages } = History.parse(
          await web.conversations.history({ ...range, channel: posted.channel }),
        );
        return typedText(messages.find((one) => one.ts === ts)?.text ?? '');
      } catch (error) {
        if (slackErrorOf(error) === 'missing_scope') return undefined;
        throw error;
      }
    },
    async edit(reply) {
      await web.chat.update({ ...posted, ...renderMessage(reply, { definitions: COMMAND_DEFINITIONS }) });
    },
    async remove() {
      await web.chat.delete(posted);
    },
    describe(error) {
      const name = slackErrorOf(error);
      if (name === 'not_in_channel') return 'it is not in that channel: type /invite @Labrarian there';
      if (name === 'channel_not_found')
        return 'there is no such channel for it: give its id, and invite it there';
      const isOurs = error instanceof Error && !('code' in error);
      return isOurs ? error.message : describeError(error);
    },
  };
}
