import type { ButtonState } from '../../../src/reply/pagination.ts';

/** What a person has before them, whatever the platform calls it. */
export type Shown = {
  /** All words, in the order in which they stand, as they read once markup is gone. */
  readonly text: string;
  readonly links: readonly ShownLink[];
  readonly buttons: readonly ShownButton[];
  /** What would ring somebody's bell or turn into something else than its letters. */
  readonly live: readonly string[];
  /** The message as it was sent. */
  readonly sent: unknown;
};

/** `text` is clickable; a platform shows nothing else of where it leads. */
export type ShownLink = { readonly text: string; readonly href: string };

export type ShownButton = {
  readonly label: string;
  /** What it does; undefined for links, and for what cannot be read back. */
  readonly state?: ButtonState | undefined;
  readonly href?: string | undefined;
};
