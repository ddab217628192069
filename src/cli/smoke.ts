import { COMMAND_DEFINITIONS } from '../commands/commands.ts';
import { parseLine } from '../commands/parse-line.ts';
import { openBot } from '../compose.ts';
import type { Config } from '../config.ts';
import { encodeConversation } from '../conversation.ts';
import { BotError, UserError } from '../errors.ts';
import { createLogger, createScrub } from '../logger.ts';
import type { Reply } from '../reply/reply.ts';
import { createDiscordTarget } from '../smoke/discord-target.ts';
import { exercise, type SmokeTarget, stepLines } from '../smoke/exercise.ts';
import { createSlackTarget } from '../smoke/slack-target.ts';
import { printable } from '../text/printable.ts';
import { EXIT, tell, UsageError } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run smoke -- [--discord-channel ID] [--slack-channel ID]

Tries the real services: posts the newest paper's card into each channel, reads it back, edits it, reads it again and deletes
it. Whoever looks at the channel sees it for some seconds. Exits with 0 where everything worked, else with 1.
`;

/** The newest paper's card, and its abstract, as anybody would be answered. */
async function twoReplies(config: Config): Promise<[Reply, Reply]> {
  const bot = await openBot({
    // A card is looked up by its id: the model is not needed for that.
    config: { ...config, meaning: false },
    logger: createLogger(config, 'warn'),
    now: () => new Date(),
  });
  tell(bot.notice);
  const say = (line: string) =>
    bot.dispatch({
      ...parseLine(line, COMMAND_DEFINITIONS),
      actor: { id: 'terminal:smoke', name: 'smoke', mayManage: true },
      conversation: encodeConversation('terminal', ['smoke']),
      isDirect: true,
      locale: 'en',
    });
  try {
    const [newest] = (await say('/new')).papers;
    if (newest === undefined) throw new UserError('The library holds no paper to show: ingest some first.');
    return [await say(`/paper ${newest.id}`), await say(`/paper ${newest.id} show:abstract`)];
  } finally {
    await bot.close();
  }
}

function needed<Part>(part: Part | undefined, variables: string): Part {
  if (part !== undefined) return part;
  throw new BotError('config-invalid', `${variables} are needed for that.`);
}

const COMMAND_LINE = {
  usage: USAGE,
  options: {
    'discord-channel': { type: 'string' },
    'slack-channel': { type: 'string' },
  },
} as const;

await runCommand(COMMAND_LINE, async (config, { values }) => {
  const { 'discord-channel': discordChannel, 'slack-channel': slackChannel } = values;
  const targets: SmokeTarget[] = [];
  if (discordChannel !== undefined) {
    const discord = needed(config.discord, 'DISCORD_TOKEN and DISCORD_APPLICATION_ID');
    targets.push(createDiscordTarget(discord, discordChannel));
  }
  if (slackChannel !== undefined)
    targets.push(
      createSlackTarget(needed(config.slack, 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN'), slackChannel),
    );
  if (targets.length === 0) throw new UsageError(`Which channel?\n\n${USAGE}`);

  const [card, abstract] = await twoReplies(config);
  const scrub = createScrub(config.secrets);
  let isWell = true;
  for (const target of targets) {
    const steps = await exercise(target, card, abstract);
    isWell &&= steps.every(({ outcome }) => outcome === 'worked');
    for (const line of stepLines(target.name, steps)) process.stdout.write(`${scrub(printable(line))}\n`);
  }
  process.stdout.write(isWell ? 'Everything worked.\n' : 'Not everything worked.\n');
  return isWell ? EXIT.ok : EXIT.failed;
});
