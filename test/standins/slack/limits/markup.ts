import { isObject, type Json, type Report } from './violation.ts';

/** What Slack makes of `<...>`: the bot writes links and dates so, and nothing else. */
const CONTROL = /<([^<>]*)>?/g;
const ENTITY = /&(?!amp;|lt;|gt;)/;
/** A link's or picture's address in Markdown. */
const MARKDOWN_ADDRESS = /\]\(\s*<?([^)\s>]*)/g;
/** Parts of rich text that ring somebody's bell or name a channel. */
const LIVE_PARTS = ['user', 'channel', 'broadcast', 'usergroup'];

export function checkAddress(report: Report, address: unknown, path: string): void {
  const protocol = typeof address === 'string' && URL.canParse(address) ? new URL(address).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:')
    report('link', path, `${String(address)} is no http address`);
}

/** Text in Slack's own markup: no live mention, no link but http(s), nothing unescaped. */
export function checkMrkdwn(report: Report, text: string, path: string): void {
  for (const [, inside = ''] of text.matchAll(CONTROL)) {
    if (/^[@#!]/.test(inside) && !inside.startsWith('!date^')) report('live-mention', path, `<${inside}>`);
    else if (!inside.startsWith('!date^')) checkAddress(report, inside.split('|')[0], path);
  }
  if (ENTITY.test(text)) report('unescaped', path, `an & that is not escaped: ${text.slice(0, 80)}`);
}

/** Markdown's own text: mentions are live there too. */
function checkMarkdown(report: Report, text: string, path: string): void {
  for (const [, inside = ''] of text.matchAll(CONTROL)) {
    if (/^[@#!]/.test(inside)) report('live-mention', path, `<${inside}>`);
  }
  for (const [, address] of text.matchAll(MARKDOWN_ADDRESS)) checkAddress(report, address, path);
}

function checkObject(report: Report, value: Json, path: string): void {
  const { type, text } = value;
  if (type === 'mrkdwn' && typeof text === 'string') checkMrkdwn(report, text, path);
  if (type === 'markdown' && typeof text === 'string') checkMarkdown(report, text, path);
  if (LIVE_PARTS.includes(String(type))) report('live-mention', path, String(type));
  for (const name of ['url', 'image_url', 'title_link', 'thumb_url']) {
    if (value[name] !== undefined) checkAddress(report, value[name], `${path}/${name}`);
  }
}

/** Everything inside blocks that Slack would make live: mentions and links, wherever they stand. */
export function checkMarkup(report: Report, value: unknown, path: string): void {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) checkMarkup(report, item, `${path}/${at}`);
  } else if (isObject(value)) {
    checkObject(report, value, path);
    for (const [name, inner] of Object.entries(value)) checkMarkup(report, inner, `${path}/${name}`);
  }
}
