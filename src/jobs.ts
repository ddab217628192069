import type { Bot } from './compose.ts';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import { systemClock } from './schedule/clock.ts';
import { type Job, type RunningJobs, runJobs } from './schedule/run-jobs.ts';

export type JobParts = { readonly config: Config; readonly bot: Bot; readonly logger: Logger };

/** All that the bot does by itself, in the chat and on the platforms alike. */
function botJobs({ bot }: JobParts): readonly Job[] {
  const onNews = () => undefined;
  return [bot.inboxJob(onNews), ...(bot.arxiv === undefined ? [] : [bot.arxiv.job(onNews)])];
}

export function startJobs(parts: JobParts): RunningJobs {
  return runJobs(botJobs(parts), { clock: systemClock, logger: parts.logger, random: Math.random });
}
