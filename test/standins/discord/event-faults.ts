import type { GatewayEvent } from './gateway-session.ts';

/** What may go wrong with an event's delivery. */
export type EventFaults = {
  emit(event: GatewayEvent): void;
  /** The next event of this name is delivered twice, as after a RESUME that replays too much. */
  twiceNext(name: string): void;
  /** The next event of this name waits; calling the result delivers it, late and out of order. */
  holdNext(name: string): () => void;
  /** Sends whatever is given, well-formed or not. */
  emitRaw(name: string, data: object): void;
};

type Planned = {
  readonly name: string;
  readonly apply: (event: GatewayEvent) => void;
};

export function createEventFaults(deliver: (event: GatewayEvent) => void): EventFaults {
  const planned: Planned[] = [];
  return {
    emit(event) {
      const index = planned.findIndex(({ name }) => name === event.name);
      const [fault] = index < 0 ? [] : planned.splice(index, 1);
      if (fault) fault.apply(event);
      else deliver(event);
    },
    twiceNext(name) {
      planned.push({
        name,
        apply: (event) => {
          deliver(event);
          deliver(event);
        },
      });
    },
    holdNext(name) {
      let held: GatewayEvent | undefined;
      let released = false;
      planned.push({
        name,
        apply: (event) => {
          if (released) deliver(event);
          else held = event;
        },
      });
      return () => {
        released = true;
        if (held) deliver(held);
        held = undefined;
      };
    },
    emitRaw: (name, data) => deliver({ name, data, scope: 'any' }),
  };
}
