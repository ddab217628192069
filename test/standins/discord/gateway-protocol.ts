import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { z } from 'zod';

/** What a client may send on the socket, and Discord's limits for it (discord.com/developers/docs/events/gateway). */
export const MAX_PAYLOAD_BYTES = 4096;
export const MAX_SENDS_PER_WINDOW = 120;
export const SEND_WINDOW_MS = 60_000;

const Identify = z.object({
  token: z.string(),
  intents: z.int().nonnegative(),
  properties: z.record(z.string(), z.unknown()),
  shard: z.tuple([z.int(), z.int()]).optional(),
});
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

const ClientPayload = z.discriminatedUnion('op', [
  z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.int().nullish() }),
  z.object({ op: z.literal(GatewayOpcodes.Identify), d: Identify }),
  z.object({ op: z.literal(GatewayOpcodes.Resume), d: Resume }),
  z.object({ op: z.literal(GatewayOpcodes.PresenceUpdate), d: z.unknown() }),
  z.object({ op: z.literal(GatewayOpcodes.VoiceStateUpdate), d: z.unknown() }),
  z.object({ op: z.literal(GatewayOpcodes.RequestGuildMembers), d: z.unknown() }),
]);

export type Identify = z.infer<typeof Identify>;
export type Resume = z.infer<typeof Resume>;
export type ClientPayload = z.infer<typeof ClientPayload>;

/** Parses what came on the socket; the close code where it is not what Discord would take. */
export function parseClientPayload(raw: Buffer): ClientPayload | GatewayCloseCodes {
  if (raw.byteLength > MAX_PAYLOAD_BYTES) return GatewayCloseCodes.DecodeError;
  let json: unknown;
  try {
    json = JSON.parse(raw.toString('utf8'));
  } catch {
    return GatewayCloseCodes.DecodeError;
  }
  const op = z.object({ op: z.int() }).safeParse(json);
  if (!op.success) return GatewayCloseCodes.DecodeError;
  const known = ClientPayload.options.some((option) => option.shape.op.value === op.data.op);
  if (!known) return GatewayCloseCodes.UnknownOpcode;
  const payload = ClientPayload.safeParse(json);
  return payload.success ? payload.data : GatewayCloseCodes.DecodeError;
}

const KNOWN_INTENTS = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** The close code that an IDENTIFY with these intents earns, if any. */
export function refusalOfIntents(intents: number, granted: number): GatewayCloseCodes | undefined {
  if ((intents & ~KNOWN_INTENTS) !== 0) return GatewayCloseCodes.InvalidIntents;
  if ((intents & PRIVILEGED & ~granted) !== 0) return GatewayCloseCodes.DisallowedIntents;
  return undefined;
}

/** Where an event belongs; `any`: whatever the intents are. */
export type EventScope = 'guild' | 'direct' | 'any';

/** The intent without which an event is not sent; undefined: sent to everybody. */
export function intentFor(event: string, scope: EventScope): GatewayIntentBits | undefined {
  if (scope === 'any') return undefined;
  if (event.startsWith('MESSAGE_')) {
    return scope === 'guild' ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
  }
  if (event.startsWith('CHANNEL_')) return scope === 'guild' ? GatewayIntentBits.Guilds : undefined;
  if (/^(GUILD|THREAD)_/.test(event)) return GatewayIntentBits.Guilds;
  return undefined;
}
