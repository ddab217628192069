import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import { encodeState } from '../../src/reply/pagination.ts';
import type { Action, CommandState } from '../../src/reply/reply.ts';
import { webLink } from '../../src/reply/web-link.ts';
import { cut } from '../../src/text/cut.ts';
import { oneLine } from './escape.ts';
import { MAX_BUTTON_LABEL, MAX_BUTTON_URL } from './limits.ts';

/** Actions as buttons. A label is plain text to Discord: nothing in it is read as markup or mentions anybody. */

function label(text: string, room: number = MAX_BUTTON_LABEL): string {
  return cut(oneLine(text).trim(), room) || '…';
}

function commandButton(text: string, customId: string): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: label(text),
    custom_id: customId,
  };
}

/** The host stands in the label, since Discord shows no address before it is pressed. */
function linkButton(text: string, url: string): APIButtonComponent | undefined {
  const target = webLink(url);
  if (target === undefined || target.href.length > MAX_BUTTON_URL) return undefined;
  const host = ` (${cut(target.host, MAX_BUTTON_LABEL / 2)})`;
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: `${label(text, MAX_BUTTON_LABEL - host.length)}${host}`,
    url: target.href,
  };
}

/** Undefined where Discord takes no button: a state or an address that is too long, an address that is none. */
export function button(action: Action): APIButtonComponent | undefined {
  if (action.type === 'link') return linkButton(action.label, action.url);
  const customId = encodeState(action.state);
  return customId === undefined ? undefined : commandButton(action.label, customId);
}

/** Shows a private reply to everybody. */
export function shareButton(state: CommandState): APIButtonComponent | undefined {
  const customId = encodeState(state, 'share');
  return customId === undefined ? undefined : commandButton('Share with channel', customId);
}

/** What makes two buttons the same: Discord refuses a message with one id twice. */
export function buttonKey(made: APIButtonComponent): string {
  return 'custom_id' in made ? made.custom_id : 'url' in made ? made.url : '';
}
