import { existsSync } from 'node:fs';
import { webApi } from '@slack/bolt';
import { Routes } from 'discord.js';
import { z } from 'zod';
import { createPoster as createDiscordPoster, createPostRest } from '../../adapters/discord/poster.ts';
import { createBoltLogger } from '../../adapters/slack/bolt-logger.ts';
import { createPoster as createSlackPoster } from '../../adapters/slack/poster.ts';
import { clientOptions } from '../../adapters/slack/web.ts';
import type { Poster } from '../adapter.ts';
import { COMMAND_DEFINITIONS } from '../commands/commands.ts';
import type { Config } from '../config.ts';
import { type ConversationId, decodeConversation } from '../conversation.ts';
import { databaseFile } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { followedConversations } from '../store/inspect-store.ts';
import { type Finding, fine, note, problem } from './finding.ts';

/** Whether announcements reach those who follow: asked of the platforms as they stand now, without a connection and without a post. */

const WITHIN_MS = 5000;
/** Each costs some requests. */
const MOST_LOOKED_AT = 50;
/** No post has such a key: only whether the history can be read is asked. */
const NO_KEY = 'doctor';

const OwnUser = z.object({ id: z.string() });

type Posters = (adapter: string) => Promise<Poster | undefined>;

/** Posters of the configured platforms, made when they are first asked for. Rejects where the platform cannot be asked. */
function postersOf({ discord, slack }: Pick<Config, 'discord' | 'slack'>): Posters {
  const logger = createLogger({ logLevel: 'silent' }, 'warn');
  const now = Date.now;
  const made = new Map<string, Promise<Poster | undefined>>();

  async function make(adapter: string): Promise<Poster | undefined> {
    if (adapter === 'discord' && discord !== undefined) {
      const rest = createPostRest(discord, WITHIN_MS);
      const { id } = OwnUser.parse(await rest.get(Routes.user()));
      return createDiscordPoster({ config: discord, rest, botId: () => id, logger, now });
    }
    if (adapter === 'slack' && slack !== undefined) {
      const options = clientOptions(slack, WITHIN_MS, createBoltLogger(logger));
      return createSlackPoster({
        config: slack,
        web: new webApi.WebClient(slack.botToken, options),
        definitions: COMMAND_DEFINITIONS,
        logger,
        onDeadToken: () => undefined,
        now,
        settleMs: 0,
      });
    }
    return undefined;
  }

  return (adapter) => {
    const known = made.get(adapter) ?? make(adapter);
    made.set(adapter, known);
    return known;
  };
}

async function checkPlace(place: ConversationId, posters: Posters): Promise<Finding | undefined> {
  const { adapter } = decodeConversation(place);
  if (adapter === 'terminal') return undefined;
  try {
    const poster = await posters(adapter);
    if (poster === undefined)
      return note(`${place} follows, and its platform is not configured: nothing is announced there.`);
    const right = await poster.canPost(place);
    if (!right.canPost) return problem(`Nothing can be announced in ${place}.`, right.remedy);
    const read = await poster.readBack(place, NO_KEY, new Date());
    if (read.found !== 'unreadable') return undefined;
    return note(
      `Announcements reach ${place}; one whose answer is lost could not be looked for there: ${read.reason}.`,
    );
  } catch {
    return note(`Whether announcements reach ${place} could not be asked.`);
  }
}

/** @param places conversations of active rules, each once */
export async function checkFollowed(
  places: readonly ConversationId[],
  config: Pick<Config, 'discord' | 'slack'>,
): Promise<Finding[]> {
  const posters = postersOf(config);
  const findings: Finding[] = [];
  for (const place of places.slice(0, MOST_LOOKED_AT)) {
    const found = await checkPlace(place, posters);
    if (found !== undefined) findings.push(found);
  }
  if (findings.length > 0 || places.length === 0) return findings;
  const looked = Math.min(places.length, MOST_LOOKED_AT);
  return [fine(`Announcements can be posted wherever somebody follows (${looked} looked at).`)];
}

/** The same for all that follow in the lab's library. */
export async function checkFollowing(
  config: Pick<Config, 'discord' | 'slack' | 'dataDir'>,
): Promise<Finding[]> {
  const file = databaseFile(config.dataDir);
  const nobody = note('Nobody follows yet.', 'Type /follow lab where new papers shall be announced.');
  if (!existsSync(file)) return [nobody];
  try {
    const places = followedConversations(file);
    return places.length === 0 ? [nobody] : await checkFollowed(places, config);
  } catch (error) {
    // What is wrong with the database stands under "Library".
    if (error instanceof UserError) return [note('Who follows could not be read.')];
    throw error;
  }
}
