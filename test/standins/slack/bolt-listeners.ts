import type { App, BlockAction, types } from '@slack/bolt';

function button(action_id: string, value: string) {
  return {
    type: 'button' as const,
    action_id,
    value,
    text: { type: 'plain_text' as const, text: action_id },
  };
}

const ECHO_BUTTONS = [button('again', '2'), button('away', ''), button('open', '')];

function modal(title: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'search',
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: 'Search' },
    blocks: [
      {
        type: 'input',
        block_id: 'paper',
        label: { type: 'plain_text', text: 'Paper' },
        element: { type: 'external_select', action_id: 'paper', min_query_length: 2 },
      },
      {
        type: 'input',
        block_id: 'note',
        optional: true,
        label: { type: 'plain_text', text: 'Note' },
        element: { type: 'plain_text_input', action_id: 'note' },
      },
    ],
  };
}

/** Listeners for all that the stand-in can deliver, each the smallest that answers it. */
export function listen(app: App): void {
  app.error(async () => {});
  app.command('/echo', async ({ ack, command, respond }) => {
    await ack();
    await respond({
      text: `Echo: ${command.text}`,
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: `Echo: ${command.text}` } },
        { type: 'actions', elements: ECHO_BUTTONS },
      ],
    });
  });
  app.command('/now', ({ ack, command }) =>
    ack({ text: `At once: ${command.text}`, response_type: 'in_channel', unfurl_links: false }),
  );
  app.command('/form', async ({ ack, command, client }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: modal('Find a paper') });
  });
  app.command('/post', async ({ ack, command, client }) => {
    await ack();
    await client.chat.postMessage({
      channel: command.channel_id,
      text: command.text,
      unfurl_links: false,
      unfurl_media: false,
    });
  });
  app.action('again', async ({ ack, respond, payload }) => {
    await ack();
    await respond({ text: `Page ${'value' in payload ? payload.value : ''}`, replace_original: true });
  });
  app.action('away', async ({ ack, respond }) => {
    await ack();
    await respond({ text: '', delete_original: true });
  });
  app.action<BlockAction>('open', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: modal('Find a paper') });
  });
  app.options('paper', async ({ ack, options }) => {
    const text = { type: 'plain_text' as const, text: `Paper about ${options.value}` };
    await ack({ options: [{ text, value: options.value }] });
  });
  app.view('search', async ({ ack, view }) => {
    const { note, paper } = { ...view.state.values.note, ...view.state.values.paper };
    if (note?.value === 'bad') return ack({ response_action: 'errors', errors: { note: 'Not this' } });
    const chosen = paper?.selected_option?.value ?? 'none';
    if (note?.value === 'more') return ack({ response_action: 'update', view: modal(`Chose ${chosen}`) });
    return ack();
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: `You wrote ${event.text.length} characters`, thread_ts: event.thread_ts ?? event.ts });
  });
  app.message(async ({ message, say }) => {
    if (message.subtype === undefined) await say(`You said: ${message.text}`);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const text = { type: 'mrkdwn' as const, text: 'Welcome' };
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'section', text }] },
    });
  });
}
