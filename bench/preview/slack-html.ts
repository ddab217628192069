import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import type { SlackMessage } from '../../adapters/slack/render.ts';
import { escapeXml } from '../docs/escape-xml.ts';
import { AVATAR } from './avatar.ts';

/** A message for Slack as HTML, of slack-blocks-to-jsx. */

export type ShownInSlack = {
  readonly message: SlackMessage;
  /** What was typed, as it is typed in Slack. */
  readonly typed: string;
  readonly isPrivate: boolean;
};

export function slackHtml({ message, typed, isPrivate }: ShownInSlack): string {
  const element = createElement(Message, {
    // The library's types of blocks are its own, those of the message Slack's.
    blocks: message.blocks as unknown as MessageProps['blocks'],
    logo: AVATAR.bot,
    name: 'Labrarian',
    time: new Date('2026-06-30T12:00:00Z'),
    theme: 'light',
  });
  const notice = isPrivate ? '<div class="only-you">Only visible to you</div>' : '';
  return `<div class="typed">${escapeXml(typed)}</div>${notice}${renderToStaticMarkup(element)}`;
}
