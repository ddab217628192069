import type { Acknowledgement, DeliveryKind } from './acknowledgement.ts';
import type { Arguments } from './arguments.ts';
import type { Payload } from './delivery.ts';
import { isObject } from './limits/violation.ts';
import { checkMessage, checkSuggestion, checkView, type Violation } from './limits.ts';
import { SlackError } from './methods/method.ts';
import type { RecordedCall } from './web-server.ts';

/** A violation, and in what it was found: a method, `response_url`, or `ack` and what was acknowledged. */
export type Finding = Violation & { readonly method: string };

/** Errors that say that the call itself was wrong, whatever the state of the workspace. */
const MALFORMED = ['invalid_arguments', 'invalid_blocks_format', 'unknown_method', 'no_text', 'not_authed'];

export type LimitsJudge = {
  readonly violations: Finding[];
  /** What is allowed and still better avoided. */
  readonly advice: Finding[];
  /** Checks what a call sends; Slack's refusal, where it would refuse it. */
  refuse(method: string, args: Arguments): SlackError | undefined;
  /** Checks that a call made sense at all. */
  checkCall(call: RecordedCall): void;
  /** Checks that something was acknowledged, and what the acknowledgement says. */
  checkAcknowledgement(kind: DeliveryKind, payload: Payload, ack: Acknowledgement): void;
};

function checkArguments(method: string, args: Arguments): Violation[] {
  if (method.startsWith('views.') && args.view !== undefined) return checkView(args.view);
  const isResponse = method === 'response_url';
  if (!isResponse && !/^chat[.](postMessage|postEphemeral|update)$/.test(method)) return [];
  const isNew = !args.replace_original && args.response_type === 'in_channel';
  return checkMessage(args, { isPost: method === 'chat.postMessage' || (isResponse && isNew) });
}

function checkAckBody(kind: DeliveryKind, payload: Payload, body: unknown): Violation[] {
  if (kind === 'events_api' || body === '') return [];
  if (payload.type === 'block_suggestion') return checkSuggestion(body);
  if (kind === 'slash_commands') {
    const message = isObject(body) ? body : { text: body };
    return checkMessage(message, { isPost: message.response_type === 'in_channel' });
  }
  if (payload.type !== 'view_submission') {
    return [
      { rule: 'ack-body', path: '', detail: 'Slack takes no answer in the acknowledgement of a press' },
    ];
  }
  return isObject(body) && isObject(body.view) ? checkView(body.view) : [];
}

export function createLimitsJudge(): LimitsJudge {
  const violations: Finding[] = [];
  const advice: Finding[] = [];
  const add = (method: string, found: readonly Violation[]) => {
    for (const violation of found) {
      (violation.rule === 'advised-length' ? advice : violations).push({ method, ...violation });
    }
  };
  return {
    violations,
    advice,
    refuse(method, args) {
      const found = checkArguments(method, args);
      add(method, found);
      const refused = found.filter(({ refusal }) => refusal !== undefined);
      const [first] = refused;
      if (first?.refusal === undefined) return undefined;
      const errors = refused.map(({ detail, path }) => `${detail} [json-pointer:${path}]`);
      const messages = errors.map((error) => `[ERROR] ${error}`);
      return new SlackError(first.refusal, { errors, response_metadata: { messages } });
    },
    checkCall({ method, answer }) {
      const error = String(answer?.body.error ?? '');
      const isFound = violations.at(-1)?.method === method && violations.at(-1)?.refusal === error;
      if (MALFORMED.includes(error) && !isFound) {
        add(method, [{ rule: 'malformed', path: '', detail: JSON.stringify(answer?.body) }]);
      }
    },
    checkAcknowledgement(kind, payload, ack) {
      const method = `ack ${String(payload.type ?? payload.command ?? kind)}`;
      if (!ack.ok) add(method, [{ rule: 'unacknowledged', path: '', detail: JSON.stringify(ack) }]);
      else add(method, checkAckBody(kind, payload, ack.body));
    },
  };
}
