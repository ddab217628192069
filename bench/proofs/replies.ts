import fc from 'fast-check';
import { renderMessage as renderOnDiscord } from '../../adapters/discord/render.ts';
import { renderMessage as renderOnSlack } from '../../adapters/slack/render.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { anyReply } from './replies/any-reply.ts';
import { createDiscordSender, DISCORD } from './replies/discord-sender.ts';
import { problemsOf } from './replies/problems.ts';
import { ASKED } from './replies/sender.ts';
import { shownOnDiscord } from './replies/shown-on-discord.ts';
import { shownOnSlack } from './replies/shown-on-slack.ts';
import { createSlackSender, SLACK } from './replies/slack-sender.ts';

export type RepliesOptions = {
  readonly runs: number;
  readonly seed: number;
  /** Told how many replies of which sort went which way. */
  readonly print: (line: string) => void;
};

/** The counts of one kind of thing, the most frequent first. */
function createTally() {
  const counts = new Map<string, number>();
  return {
    add: (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1),
    toString: () =>
      [...counts]
        .sort(([, one], [, other]) => other - one)
        .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`)
        .join('\n'),
  };
}

/** As messages are rendered where nothing is sent: with everything that a platform may add. */
function rendered(reply: Reply): string[] {
  const onDiscord = renderOnDiscord(reply, { share: ASKED });
  const onSlack = renderOnSlack(reply, { definitions: COMMAND_DEFINITIONS, owner: 'U0ADA', share: ASKED });
  return [
    ...problemsOf(reply, shownOnDiscord(onDiscord), DISCORD, [ASKED]),
    ...problemsOf(reply, shownOnSlack(onSlack), SLACK, [ASKED]),
  ];
}

/**
 * Renders arbitrary replies for both platforms, and sends them through the real libraries to the loopback ones, by every road that a
 * reply takes. None may break a platform's specification or limits, ping anybody, lose a text or a button without saying so, cut a
 * quotation, or offer what the reply does not.
 * @returns undefined where all went well, else a report with the smallest failing reply and the seed
 */
export async function replies({ runs, seed, print }: RepliesOptions): Promise<string | undefined> {
  const senders = await Promise.all([createDiscordSender(), createSlackSender()]);
  const [sorts, kinds, roads] = [createTally(), createTally(), createTally()];
  const start = performance.now();
  const everyReplyIsShown = fc.asyncProperty(anyReply, async ({ sort, reply }) => {
    sorts.add(sort);
    kinds.add(reply.kind);
    const sent = await Promise.all(senders.map((sender) => sender.send(reply)));
    for (const { road } of sent) roads.add(road);
    const problems = [...rendered(reply), ...sent.flatMap(({ problems: found }) => found)];
    if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'));
  });
  try {
    const details = await fc.check(everyReplyIsShown, { numRuns: runs, seed, includeErrorInReport: true });
    if (details.failed) return fc.defaultReportMessage(details);
  } finally {
    await Promise.all(senders.map((sender) => sender.stop()));
  }
  const seconds = (performance.now() - start) / 1000;
  print(`replies by sort:\n${sorts}\nby kind:\n${kinds}\nby the road that they were sent:\n${roads}`);
  print(`${runs} replies in ${seconds.toFixed(1)} s, each rendered for and sent to both platforms`);
  return undefined;
}
