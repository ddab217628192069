import { createHash } from 'node:crypto';
import type { ReceiverEvent } from '@slack/bolt';
import type { Inbox } from '../../src/adapter.ts';
import type { Logger } from '../../src/logger.ts';
import { describeError } from './errors.ts';

/**
 * Bolt acknowledges events before anything has handled them, and takes a request that is sent twice for two. Here each delivery
 * is written down first and handled once; what a crash interrupted is handled after the next start.
 */

/** A reply later than this is of no use: the person has gone, and a `response_url` soon ends. */
const USEFUL_MS = 15 * 60 * 1000;

const MAX_SEEN = 10_000;

type Process = (event: ReceiverEvent) => Promise<void>;
type Body = ReceiverEvent['body'];

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * The delivery's own id; undefined for what may be handled twice. Of a trigger only the digest is kept: with the trigger itself a
 * form could be opened.
 */
export function deliveryId(body: Body): string | undefined {
  if (body.type === 'block_suggestion') return undefined;
  if (typeof body.event_id === 'string') return `slack:event:${body.event_id}`;
  if (typeof body.trigger_id === 'string') return `slack:trigger:${digest(body.trigger_id)}`;
  return `slack:body:${digest(JSON.stringify(body))}`;
}

const MESSAGES = new Set(['app_mention', 'message']);

/** What to keep for after a crash: whatever can still be answered then. Forms and the app's page are gone with their trigger. */
function keptPayload(body: Body): { payload?: string } {
  const isMessage = body.type === 'event_callback' && MESSAGES.has(body.event?.type);
  if (!isMessage && typeof body.response_url !== 'string') return {};
  const { token: _, ...rest } = body;
  return { payload: JSON.stringify(rest) };
}

export type Once = {
  /** Handles a delivery, unless it was handled before. Never rejects. */
  handle(event: ReceiverEvent): Promise<void>;
  /** Handles what was acknowledged before a crash and is still of use. Never rejects. */
  handleUnfinished(): Promise<void>;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
};

export type OnceParts = {
  readonly inbox: Inbox;
  readonly process: Process;
  readonly logger: Logger;
  readonly now: () => number;
};

export function createOnce({ inbox, process, logger, now }: OnceParts): Once {
  const inFlight = new Set<Promise<void>>();
  const seen = new Set<string>();

  /** What this process has seen needs no store, also where that fails. */
  function isNewHere(id: string): boolean {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > MAX_SEEN && oldest !== undefined) seen.delete(oldest);
    return true;
  }

  /** A store that fails costs what holds over a restart, not the answer. */
  async function claimed(id: string, body: Body): Promise<boolean> {
    try {
      return await inbox.claim({ id, adapter: 'slack', ...keptPayload(body) });
    } catch (error) {
      logger.error({ err: error }, 'A delivery of Slack could not be written down');
      return true;
    }
  }

  async function done(id: string): Promise<void> {
    try {
      await inbox.done(id);
    } catch (error) {
      logger.error({ err: error }, 'A delivery of Slack could not be marked as handled');
    }
  }

  async function unfinished() {
    try {
      return await inbox.unfinished('slack');
    } catch (error) {
      logger.error({ err: error }, 'What Slack had delivered before could not be read');
      return [];
    }
  }

  async function acknowledgedOnce(event: ReceiverEvent): Promise<void> {
    let isAcknowledged = false;
    const ack = async (response?: unknown) => {
      if (isAcknowledged) return;
      isAcknowledged = true;
      // The delivery is written down: where Slack does not hear of it, it sends it again, and that is dropped.
      await event.ack(response).catch((error: unknown) => {
        logger.warn({ reason: describeError(error) }, 'A delivery of Slack could not be acknowledged');
      });
    };
    try {
      await process({ ...event, ack });
    } catch (error) {
      logger.error({ err: error }, 'A delivery of Slack could not be handled');
    } finally {
      await ack();
    }
  }

  async function handle(event: ReceiverEvent): Promise<void> {
    const id = deliveryId(event.body);
    if (id === undefined) return acknowledgedOnce(event);
    if (isNewHere(id) && (await claimed(id, event.body))) {
      await acknowledgedOnce(event);
      await done(id);
    } else {
      logger.info('A delivery of Slack came again and was dropped');
      await event.ack().catch(() => undefined);
    }
  }

  function tracked(work: Promise<void>): Promise<void> {
    inFlight.add(work);
    return work.finally(() => inFlight.delete(work));
  }

  return {
    handle: (event) => tracked(handle(event)),
    async handleUnfinished() {
      for (const { id, payload, receivedAt } of await unfinished()) {
        const isUseful = now() - receivedAt.getTime() < USEFUL_MS;
        if (isUseful)
          await tracked(acknowledgedOnce({ body: JSON.parse(payload), ack: async () => undefined }));
        await done(id);
      }
    },
    async idle() {
      while (inFlight.size > 0) await Promise.allSettled([...inFlight]);
    },
  };
}
