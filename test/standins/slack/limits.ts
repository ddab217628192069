/**
 * What may be sent to Slack: its limits, and this project's own rules about what pings, links and unfurls.
 * Written from Slack's documentation and not from the bot's renderer, so that one can find the other's mistakes.
 */
import { checkBlocks } from './limits/blocks.ts';
import { checkChoices } from './limits/elements.ts';
import { checkMarkup, checkMrkdwn } from './limits/markup.ts';
import {
  checkLength,
  checkText,
  isObject,
  type Json,
  listOf,
  type Report,
  type Violation,
} from './limits/violation.ts';

export type { Violation } from './limits/violation.ts';

const TEXT_LIMIT = 40_000;
/** Slack advises to stay below this. */
const TEXT_ADVICE = 4000;
const VIEW_REFUSED = 'invalid_arguments';

function collect(check: (report: Report) => void): Violation[] {
  const violations: Violation[] = [];
  check((rule, path, detail, refusal) => {
    violations.push({ rule, path, detail, ...(refusal === undefined ? {} : { refusal }) });
  });
  return violations;
}

/**
 * A message's arguments. `isPost`: a new message for a whole channel, whose links must not unfurl; an update and an
 * ephemeral message never do.
 */
export function checkMessage(message: Json, { isPost }: { readonly isPost: boolean }): Violation[] {
  return collect((report) => {
    const { text, blocks } = message;
    if (typeof text !== 'string' || text.trim() === '') {
      report('fallback-text', '/text', 'screen readers and notifications want a text beside the blocks');
    } else {
      if (text.length > TEXT_LIMIT) report('length', '/text', `${text.length} characters will be cut`);
      else if (text.length > TEXT_ADVICE) report('advised-length', '/text', `${text.length} characters`);
      if (message.mrkdwn !== false) checkMrkdwn(report, text, '/text');
    }
    if (message.attachments !== undefined)
      report('attachments', '/attachments', 'are nothing that is checked');
    if (message.link_names === true || message.link_names === 'true' || message.parse === 'full') {
      report('live-mention', '/link_names', 'makes mentions of plain names');
    }
    if (blocks !== undefined) checkBlocks(report, listOf(blocks), 'message', '/blocks');
    checkMarkup(report, blocks, '/blocks');
    for (const name of isPost ? ['unfurl_links', 'unfurl_media'] : []) {
      if (message[name] !== false) report('unfurl', `/${name}`, 'must be false');
    }
  });
}

/** A modal or home. Slack refuses one that breaks a limit with `invalid_arguments`. */
export function checkView(view: Json): Violation[] {
  const surface = view.type === 'home' ? 'home' : 'modal';
  const found = collect((report) => {
    if (surface === 'modal') {
      checkText(report, view.title, '/view/title', 24, true);
      for (const name of ['submit', 'close']) {
        if (view[name] !== undefined) checkText(report, view[name], `/view/${name}`, 24, true);
      }
      const hasInput = listOf(view.blocks).some((block) => isObject(block) && block.type === 'input');
      if (hasInput && view.submit === undefined)
        report('submit', '/view', 'inputs want a submit', VIEW_REFUSED);
    }
    if (view.private_metadata !== undefined) {
      checkLength(report, view.private_metadata, '/view/private_metadata', 3000, 0);
    }
    for (const name of ['callback_id', 'external_id']) {
      if (view[name] !== undefined) checkLength(report, view[name], `/view/${name}`, 255, 0);
    }
    checkBlocks(report, listOf(view.blocks), surface, '/view/blocks');
    checkMarkup(report, view.blocks, '/view/blocks');
  });
  return found.map((violation) => (violation.refusal ? { ...violation, refusal: VIEW_REFUSED } : violation));
}

/** The answer to an external select: at most 100 options, or groups of them. */
export function checkSuggestion(answer: unknown): Violation[] {
  return collect((report) => {
    if (isObject(answer)) checkChoices(report, answer, '', 0);
    else report('type', '', 'expected options');
  });
}
