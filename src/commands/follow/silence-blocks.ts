import { silenceInWords } from '../../announcements/silence-words.ts';
import { paragraph } from '../../reply/build.ts';
import type { Block } from '../../reply/reply.ts';
import type { CommandContext } from '../command.ts';

/** Why nothing new has come lately; nothing where news have come as expected, and where no source is watched unless that is asked. */
export async function silenceBlocks(
  { announcements, now, timeZone, page }: CommandContext,
  { alsoNoSources = false } = {},
): Promise<Block[]> {
  const silence = page === 1 ? await announcements?.silence() : undefined;
  if (silence === undefined || (silence.type === 'no-sources' && !alsoNoSources)) return [];
  return [paragraph(silenceInWords(silence, { now: now(), timeZone }))];
}
