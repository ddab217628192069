import { createHash } from 'node:crypto';
import type { RenderedMessage } from './render.ts';

/**
 * How a post of the bot's own is known again in a channel's history. Discord keeps a nonce for minutes only; what it keeps for ever
 * and nobody sees are the ids of components, numbers of 31 bits that whoever sends a message may choose.
 */

/** Ids that Discord gives by itself count up from 1; these all have the highest bit, so that none is met by chance. */
const MARK = 0x4000_0000;

/** Of the container and of the first component within it: 60 bits of the key's digest together. */
type Marker = readonly [container: number, first: number];

function markerOf(key: string): Marker {
  const digest = createHash('sha256').update(key).digest();
  return [digest.readUInt32BE(0) >>> 2, digest.readUInt32BE(4) >>> 2].map((bits) => bits | MARK) as [
    number,
    number,
  ];
}

/** The message with the marker of its key. */
export function withMarker(
  { flags, components: [container] }: RenderedMessage,
  key: string,
): RenderedMessage {
  const [outer, inner] = markerOf(key);
  const [first, ...others] = container.components;
  const marked = first === undefined ? [] : [{ ...first, id: inner }, ...others];
  return { flags, components: [{ ...container, id: outer, components: marked }] };
}

/** As much of a component as tells whether it is marked. */
export type MarkedComponent = {
  readonly id?: number | undefined;
  readonly components?: readonly MarkedComponent[] | undefined;
};

export function hasMarker([container]: readonly MarkedComponent[], key: string): boolean {
  const [outer, inner] = markerOf(key);
  return container?.id === outer && container.components?.[0]?.id === inner;
}

/** True for every post of the bot's own, whatever its key: nobody asked for it, so nobody's press may change it. */
export function isPost([container]: readonly MarkedComponent[]): boolean {
  return (container?.id ?? 0) >= MARK;
}
