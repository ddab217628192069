import { setTimeout as sleep } from 'node:timers/promises';
import { commandBodies } from '../../adapters/discord/commands.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { startDiscord } from '../../test/standins/discord/index.ts';
import { startChild } from './child.ts';
import type { Target } from './load.ts';
import { QUESTIONS } from './questions.ts';

const CHANNELS = 20;
const LOST_AFTER_MS = 30_000;

/** A bot on a loopback Discord of its own. */
export async function createDiscordTarget(
  name: string,
  module: string,
  people: number,
  env: Readonly<Record<string, string>>,
): Promise<Target> {
  const start = performance.timeOrigin;
  const discord = await startDiscord({
    users: Array.from({ length: people }, (_, index) => `person${index}`),
    guilds: [{ name: 'Lab', channels: Array.from({ length: CHANNELS }, (_, index) => `channel${index}`) }],
    commands: commandBodies(COMMAND_DEFINITIONS, { userInstall: false, scope: 'global' }).map((body) => ({
      ...body,
    })),
    // Fractions of a millisecond, which the wall clock does not have.
    now: () => start + performance.now(),
  });
  const child = startChild(module, {
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
    ...env,
  });
  await discord.gateway.ready();
  const persons = Array.from({ length: people }, (_, index) => discord.user(`person${index}`));
  const channels = Array.from({ length: CHANNELS }, (_, index) => discord.channel(`channel${index}`));
  return {
    name,
    residentMiB: child.residentMiB,
    async ask(number) {
      const question = QUESTIONS[number % QUESTIONS.length];
      const person = persons[number % persons.length];
      const channel = channels[number % channels.length];
      if (question === undefined || person === undefined || channel === undefined)
        throw new Error('No question');
      const asked = performance.now();
      const view = person.startSlash(question.command, question.args, { channel });
      let answered = Number.NaN;
      const there = view
        .until(({ edits }) => edits > 0)
        .then(() => {
          answered = performance.now() - asked;
        });
      await Promise.race([there, sleep(LOST_AFTER_MS, undefined, { ref: false })]);
      const { acknowledgedAfterMs: acknowledged } = view;
      if (acknowledged === undefined || Number.isNaN(answered)) throw new Error('Lost');
      return { acknowledged, answered };
    },
    sent: () => ({
      acknowledgements: discord.requestsTo('answerInteraction').length,
      answers: discord.requestsTo('editOriginal').length + discord.requestsTo('createFollowUp').length,
      violations: discord.violations.length,
    }),
    async stop() {
      await child.stop();
      await discord.stop();
    },
  };
}
