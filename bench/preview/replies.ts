import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { readMessage } from '../../src/commands/read-message.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { dispatchOver } from '../dispatch-over.ts';
import { readPapers } from '../question-eval.ts';
import { PREVIEW_LINES } from './lines.ts';
import type { PreviewedReply } from './page.ts';

/** The replies to all lines, over the papers that come with the program, each in a conversation of its own. */
export async function previewedReplies(): Promise<PreviewedReply[]> {
  const { dispatch } = await dispatchOver(readPapers(shippedDataPath('papers.json')));
  const made: PreviewedReply[] = [];
  for (const [name, typed] of Object.entries(PREVIEW_LINES)) {
    const reply = await dispatch({
      ...readMessage(typed, COMMAND_DEFINITIONS),
      actor: { id: 'terminal:preview', name: 'Ada', mayManage: true },
      conversation: encodeConversation('terminal', [name]),
      isDirect: true,
      locale: 'en',
    });
    made.push({ name, typed, reply });
  }
  return made;
}
