import { COMMAND_DEFINITIONS } from '../commands/commands.ts';
import type { Config } from '../config.ts';
import { describeMeaning } from '../meaning.ts';
import { checkAnnouncements } from './check-announcements.ts';
import { checkArxiv } from './check-arxiv.ts';
import { checkDiscord } from './check-discord.ts';
import { checkFollowing } from './check-followed.ts';
import { checkLanguageModel } from './check-language-model.ts';
import { checkLibrary } from './check-library.ts';
import { checkNode } from './check-program.ts';
import { checkSlack } from './check-slack.ts';
import { type Finding, fine, note, type Section } from './finding.ts';

async function checkMeaning(isWanted: boolean): Promise<Finding> {
  const { isOn, detail } = await describeMeaning(isWanted);
  return isOn
    ? fine(`Papers are found by meaning too: ${detail}.`)
    : note(`Papers are found by their words alone: ${detail}.`);
}

function settings({ rateLimits, discord, slack }: Config): Finding[] {
  const { personPerMinute, channelPerMinute } = rateLimits;
  const channels = (name: string, ids: readonly string[] | undefined) =>
    ids === undefined || ids.length === 0
      ? []
      : [note(`In ${name} it answers in ${ids.length} channels only.`)];
  const mentionsOnly = (discord ?? slack)?.mentionsOnly === true;
  return [
    fine(`A person may ask ${personPerMinute} times a minute, a channel ${channelPerMinute} times.`),
    ...channels('Discord', discord?.channelIds),
    ...channels('Slack', slack?.channelIds),
    ...(mentionsOnly ? [note('It answers only commands and messages that mention it (MENTIONS_ONLY).')] : []),
  ];
}

/** Everything that can be said of a configuration without changing anything. Works beside a running bot. */
export async function examine(config: Config): Promise<Section[]> {
  const { discord, slack, dataDir } = config;
  const noDiscord = note(
    'Not configured.',
    'Set DISCORD_TOKEN and DISCORD_APPLICATION_ID: docs/discord.md has the steps.',
  );
  const noSlack = note(
    'Not configured.',
    'Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN: docs/slack.md has the steps.',
  );
  return [
    { title: 'Program', findings: [checkNode(process.versions.node), await checkMeaning(config.meaning)] },
    { title: 'Library', findings: checkLibrary(dataDir) },
    {
      title: 'Discord',
      findings: discord === undefined ? [noDiscord] : await checkDiscord(discord, COMMAND_DEFINITIONS),
    },
    { title: 'Slack', findings: slack === undefined ? [noSlack] : await checkSlack(slack) },
    { title: 'arXiv', findings: checkArxiv(config, new Date()) },
    {
      title: 'Announcements',
      findings: [...(await checkFollowing(config)), ...(await checkAnnouncements(dataDir, new Date()))],
    },
    { title: 'Language model', findings: await checkLanguageModel(config.languageModel) },
    { title: 'Limits', findings: settings(config) },
  ];
}
