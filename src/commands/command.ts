import { z } from 'zod';
import type { Actor, DispatchOptions } from '../adapter.ts';
import type { Announcements } from '../announcements/announcements.ts';
import type { Answer } from '../answers/answer.ts';
import type { AnswerContext } from '../answers/conversation/context.ts';
import type { ConversationId } from '../conversation.ts';
import type { Engine, SuggestKind } from '../engine/engine.ts';
import { UserError } from '../errors.ts';
import type { Library } from '../library/library.ts';
import type { PaperFetcher } from '../library/paper-fetcher.ts';
import type { Paper, PaperId } from '../paper.ts';
import type { CommandState, Reply } from '../reply/reply.ts';
import { examplesOf } from './examples.ts';
import type { Deed } from './recent-commands.ts';

/** What a command is: written once, from it come the platforms' commands, the help and the completion. */

/** What is completed from elsewhere than the papers: commands, what can be followed, rules of this conversation, saved papers, time zones. */
export type OwnSuggestKind = 'command' | 'follow' | 'rule' | 'saved' | 'zone';

export type OptionDefinition = {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  /** Takes all words that are typed without an option's name; one at most, the first. */
  readonly rest?: boolean;
  readonly suggest?: SuggestKind | OwnSuggestKind;
  /** The only values it may have; a line may end in one of them. */
  readonly choices?: readonly string[];
};

/** How people speak of what a command does, where they ask how it is done. Words of the bot's own, never of what papers are about. */
export type SpokenOf = {
  /** What is done, in the plain form: `add`, `import`. The command's name is one of them without being listed, unless it is a thing. */
  readonly verbs: readonly string[];
  /** What it is done to and with: `paper`, `inbox`. */
  readonly things: readonly string[];
  /** Things that are asked for by their place: `where is the inbox?`. */
  readonly places?: readonly string[];
  /** What no example shows. */
  readonly tip?: string;
};

export type CommandDefinition = {
  /** Lower-case letters. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionDefinition[];
  /** Arguments as they are typed after the name, with `{title}` and such for what the library holds: see examples.ts. */
  readonly examples: readonly string[];
  /** Its handler asks whether the actor may manage the conversation: platforms that must look that up do so for this command. */
  readonly needsRights?: true;
  /** The command that it stands beside in the overview of /help. */
  readonly beside?: string;
  readonly spokenOf?: SpokenOf;
  /** Its reply offers to take back what it did. */
  readonly canBeUndone?: true;
};

type OptionValue<Option extends OptionDefinition> = Option extends {
  readonly choices: readonly (infer Choice)[];
}
  ? Choice
  : string;

/** A command's arguments by name, as its definition says: required ones are there, choices are one of theirs. */
export type CommandArgs<Definition extends CommandDefinition> = {
  readonly [Option in Definition['options'][number] as Option['name']]:
    | OptionValue<Option>
    | (Option extends { readonly required: true } ? never : undefined);
};

/** Who may change what everybody in a channel gets; in direct messages everybody may. */
export type FollowRights = 'members' | 'admins';

/** How chat changes what is in the library. */
export type Shelves = {
  readonly library: Pick<Library, 'find' | 'get' | 'add' | 'undoAdd' | 'remove' | 'ingest'>;
  /** Absent where arXiv is not asked. */
  readonly fetcher?: PaperFetcher | undefined;
};

