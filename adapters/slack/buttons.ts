import type { types } from '@slack/bolt';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { type ButtonIntent, encodeState } from '../../src/reply/pagination.ts';
import { typedCommand } from '../../src/reply/render-text.ts';
import type { Action, CommandState, Reply } from '../../src/reply/reply.ts';
import { rowNumbers } from '../../src/reply/row-numbers.ts';
import { webLink } from '../../src/reply/web-link.ts';
import { printable } from '../../src/text/printable.ts';
import { asTypedInSlack } from './commands.ts';
import {
  MAX_ACCESSIBILITY_LABEL,
  MAX_BUTTON_TEXT,
  MAX_BUTTON_URL,
  MAX_BUTTONS,
  MAX_CONTEXT_TEXT,
  MAX_SHOWN_HOST,
  MAX_STATE,
} from './limits.ts';
import { shown } from './text.ts';

/** Buttons: what they carry, and what is read from them when they are pressed. */

export type ButtonOptions = {
  readonly definitions: readonly CommandDefinition[];
  /** Slack's id of who asked: whoever else presses gets a reply of their own, and theirs stays as it is. */
  readonly owner?: string;
  /** What "Share with channel" shows to everybody; no such button without it. */
  readonly share?: CommandState | undefined;
  /** Whether there is a button "Search", which opens a form: Slack completes nothing in a command that is typed. */
  readonly search?: boolean;
};

/** What a button's `action_id` begins with. */
export const ACTION = { state: 'state', link: 'link', search: 'search' } as const;

const OWNER = /^by:([A-Z0-9]{2,30}):/;

/** Who asked for the message under which a button stands; undefined where nobody in particular did. */
export function ownerOf(blockId: string): string | undefined {
  return OWNER.exec(blockId)?.[1];
}

type Labelled = { readonly label: string; readonly spoken?: string };

function button({ label, spoken }: Labelled, fields: Partial<types.Button>): types.Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: shown(label, MAX_BUTTON_TEXT), emoji: false },
    ...(spoken !== undefined && { accessibility_label: shown(spoken, MAX_ACCESSIBILITY_LABEL) }),
    ...fields,
  };
}

/** A button, or what to type where its state is too long for one. */
type Choice = { readonly button: types.Button } | { readonly typed: string };

/** The label is cleaned by itself: a terminal sequence that is cut off at its end would take the words behind it along. */
function typedChoice(label: string, words: string): Choice {
  return { typed: `${printable(label)}: ${words}` };
}

function stateChoice(labelled: Labelled, state: CommandState, intent: ButtonIntent): Choice {
  const value = encodeState(state, intent, MAX_STATE);
  if (value === undefined) return typedChoice(labelled.label, typedCommand(state));
  return { button: button(labelled, { action_id: ACTION.state, value }) };
}

function actionChoice(action: Action, { definitions }: ButtonOptions): Choice {
  if (action.type === 'command')
    return stateChoice({ label: asTypedInSlack(action.label, definitions) }, action.state, 'show');
  const link = webLink(action.url);
  if (link === undefined) return typedChoice(action.label, 'no web address');
  if (link.href.length > MAX_BUTTON_URL || link.host.length > MAX_SHOWN_HOST)
    return typedChoice(action.label, link.href);
  const label = `${shown(action.label, MAX_BUTTON_TEXT - link.host.length - 3)} (${link.host})`;
  return { button: button({ label }, { action_id: ACTION.link, url: link.href }) };
}

/** A row's button has its number where its label alone would not tell it from another's: "Open 2". */
function rowChoices(reply: Reply): Choice[] {
  const rows = [...rowNumbers(reply)].flatMap(([{ action, spans }, number]) =>
    action === undefined ? [] : [{ action, number, title: spans.map(({ text }) => text).join('') }],
  );
  const isOnlyOne = (label: string) => rows.filter(({ action }) => action.label === label).length === 1;
  return rows.map(({ action, number, title }) => {
    const label = isOnlyOne(action.label) ? action.label : `${action.label} ${number}`;
    return stateChoice({ label, spoken: `${action.label} ${number}: ${title}` }, action.state, 'show');
  });
}

function ownChoices(reply: Reply, options: ButtonOptions): Choice[] {
  const { share, search } = options;
  const inRows = new Set([...rowNumbers(reply).keys()].map(({ action }) => JSON.stringify(action?.state)));
  const choices = reply.actions
    .filter((action) => action.type === 'link' || !inRows.has(JSON.stringify(action.state)))
    .map((action) => actionChoice(action, options));
  if (search === true) choices.push({ button: button({ label: 'Search' }, { action_id: ACTION.search }) });
  if (share !== undefined) choices.push(stateChoice({ label: 'Share with channel' }, share, 'share'));
  return choices;
}

export type ButtonBlocks = {
  readonly blocks: types.KnownBlock[];
  /** False where something that can be chosen is not among them. */
  readonly isWhole: boolean;
};

/** One block of at most `max` buttons, and what to type for those that cannot be one. */
function choiceBlocks(
  all: readonly Choice[],
  name: string,
  { owner, definitions }: ButtonOptions,
  max: number,
): ButtonBlocks {
  const choices = all.slice(0, max);
  const buttons = choices.flatMap((choice) => ('button' in choice ? [choice.button] : []));
  const typed = choices.flatMap((choice) => ('typed' in choice ? [choice.typed] : []));
  // Ids are unique within a message; what they mean is read from their beginning.
  const elements = buttons
    .slice(0, MAX_BUTTONS)
    .map((one, index) => ({ ...one, action_id: `${one.action_id}.${name}.${index}` }));
  const text = asTypedInSlack(typed.join('\n'), definitions);
  const blockId = owner === undefined ? name : `by:${owner}:${name}`;
  const blocks: types.KnownBlock[] = [];
  if (elements.length > 0) blocks.push({ type: 'actions', block_id: blockId, elements });
  if (text !== '')
    blocks.push({
      type: 'context',
      elements: [{ type: 'plain_text', text: shown(text, MAX_CONTEXT_TEXT), emoji: false }],
    });
  const isWhole =
    choices.length === all.length && elements.length === buttons.length && text.length <= MAX_CONTEXT_TEXT;
  return { blocks, isWhole };
}

/** The rows' buttons, then the reply's own; at most `maxButtons` of each. */
export function buttonBlocks(reply: Reply, options: ButtonOptions, maxButtons: number): ButtonBlocks {
  const rows = choiceBlocks(rowChoices(reply), 'rows', options, maxButtons);
  const own = choiceBlocks(ownChoices(reply, options), 'own', options, maxButtons);
  return { blocks: [...rows.blocks, ...own.blocks], isWhole: rows.isWhole && own.isWhole };
}
