import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { readMessage } from '../../src/commands/read-message.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { dispatchOver } from '../dispatch-over.ts';
import { readPapers } from '../question-eval.ts';
import { FOLLOWING_CHANNEL, tellOfAnnouncements } from './following.ts';
import { FOLLOWING_LINES, PREVIEW_LINES } from './lines.ts';
import type { PreviewedReply } from './page.ts';

/** The replies to all lines, over the papers that come with the program, each in a conversation of its own but those about following. */
export async function previewedReplies(): Promise<PreviewedReply[]> {
  const papers = readPapers(shippedDataPath('papers.json'));
  const bot = await dispatchOver(papers, { announces: true });
  tellOfAnnouncements(bot, papers);
  const made: PreviewedReply[] = [];
  for (const [name, typed] of Object.entries(PREVIEW_LINES)) {
    const inChannel = Object.hasOwn(FOLLOWING_LINES, name);
    const reply = await bot.request(readMessage(typed, COMMAND_DEFINITIONS), {
      ...FOLLOWING_CHANNEL,
      ...(!inChannel && { conversation: encodeConversation('terminal', [name]), isDirect: true }),
    });
    made.push({ name, typed, reply });
  }
  return made;
}
