/** 2015-01-01T00:00:00Z, from which Discord counts (discord.com/developers/docs/reference#snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const TIMESTAMP_SHIFT = 22n;

export type NextId = () => string;

/** Ids that carry the clock's time, as Discord's do, and always grow, also while the clock stands still. */
export function createIds(now: () => number): NextId {
  let last = 0n;
  return () => {
    const earliest = BigInt(Math.floor(now()) - DISCORD_EPOCH_MS) << TIMESTAMP_SHIFT;
    last = earliest > last ? earliest : last + 1n;
    return String(last);
  };
}
