/** Who sees a reply: everybody in the conversation, or only who asked. */
export type Visibility = 'public' | 'private';

/** Options that every command takes on a platform where others read along, beside its own. */
export const HIDE_OPTION = 'hide';
export const SHARE_OPTION = 'share';

/** Whether what a command does has to be told to everybody there, also where a button under a private reply did it. */
export function isForEverybody(command: string): boolean {
  return ALWAYS_PUBLIC.has(command);
}

export type VisibilityChoice = {
  /** What the platform shows where nothing is said. */
  readonly byDefault: Visibility;
  readonly command: string;
  readonly hide?: boolean;
  readonly share?: boolean;
};

/** Of use to one person only. */
const ALWAYS_PRIVATE = new Set(['help', 'reset', 'sample', 'save', 'saved', 'unsave']);
/** They change what everybody there gets, so everybody is told. */
const ALWAYS_PUBLIC = new Set(['follow', 'unfollow', 'add', 'remove']);

/**
 * Decided before anything is looked up, since both platforms fix it with the acknowledgement. Who asks for both gets the
 * private one: it can be shared later, and not the other way round.
 */
export function visibilityOf({ byDefault, command, hide, share }: VisibilityChoice): Visibility {
  if (hide === true) return 'private';
  if (share === true) return 'public';
  if (ALWAYS_PUBLIC.has(command)) return 'public';
  return ALWAYS_PRIVATE.has(command) ? 'private' : byDefault;
}
