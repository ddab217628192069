import { setTimeout as sleep } from 'node:timers/promises';
import { createDiscord } from '../../../adapters/discord/index.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { commandAction, paragraph, reply } from '../../../src/reply/build.ts';
import { encodeState } from '../../../src/reply/pagination.ts';
import { startDiscord } from '../../../test/standins/discord/index.ts';
import type { InteractionView } from '../../../test/standins/discord/interaction-view.ts';
import { type Platform, problemsOf } from './problems.ts';
import { ASKED, inTurn, openSurroundings, type Sender } from './sender.ts';
import { shownOnDiscord } from './shown-on-discord.ts';

export const DISCORD: Platform = { name: 'discord', written: (text) => text };

const WAIT_MS = 20_000;
const POLL_MS = 2;
const FIRST = reply({
  kind: 'notice',
  blocks: [paragraph('Press')],
  actions: [commandAction('Again', ASKED.command, ASKED.args)],
});

/** What stands there once the bot is through: an answer in place, or an error that only the person sees. */
async function seen(view: InteractionView): Promise<unknown> {
  const there = view.until(({ edits, followUps }) => edits > 0 || followUps.length > 0);
  await Promise.race([there, sleep(WAIT_MS, undefined, { ref: false })]);
  return view.followUps.at(-1) ?? (view.edits > 0 ? view.message : undefined);
}

export async function createDiscordSender(): Promise<Sender> {
  const discord = await startDiscord();
  const { inbox, logger, takeLog, close } = await openSurroundings();
  let current = FIRST;
  const adapter = createDiscord({
    config: {
      token: discord.token,
      applicationId: discord.applicationId,
      apiUrl: discord.apiUrl,
      guildIds: [],
      channelIds: [],
      userInstall: false,
      messageContent: false,
      mentionsOnly: false,
    },
    dispatch: async () => current,
    suggest: async () => [],
    definitions: COMMAND_DEFINITIONS,
    inbox,
    logger,
  });
  await adapter.start();
  const ada = discord.user('ada');
  const general = discord.channel('general');
  const again = encodeState(ASKED);
  if (again === undefined) throw new Error('The request is too long for a button');

  async function answered(channel: typeof general, text: string): Promise<unknown> {
    const { id } = ada.say(channel, text);
    const find = () => discord.messages(channel).findLast((one) => one.message_reference?.message_id === id);
    const until = performance.now() + WAIT_MS;
    while (find() === undefined && performance.now() < until) await sleep(POLL_MS);
    return find();
  }

  async function pressed(): Promise<unknown> {
    const { message } = await ada.slash(ASKED.command, { ...ASKED.args, hide: true });
    if (message === undefined) throw new Error('There is nothing to press');
    return message;
  }

  const ROADS: Readonly<Record<string, () => Promise<unknown>>> = {
    command: () => seen(ada.startSlash(ASKED.command, ASKED.args)),
    'hidden command': () => seen(ada.startSlash(ASKED.command, { ...ASKED.args, hide: true })),
    mention: () => answered(general, `<@${discord.applicationId}> x`),
    'direct message': () => answered(discord.direct('ada'), 'x'),
  };
  const nextRoad = inTurn([...Object.keys(ROADS), 'button']);

  return {
    async send(made) {
      const road = nextRoad();
      const before = discord.violations.length;
      let message: unknown;
      if (road === 'button') {
        current = FIRST;
        const first = await pressed();
        current = made;
        message = await seen(ada.forgePress(first as Parameters<typeof ada.forgePress>[0], again));
      } else {
        current = made;
        message = await ROADS[road]?.();
      }
      return {
        road: `discord, ${road}`,
        problems: [
          ...(message === undefined
            ? ['discord: no reply came']
            : problemsOf(made, shownOnDiscord(message), DISCORD, [ASKED])),
          ...discord.violations.slice(before).map((one) => `discord: ${JSON.stringify(one)}`),
          ...takeLog(),
        ],
      };
    },
    async stop() {
      await adapter.stop();
      await discord.stop();
      await close();
    },
  };
}
