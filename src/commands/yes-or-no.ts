import type { CommandRequest } from '../adapter.ts';
import { foldedKey } from '../text/fold.ts';

/** A plain message that answers what the bot has just asked, in English or German. */

const YES =
  /^(?:(?:y|yes|yep|yup|yeah|sure|ok|okay|j|ja|jo|jep|klar|gerne)(?: do it| go ahead)?|do it|go ahead|mach das)$/;
const NO =
  /^(?:n|no|nope|nah|nein|ne|nee|cancel|don t|do not|no don t|leave it|never ?mind|abbrechen|lass es|lieber nicht)$/;
const POLITE = new Set(['please', 'thanks', 'thank', 'you', 'bitte', 'danke']);
const MAX_LENGTH = 40;

/** Undefined for whatever says more than yes or no. */
export function yesOrNo(message: string): 'yes' | 'no' | undefined {
  if (message.length > MAX_LENGTH) return undefined;
  const words = foldedKey(message).split(' ');
  const said = words.filter((word) => !POLITE.has(word)).join(' ');
  if (YES.test(said)) return 'yes';
  return NO.test(said) ? 'no' : undefined;
}

const UNDO =
  /^(?:(?:oops|sorry|can you|could you|please) )*(?:(?:undo|revert)(?: (?:that|this|it|my last (?:action|change)|the last (?:one|action|change|thing)))?|take (?:that|it) back|rueckgaengig|ruckgangig)(?: machen)?(?: please)?$/;

/** Whether a plain message asks for what was done last to be taken back. */
export function saysUndo({ command, args }: Pick<CommandRequest, 'command' | 'args'>): boolean {
  const message = args.question ?? '';
  return command === 'ask' && message.length <= MAX_LENGTH && UNDO.test(foldedKey(message));
}

const BACK =
  /^(?:go |please )*back(?: to (?:the|that|my) (?:list|results|papers))?(?: please)?$|^(?:zurueck|zuruck)(?: zur liste)?$/;

/** Whether a plain message asks for the list from which a paper was opened. */
export function saysBack({ command, args }: Pick<CommandRequest, 'command' | 'args'>): boolean {
  const message = args.question ?? '';
  return command === 'ask' && message.length <= MAX_LENGTH && BACK.test(foldedKey(message));
}

/** Whether a request may confirm something or take it back, so that what it then does may need rights. */
export function mayAct(request: Pick<CommandRequest, 'command' | 'args'>): boolean {
  const isYes = request.command === 'ask' && yesOrNo(request.args.question ?? '') === 'yes';
  return isYes || saysUndo(request);
}
