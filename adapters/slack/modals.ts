import type { types } from '@slack/bolt';
import type { SlackMessage } from './render.ts';
import { shown } from './text.ts';

/** The form in which papers and authors are completed while one types, and the windows that replies are shown in. */

export const SEARCH_FORM = 'search';
export type Field = 'paper' | 'author' | 'words';

/** The command and option whose completion fills a field. */
export const COMPLETED_BY: Readonly<Partial<Record<Field, { command: string; option: string }>>> = {
  paper: { command: 'paper', option: 'query' },
  author: { command: 'author', option: 'name' },
};

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });
const TITLE = plain('Labrarian');
const CLOSE = plain('Close');

function completedField(field: Field, label: string, placeholder: string): types.InputBlock {
  return {
    type: 'input',
    block_id: field,
    optional: true,
    label: plain(label),
    element: {
      type: 'external_select',
      action_id: field,
      min_query_length: 1,
      placeholder: plain(placeholder),
    },
  };
}

export function searchForm(): types.ModalView {
  return {
    type: 'modal',
    callback_id: SEARCH_FORM,
    title: TITLE,
    submit: plain('Search'),
    close: CLOSE,
    blocks: [
      completedField('paper', 'Paper', 'Words of a title'),
      completedField('author', 'Author', 'A name'),
      {
        type: 'input',
        block_id: 'words',
        optional: true,
        label: plain('Or words, or a question'),
        element: { type: 'plain_text_input', action_id: 'words', max_length: 1000 },
        hint: plain('With an author: papers by this author about these words'),
      },
    ],
  };
}

/** A window with a reply in it. */
export function replyView({ blocks }: Pick<SlackMessage, 'blocks'>): types.ModalView {
  return { type: 'modal', title: TITLE, close: CLOSE, blocks };
}

/** A window with one sentence: while something is looked up, or why it was not. */
export function sentenceView(sentence: string): types.ModalView {
  return replyView({ blocks: [{ type: 'section', text: plain(shown(sentence, 500)) }] });
}

export const LOOKING = 'Looking it up…';
