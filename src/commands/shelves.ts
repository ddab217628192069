import { paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import type { CommandContext, Shelves } from './command.ts';

type Handle<Args> = (args: Args, context: CommandContext, shelves: Shelves) => Promise<Reply>;

/** For commands that change the library: they say so where it cannot be changed. */
export function withShelves<Args>(
  handle: Handle<Args>,
): (args: Args, context: CommandContext) => Promise<Reply> {
  return async (args, context) =>
    context.shelves === undefined
      ? reply({
          kind: 'notice',
          answered: false,
          blocks: [paragraph('The library cannot be changed from here.')],
        })
      : handle(args, context, context.shelves);
}
