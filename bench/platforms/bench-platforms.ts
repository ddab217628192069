import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../latency.ts';
import { createDiscordTarget } from './discord-target.ts';
import { load, type Measured, type Target, type Timing } from './load.ts';
import { createSlackTarget } from './slack-target.ts';

/** The bot beside the smallest bot that the platform's library makes: how much later it acknowledges and answers. */

export type PlatformBenchOptions = {
  /** To each bot on each platform. */
  readonly commands: number;
  readonly people: number;
  readonly perSecond: number;
  /** One of the platforms alone; both where it is undefined. */
  readonly platform?: string | undefined;
};

const MAX_ACKNOWLEDGEMENT_RATIO = 2;
const MAX_GROWTH = 1.1;
/** What is compiled and cached at the first commands is not what a running bot costs. */
const WARM_UP = { count: 300, perSecond: 30 };
const PERCENTILES = [0.5, 0.95, 0.99];
const UNLIMITED = { PERSON_REQUESTS_PER_MINUTE: '10000', CHANNEL_REQUESTS_PER_MINUTE: '10000' };

type Create = typeof createDiscordTarget;
const PLATFORMS: Readonly<Record<string, { readonly create: Create; readonly bare: string }>> = {
  Discord: { create: createDiscordTarget, bare: 'bench/platforms/bare-discord' },
  Slack: { create: createSlackTarget, bare: 'bench/platforms/bare-slack' },
};

function percentiles({ timings }: Measured, of: (timing: Timing) => number): number[] {
  const sorted = timings.map(of).sort((a, b) => a - b);
  return PERCENTILES.map((share) => percentile(sorted, share));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Memory of the last third of the run as a multiple of that of the second. */
function growth({ residentMiB }: Measured): number {
  const third = Math.floor(residentMiB.length / 3);
  return mean(residentMiB.slice(2 * third)) / mean(residentMiB.slice(third, 2 * third));
}

function row(name: string, values: readonly string[]): string {
  return `${name.padEnd(28)}${values.map((value) => value.padStart(10)).join('')}\n`;
}

function comparison(what: string, bot: readonly number[], bare: readonly number[]): string {
  const ms = (values: readonly number[]) => values.map((value) => value.toFixed(2));
  const ratios = bot.map((value, at) => (value / (bare[at] ?? Number.NaN)).toFixed(2));
  return row(`${what}, ms`, ms(bot)) + row('  of the bare bot', ms(bare)) + row('  ratio', ratios);
}

/** What the run shows that may not be, in words. */
function failures(
  platform: string,
  { commands }: PlatformBenchOptions,
  target: Target,
  measured: Measured,
  ratio: number,
): string[] {
  const all = commands + WARM_UP.count;
  const { acknowledgements, answers, violations } = target.sent();
  return [
    ...(measured.lost > 0 ? [`${measured.lost} commands were not answered`] : []),
    ...(acknowledgements === all ? [] : [`${acknowledgements} acknowledgements of ${all} commands`]),
    ...(answers === all ? [] : [`${answers} answers to ${all} commands`]),
    ...(violations === 0 ? [] : [`${violations} violations`]),
    ...(ratio <= MAX_ACKNOWLEDGEMENT_RATIO
      ? []
      : [`acknowledged ${ratio.toFixed(2)} times as late as the bare bot`]),
    ...(growth(measured) <= MAX_GROWTH ? [] : [`memory grew to ${growth(measured).toFixed(2)} times`]),
  ].map((failure) => `${platform}: ${failure}`);
}

async function benchPlatform(platform: string, options: PlatformBenchOptions): Promise<string[]> {
  const made = PLATFORMS[platform];
  if (made === undefined) throw new Error(`No platform ${platform}`);
  const folder = mkdtempSync(join(tmpdir(), 'labrarian-bench-'));
  const targets = await Promise.all([
    made.create('the bot', 'src/main', options.people, { DATA_DIR: folder, ...UNLIMITED }),
    made.create('the bare bot', made.bare, options.people, {}),
  ]);
  try {
    await load(targets, WARM_UP);
    const [bot, bare] = await load(targets, { count: options.commands, perSecond: options.perSecond });
    const [target] = targets;
    if (bot === undefined || bare === undefined || target === undefined)
      throw new Error('Nothing was measured');
    const [acknowledged, bareAcknowledged] = [bot, bare].map((one) =>
      percentiles(one, (timing) => timing.acknowledged),
    ) as [number[], number[]];
    process.stdout.write(
      `\n${row(platform, ['p50', 'p95', 'p99'])}` +
        comparison('acknowledged', acknowledged, bareAcknowledged) +
        comparison(
          'answered',
          percentiles(bot, ({ answered }) => answered),
          percentiles(bare, ({ answered }) => answered),
        ) +
        `memory: ${mean(bot.residentMiB).toFixed(0)} MiB, last third ${growth(bot).toFixed(2)} times the second; ` +
        `the bare bot ${mean(bare.residentMiB).toFixed(0)} MiB, ${growth(bare).toFixed(2)} times\n` +
        `sent with the warm-up: ${targets.map((one) => `${one.name} ${JSON.stringify(one.sent())}`).join(', ')}\n`,
    );
    const ratio = (acknowledged.at(-1) ?? Number.NaN) / (bareAcknowledged.at(-1) ?? Number.NaN);
    return failures(platform, options, target, bot, ratio);
  } finally {
    await Promise.all(targets.map((one) => one.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns what may not be: a command lost or answered twice, a late acknowledgement, memory that grows; empty where all is well */
export async function benchPlatforms(options: PlatformBenchOptions): Promise<string[]> {
  const { commands, people, perSecond, platform } = options;
  process.stdout.write(
    `${commands} commands of ${people} people to each bot, ${perSecond} a second at random moments, both bots at the same time\n`,
  );
  const found: string[] = [];
  for (const name of platform === undefined ? Object.keys(PLATFORMS) : [platform])
    found.push(...(await benchPlatform(name, options)));
  return found;
}