export type CommandContext = {
  readonly engine: Engine;
  readonly answer: Answer;
  /** Absent where the process announces nothing, as for a single question from the command line. */
  readonly announcements?: Announcements | undefined;
  /** Absent where the library cannot be changed. */
  readonly shelves?: Shelves | undefined;
  readonly followRights: FollowRights;
  /** Where nothing else is said; IANA name. */
  readonly timeZone: string;
  /** How many papers an announcement shows of itself. */
  readonly digestHeadlines: number;
  readonly actor: Actor;
  /** Where what is followed here is told: the conversation, or the channel of the thread that it is. */
  readonly room: ConversationId;
  /** Nobody but the actor reads this conversation. */
  readonly isDirect: boolean;
  /** What the conversation remembers; {@link CommandContext.remember} replaces it. */
  readonly remembered: AnswerContext;
  readonly remember: (
    context: AnswerContext,
    options?: {
      /** Default true: asked again, the same words lead to the same answer. */
      readonly standsAlone?: boolean;
      /** Also what was done, offered and listed is forgotten. */
      readonly forgetsAll?: boolean;
    },
  ) => void;
  /** What this person did here last that can be taken back. */
  readonly lastDeed?: Deed | undefined;
  /** All commands there are. */
  readonly definitions: readonly CommandDefinition[];
  /** Answers another command in this conversation, as if it had been sent in place of this one. */
  readonly act: (state: CommandState) => Promise<Reply>;
  readonly now: () => Date;
  /** A paper of either shelf, also one of a stream too long to be searched in. */
  readonly held: (id: PaperId) => Promise<Paper | undefined>;
  /** To be awaited before the stream is searched. */
  readonly openStream: () => Promise<void>;
  /** 1-based. */
  readonly page: number;
  /** The arguments as they came, for the actions that lead to another page. */
  readonly typed: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: DispatchOptions['onProgress'] | undefined;
};

export type Command = {
  readonly definition: CommandDefinition;
  /** Validates the arguments, then answers. Throws UserError where they cannot be understood. */
  readonly run: (args: Readonly<Record<string, string>>, context: CommandContext) => Promise<Reply>;
};

function optionSchema(option: OptionDefinition) {
  const text = z.string().trim();
  const value =
    option.choices === undefined
      ? text.min(1)
      : text.toLowerCase().pipe(z.enum([...option.choices] as [string, ...string[]]));
  const isAbsent = (given: unknown) => typeof given === 'string' && given.trim() === '';
  return z.preprocess(
    (given) => (isAbsent(given) ? undefined : given),
    option.required ? value : value.optional(),
  );
}

type Complaint = { readonly path: string; readonly given: string | undefined };

async function explain(
  definition: CommandDefinition,
  { path, given }: Complaint,
  engine: Engine,
): Promise<string> {
  const { name, options } = definition;
  if (path === 'page')
    return `"page:${(given ?? '').slice(0, 40)}" is not understood: write the number of a page, such as page:2.`;
  const option = options.find((one) => one.name === path);
  if (option === undefined)
    return `/${name} has no option "${path.slice(0, 40)}". See /help ${name} for those it has.`;
  if (given !== undefined && option.choices !== undefined)
    return `"${path}" must be one of ${option.choices.join(', ')}.`;
  const [example] = await examplesOf(definition, engine);
  const hint = example === undefined ? '' : ` For example: ${example}`;
  return `/${name} needs ${option.description.charAt(0).toLowerCase()}${option.description.slice(1)}.${hint}`;
}

/** Joins a definition with the handler that answers it; the handler's arguments are typed by the definition. */
export function defineCommand<const Definition extends CommandDefinition>(
  definition: Definition,
  handle: (args: CommandArgs<Definition>, context: CommandContext) => Promise<Reply>,
): Command {
  const shape = Object.fromEntries(definition.options.map((option) => [option.name, optionSchema(option)]));
  // The schema is made from the definition, which the compiler cannot follow.
  const schema = z.strictObject(shape) as unknown as z.ZodType<CommandArgs<Definition>>;
  return {
    definition,
    async run(args, context) {
      const parsed = schema.safeParse(args);
      if (parsed.success) return handle(parsed.data, context);
      const [issue] = parsed.error.issues;
      const path = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
      const name = String(path ?? '');
      const given = Object.hasOwn(args, name) ? args[name] : undefined;
      throw new UserError(await explain(definition, { path: name, given }, context.engine));
    },
  };
}
