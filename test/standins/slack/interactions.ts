import type { Message, Workspace } from './workspace.ts';

/** A trigger_id works once and for 3 seconds. */
const TRIGGER_MS = 3000;
/** A response_url works 5 times in 30 minutes. */
const RESPONSE_URL_USES = 5;
const RESPONSE_URL_MS = 30 * 60 * 1000;

/** What a person did: run a command, press a button, send a form. The bot answers it by its trigger and response_url. */
export type Interaction = {
  readonly id: string;
  readonly userId: string;
  readonly channel?: string;
  /** The message with the button. A command has none, so `replace_original` cannot replace anything there. */
  readonly original?: Message;
  readonly viewId?: string;
  readonly triggerId: string;
  readonly responsePath: string;
};

type Issued = { readonly interaction: Interaction; readonly expires: number; uses: number };

export type Interactions = {
  begin(of: Omit<Interaction, 'id' | 'triggerId' | 'responsePath'>): Interaction;
  /** Uses up the trigger. Slack's error code where it cannot be used. */
  exchangeTrigger(triggerId: string): Interaction | string;
  takeResponsePath(path: string): Interaction | 'used_url' | 'expired_url' | 'not_found';
};

export function createInteractions({ clock, identifiers, teamId }: Workspace): Interactions {
  const triggers = new Map<string, Issued>();
  const responses = new Map<string, Issued>();
  return {
    begin(of) {
      const interaction: Interaction = {
        ...of,
        id: identifiers.id('I'),
        triggerId: `${Math.floor(clock.now() / 1000)}.${identifiers.id('')}`,
        responsePath: `/actions/${teamId}/${identifiers.secret('')}`,
      };
      const now = clock.now();
      triggers.set(interaction.triggerId, { interaction, expires: now + TRIGGER_MS, uses: 0 });
      responses.set(interaction.responsePath, { interaction, expires: now + RESPONSE_URL_MS, uses: 0 });
      return interaction;
    },
    exchangeTrigger(triggerId) {
      const issued = triggers.get(triggerId);
      if (issued === undefined) return 'invalid_trigger_id';
      if (clock.now() > issued.expires) return 'expired_trigger_id';
      issued.uses += 1;
      return issued.uses > 1 ? 'exchanged_trigger_id' : issued.interaction;
    },
    takeResponsePath(path) {
      const issued = responses.get(path);
      if (issued === undefined) return 'not_found';
      if (clock.now() > issued.expires) return 'expired_url';
      issued.uses += 1;
      return issued.uses > RESPONSE_URL_USES ? 'used_url' : issued.interaction;
    },
  };
}
