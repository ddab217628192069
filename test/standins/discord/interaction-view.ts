import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { createDeferred } from './deferred.ts';

/**
 * - `pending`: sent to the bot, nothing came back
 * - `deferred`: "is thinking ..." (or, after a press, nothing to see)
 * - `answered`: a message is there to read
 * - `deleted`: the response was taken away again
 * - `modal`: a form is open
 * - `choices`: completion came
 * - `failed`: "The application did not respond"
 */
export type ViewState = 'pending' | 'deferred' | 'answered' | 'deleted' | 'modal' | 'choices' | 'failed';

export type Choice = { readonly name: string; readonly value: string | number };

/** What a person sees of one interaction; changes as the bot goes on, so hold it and look again. */
export type InteractionView = {
  readonly id: string;
  state: ViewState;
  /** Ephemeral: only the person sees the response. Undefined before there is one. */
  visibility: 'public' | 'ephemeral' | undefined;
  /** The response; after a press that is answered in place, the message with the button. */
  message: APIMessage | undefined;
  /** How often the response was edited, the first edit after a defer included. */
  edits: number;
  readonly followUps: APIMessage[];
  modal: APIModalInteractionResponseCallbackData | undefined;
  choices: readonly Choice[] | undefined;
  /** From the interaction to the first callback, in milliseconds of the stand-in's clock. */
  acknowledgedAfterMs: number | undefined;
  /** Resolves as soon as the predicate holds, at once where it holds already. */
  until(holds: (view: InteractionView) => boolean): Promise<InteractionView>;
};

export type ChangeableView = InteractionView & {
  /** Changes fields, then lets go of those who waited for it. */
  change(fields: Partial<Omit<InteractionView, 'id' | 'until' | 'followUps'>>): void;
};

export function createView(id: string): ChangeableView {
  const waiting = new Set<() => void>();
  const view: ChangeableView = {
    id,
    state: 'pending',
    visibility: undefined,
    message: undefined,
    edits: 0,
    followUps: [],
    modal: undefined,
    choices: undefined,
    acknowledgedAfterMs: undefined,
    until(holds) {
      if (holds(view)) return Promise.resolve(view);
      const { promise, resolve } = createDeferred<InteractionView>();
      const check = () => {
        if (!holds(view)) return;
        waiting.delete(check);
        resolve(view);
      };
      waiting.add(check);
      return promise;
    },
    change(fields) {
      Object.assign(view, fields);
      for (const check of waiting) check();
    },
  };
  return view;
}

/** True when there is nothing more to wait for before a person would read on. */
export const isSettled = ({ state }: InteractionView): boolean => state !== 'pending' && state !== 'deferred';
