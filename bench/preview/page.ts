import { renderMessage as renderForDiscord } from '../../adapters/discord/render.ts';
import { asTypedInSlack } from '../../adapters/slack/commands.ts';
import { renderMessage as renderForSlack } from '../../adapters/slack/render.ts';
import { shareable, wantsForm } from '../../adapters/slack/slash-commands.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { readMessage } from '../../src/commands/read-message.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { visibilityOf } from '../../src/reply/visibility.ts';
import { escapeXml } from '../docs/escape-xml.ts';
import { discordHtml } from './discord-html.ts';
import { discordScript, slackStyles } from './inlined.ts';
import { slackHtml } from './slack-html.ts';
import { PAGE_STYLES } from './styles.ts';

/** One page on which each reply stands as Discord and as Slack would show it. */

export type PreviewedReply = { readonly name: string; readonly typed: string; readonly reply: Reply };

/** Where a reply stands on the page: the id of the element. */
export function placeOf(name: string, platform: 'discord' | 'slack'): string {
  return `${platform}-${name}`;
}

function inDiscord({ typed, reply }: PreviewedReply): string {
  const { command } = readMessage(typed, COMMAND_DEFINITIONS);
  const isPrivate = visibilityOf({ byDefault: 'public', command }) === 'private';
  return discordHtml({ typed, isPrivate, message: renderForDiscord(reply) });
}

/** A command is answered to who asked, unless it changes what all get; a question in a message (a mention) to everybody. */
function inSlack({ typed, reply }: PreviewedReply): string {
  const asked = readMessage(typed, COMMAND_DEFINITIONS);
  const isCommand = typed.startsWith('/');
  const isShown =
    visibilityOf({ byDefault: 'private', command: asked.command }) === 'public' && reply.kind !== 'error';
  const isPrivate = isCommand && !isShown;
  return slackHtml({
    typed: isCommand ? asTypedInSlack(typed, COMMAND_DEFINITIONS) : `@Labrarian ${typed}`,
    isPrivate,
    message: renderForSlack(reply, {
      definitions: COMMAND_DEFINITIONS,
      owner: 'U0000000ADA',
      share: isPrivate ? shareable(reply, asked) : undefined,
      search: isCommand && wantsForm(asked, { definitions: COMMAND_DEFINITIONS }),
    }),
  });
}

function section(previewed: PreviewedReply): string {
  const { name, typed } = previewed;
  return [
    `<section><h2>${escapeXml(typed)}</h2>`,
    `<div class="platform" id="${placeOf(name, 'discord')}">${inDiscord(previewed)}</div>`,
    `<div class="platform slack" id="${placeOf(name, 'slack')}">${inSlack(previewed)}</div>`,
    '</section>',
  ].join('\n');
}

/** A whole HTML page that needs nothing else, neither files beside it nor a network. */
export async function previewPage(replies: readonly PreviewedReply[]): Promise<string> {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Labrarian: how replies look</title>',
    `<style>${slackStyles()}\n${PAGE_STYLES}</style>`,
    `<script>${await discordScript()}</script></head><body>`,
    '<h1>How replies look in Discord and in Slack</h1>',
    '<p>Drawn by @skyra/discord-components-core, where containers and sections are drawn by this page, and by slack-blocks-to-jsx.</p>',
    ...replies.map(section),
    '</body></html>',
    '',
  ].join('\n');
}
