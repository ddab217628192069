import { z } from 'zod';
import { ArgumentsSchema } from './arguments.ts';
import type { Interaction } from './interactions.ts';
import { contentOf } from './methods/chat.ts';
import { addView, changeView } from './methods/views.ts';
import { type View, ViewPayloadSchema, type Workspace } from './workspace.ts';

/** Posts what a command's acknowledgement says, as Slack does: to the person alone, or to the channel. */
export function messageOfAck(body: unknown, interaction: Interaction, workspace: Workspace): void {
  if (body === '') return;
  const args = ArgumentsSchema.parse(typeof body === 'string' ? { text: body } : body);
  const onlyFor = args.response_type === 'in_channel' ? undefined : interaction.userId;
  const place = { channel: interaction.channel ?? '', author: workspace.bot.id, onlyFor };
  workspace.addMessage(place, contentOf(args), interaction.id);
}

const SubmissionSchema = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.enum(['update', 'push']), view: ViewPayloadSchema }),
  z.object({ response_action: z.literal('clear') }),
]);

/** Does with a form what the acknowledgement of its submission says; without a word, it closes. */
export function applySubmission(view: View, body: unknown, workspace: Workspace): void {
  if (body === '') {
    view.open = false;
    workspace.changed(view);
    return;
  }
  const answer = SubmissionSchema.parse(body);
  switch (answer.response_action) {
    case 'errors': {
      const blocks = new Set(view.payload.blocks.map(({ block_id }) => block_id));
      const unknown = Object.keys(answer.errors).filter((id) => !blocks.has(id));
      if (unknown.length > 0)
        throw new Error(`Errors for blocks that the view has not: ${unknown.join(', ')}`);
      view.errors = answer.errors;
      workspace.changed(view);
      return;
    }
    case 'update':
      changeView(view, answer.view, workspace);
      return;
    case 'push':
      addView(view.userId, answer.view, workspace, view);
      return;
    case 'clear':
      for (const other of workspace.views) if (other.rootId === view.rootId) other.open = false;
      workspace.changed(view);
  }
}
