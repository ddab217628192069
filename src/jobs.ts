import type { Bot } from './compose.ts';
import type { Config } from './config.ts';
import type { InboxOutcome } from './ingestion/inbox/outcome.ts';
import type { Logger } from './logger.ts';
import { systemClock } from './schedule/clock.ts';
import { type Job, type RunningJobs, runJobs } from './schedule/run-jobs.ts';

export type JobParts = {
  readonly config: Config;
  readonly bot: Bot;
  readonly logger: Logger;
  /** Told what became of a file in the inbox. */
  readonly onInbox: (outcome: InboxOutcome) => void;
};

/** All that the bot does by itself, in the chat and on the platforms alike: papers are brought, matched, and told. */
function botJobs({ bot, onInbox }: JobParts, wake: (name: string) => void): readonly Job[] {
  const { announcing } = bot;
  const onNews = () => announcing && wake('match');
  return [
    ...(announcing?.jobs(() => wake('deliver')) ?? []),
    bot.inboxJob(onNews, onInbox),
    ...(bot.arxiv === undefined ? [] : [bot.arxiv.job(onNews)]),
  ];
}

export function startJobs(parts: JobParts): RunningJobs {
  // Jobs wake each other only while they run, hence after all have been started.
  const jobs: RunningJobs = runJobs(
    botJobs(parts, (name) => jobs.wake(name)),
    { clock: systemClock, logger: parts.logger, random: Math.random },
  );
  return jobs;
}
