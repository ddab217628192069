import { setTimeout as sleep } from 'node:timers/promises';
import type { App, types } from '@slack/bolt';
import type { Suggestion } from '../../src/adapter.ts';
import type { ParsedLine } from '../../src/commands/parse-line.ts';
import { readMessage } from '../../src/commands/read-message.ts';
import { printable } from '../../src/text/printable.ts';
import { originOf } from './access.ts';
import type { Desk } from './desk.ts';
import { MAX_OPTION_TEXT, MAX_OPTION_VALUE, MAX_OPTIONS } from './limits.ts';
import { COMPLETED_BY, type Field, LOOKING, SEARCH_FORM, sentenceView } from './modals.ts';
import { BlockSuggestion, ViewSubmission } from './payloads.ts';
import { shown } from './text.ts';
import { fillWindow } from './windows.ts';

/** The form: what completes its fields, and what is asked when it is sent. */

const NOTHING_CHOSEN = 'Choose a paper or an author, or write some words.';

function options(suggestions: readonly Suggestion[]): types.PlainTextOption[] {
  return suggestions
    .filter(
      ({ label, value }) =>
        value !== '' && value.length <= MAX_OPTION_VALUE && printable(label).trim() !== '',
    )
    .slice(0, MAX_OPTIONS)
    .map(({ label, value }) => ({
      text: { type: 'plain_text', text: shown(label, MAX_OPTION_TEXT), emoji: false },
      value,
    }));
}

async function completed(
  { action_id: id, value, ...from }: BlockSuggestion,
  desk: Desk,
  withinMs: number,
): Promise<types.PlainTextOption[]> {
  const field = COMPLETED_BY[id as Field];
  if (field === undefined || desk.access(originOf(from)) !== undefined) return [];
  const found = desk.suggest({ ...field, text: value, limit: MAX_OPTIONS }).catch((error: unknown) => {
    desk.logger.warn({ err: error }, 'Completion failed');
    return [];
  });
  const timer = new AbortController();
  // An empty list in time is better than a menu that says it could not load.
  const late = sleep(withinMs, [] as readonly Suggestion[], { signal: timer.signal }).catch(() => []);
  const suggestions = await Promise.race([found, late]);
  timer.abort();
  return options(suggestions);
}

/** What a field of a sent form holds: a chosen value or a text. */
function entered({ state }: ViewSubmission['view'], field: Field): string {
  const element = state.values[field]?.[field] as
    | { value?: string | null; selected_option?: { value?: string } | null }
    | undefined;
  return (element?.selected_option?.value ?? element?.value ?? '').trim();
}

/** A chosen paper, else an author's papers (about these words), else the words as a message. */
function asked(view: ViewSubmission['view'], { definitions }: Desk): ParsedLine | undefined {
  const [paper, author, words] = (['paper', 'author', 'words'] as const).map((field) => entered(view, field));
  if (paper) return { command: 'paper', args: { query: paper } };
  if (author && words) return { command: 'paper', args: { query: words, author } };
  if (author) return { command: 'author', args: { name: author } };
  return words ? readMessage(words, definitions) : undefined;
}

export function listenForForms(app: App, desk: Desk, suggestWithinMs: number): void {
  app.options(/.*/, async ({ ack, body }) => {
    const suggestion = BlockSuggestion.safeParse(body);
    await ack({
      options: suggestion.success ? await completed(suggestion.data, desk, suggestWithinMs) : [],
    });
  });

  app.view(/.*/, async ({ ack, body }) => {
    const sent = ViewSubmission.safeParse(body);
    if (!sent.success || sent.data.view.callback_id !== SEARCH_FORM) return ack();
    const line = desk.access(originOf(sent.data)) ?? asked(sent.data.view, desk);
    if (line === undefined) return ack({ response_action: 'errors', errors: { words: NOTHING_CHOSEN } });
    await ack({ response_action: 'update', view: sentenceView(LOOKING) });
    await fillWindow(sent.data.view.id, line, sent.data, desk);
  });
}
