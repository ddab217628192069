import type { Reply } from '../reply/reply.ts';

/** The real services, tried once: a reply is posted, read, edited, read again and deleted. */

/** One message in one channel of a platform. */
export type SmokeTarget = {
  readonly name: string;
  /** Where it will be posted, in words. */
  place(): Promise<string>;
  post(reply: Reply): Promise<void>;
  /** The message's words as the platform has them; undefined where the bot may not read them, which is allowed. */
  read(): Promise<string | undefined>;
  edit(reply: Reply): Promise<void>;
  remove(): Promise<void>;
  /** What went wrong, without any secret. */
  describe(error: unknown): string;
};

export type SmokeStep = {
  readonly what: string;
  readonly outcome: 'worked' | 'failed' | 'not tried';
  readonly detail?: string;
};

type Attempt = { readonly what: string; readonly run: () => Promise<string | undefined> };

/** Enough of a title to be sure that it is this one, before a long one is cut. */
const TOLD_BY = 60;

function asSent(words: string | undefined, reply: Reply, before?: string): string | undefined {
  if (words === undefined) return 'it may not read messages there, which is no permission that it needs';
  const title = reply.papers[0]?.title.slice(0, TOLD_BY) ?? '';
  if (!words.includes(title)) throw new Error('what was read is not what was sent');
  if (words === before) throw new Error('it still is as it was before the edit');
  return undefined;
}

/** Tries everything in its order; what fails ends it, and what was posted is deleted in any case. */
export async function exercise(target: SmokeTarget, first: Reply, second: Reply): Promise<SmokeStep[]> {
  const steps: SmokeStep[] = [];
  let before: string | undefined;
  let isPosted = false;

  async function tried({ what, run }: Attempt): Promise<boolean> {
    try {
      const detail = await run();
      steps.push({ what, outcome: 'worked', ...(detail !== undefined && { detail }) });
      return true;
    } catch (error) {
      steps.push({ what, outcome: 'failed', detail: target.describe(error) });
      return false;
    }
  }

  const attempts: Attempt[] = [
    { what: 'find the channel', run: () => target.place() },
    {
      what: 'post a card',
      run: async () => {
        // A reply that is lost may still have posted: then there is nothing to delete it by, and the step says so.
        await target.post(first);
        isPosted = true;
        return undefined;
      },
    },
    {
      what: 'read it back',
      run: async () => {
        before = await target.read();
        return asSent(before, first);
      },
    },
    { what: 'edit it', run: () => target.edit(second).then(() => undefined) },
    { what: 'read it again', run: async () => asSent(await target.read(), second, before) },
  ];
  let goesOn = true;
  for (const attempt of attempts) {
    if (goesOn) goesOn = await tried(attempt);
    else steps.push({ what: attempt.what, outcome: 'not tried' });
  }
  if (isPosted) await tried({ what: 'delete it', run: () => target.remove().then(() => undefined) });
  else steps.push({ what: 'delete it', outcome: 'not tried' });
  return steps;
}

const MARKS: Readonly<Record<SmokeStep['outcome'], string>> = {
  worked: 'ok   ',
  failed: 'FAIL ',
  'not tried': '-    ',
};

export function stepLines(name: string, steps: readonly SmokeStep[]): string[] {
  const lines = steps.map(
    ({ what, outcome, detail }) => `  ${MARKS[outcome]} ${what}${detail === undefined ? '' : `: ${detail}`}`,
  );
  return [name, ...lines];
}
