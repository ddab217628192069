import type { Interaction } from 'discord.js';
import { Client, GatewayIntentBits, Partials } from 'discord.js';
import { afterEach, expect } from 'vitest';
import type { DiscordOptions, DiscordStandIn } from './index.ts';
import { startDiscord } from './index.ts';

/** A command with a completed option, as most tests of the stand-in need one. */
export const PAPER = {
  name: 'paper',
  description: 'Find a paper',
  options: [{ type: 3, name: 'query', description: 'Words', required: true, autocomplete: true }],
};

export type Connected = { readonly discord: DiscordStandIn; readonly client: Client<true> };

type Wanted = {
  readonly options?: DiscordOptions;
  readonly intents?: readonly GatewayIntentBits[];
  readonly onInteraction?: (interaction: Interaction) => unknown;
  /** Violations that the test provokes; default none. */
  readonly expectViolations?: boolean;
};

/**
 * For a test file: gives a function that starts a stand-in and logs the real client in. After each test both are
 * stopped, and nothing may have been against the specification.
 */
export function discordClients(): (wanted?: Wanted) => Promise<Connected> {
  const started: (Connected & Pick<Wanted, 'expectViolations'>)[] = [];
  afterEach(async () => {
    for (const { client, discord, expectViolations } of started.splice(0)) {
      await client.destroy();
      await discord.stop();
      if (!expectViolations) expect(discord.violations).toEqual([]);
    }
  });
  return async (wanted = {}) => {
    const discord = await startDiscord({ commands: [PAPER], ...wanted.options });
    const client = createClient(discord, wanted.intents);
    started.push({ expectViolations: wanted.expectViolations ?? false, discord, client });
    client.on('error', () => undefined);
    if (wanted.onInteraction) client.on('interactionCreate', wanted.onInteraction);
    await client.login(discord.token);
    await discord.gateway.ready();
    await expect.poll(() => client.isReady(), { interval: 5 }).toBe(true);
    return { discord, client };
  };
}

/** The client as the bot makes it, but for the address, a short wait for a lost reply, and none between IDENTIFYs. */
export function createClient(
  discord: DiscordStandIn,
  intents: readonly GatewayIntentBits[] = [GatewayIntentBits.Guilds],
): Client<true> {
  return new Client<true>({
    intents,
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl, version: '10', retries: 0, timeout: 2000 },
    allowedMentions: { parse: [] },
    enforceNonce: true,
    waitGuildTimeout: 500,
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
  });
}
