import {
  type APIButtonComponent,
  type APIComponentInContainer,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { RenderedMessage } from '../../adapters/discord/render.ts';
import { escapeXml } from '../docs/escape-xml.ts';
import { AVATAR } from './avatar.ts';
import { markdownHtml } from './discord-markdown.ts';

/**
 * A message for Discord as HTML, of @skyra/discord-components-core. That library has no components of version 2: message, buttons,
 * rows and most pieces of markdown are its own; the container and the sections are boxes drawn here, as Discord draws them.
 */

function buttonHtml(button: APIButtonComponent): string {
  if (button.style === ButtonStyle.Premium) throw new Error('No reply sells anything');
  const url = button.style === ButtonStyle.Link ? ` url="${escapeXml(button.url)}"` : '';
  return `<discord-button type="secondary"${url}>${escapeXml(button.label ?? '')}</discord-button>`;
}

function rowHtml(buttons: readonly APIButtonComponent[]): string {
  return `<discord-action-row>${buttons.map(buttonHtml).join('')}</discord-action-row>`;
}

function textHtml(markdown: string): string {
  return `<div class="v2-text">${markdownHtml(markdown)}</div>`;
}

function componentHtml(component: APIComponentInContainer): string {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return textHtml(component.content);
    case ComponentType.Section: {
      const { accessory, components } = component;
      if (accessory.type !== ComponentType.Button) throw new Error('Only buttons stand beside a text');
      const texts = components.map(({ content }) => textHtml(content)).join('');
      return `<div class="v2-section"><div>${texts}</div>${rowHtml([accessory])}</div>`;
    }
    case ComponentType.ActionRow:
      return rowHtml(component.components.filter((one) => one.type === ComponentType.Button));
    default:
      throw new Error(`A component of type ${component.type} cannot be shown yet`);
  }
}

export type DiscordMessage = {
  readonly message: RenderedMessage;
  /** What was typed; a command is shown above the reply. */
  readonly typed: string;
  readonly isPrivate: boolean;
};

export function discordHtml({ message, typed, isPrivate }: DiscordMessage): string {
  const [{ components }] = message.components;
  const command = typed.startsWith('/')
    ? `<discord-command slot="reply" author="Ada" avatar="${AVATAR.person}" command="${escapeXml(typed)}"></discord-command>`
    : `<discord-reply slot="reply" author="Ada" avatar="${AVATAR.person}">${escapeXml(typed)}</discord-reply>`;
  return [
    '<discord-messages>',
    `<discord-message author="Labrarian" avatar="${AVATAR.bot}" bot${isPrivate ? ' ephemeral' : ''} timestamp="12:00">`,
    command,
    `<div class="v2-container">${components.map(componentHtml).join('')}</div>`,
    '</discord-message>',
    '</discord-messages>',
  ].join('');
}
