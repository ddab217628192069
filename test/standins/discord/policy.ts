import { componentsOf, messageOf } from './message-routes.ts';
import type { RouteName } from './routes.ts';

/** What this bot must not do though Discord would let it: ping anybody, or link to anything but web pages. */

type Node = Readonly<Record<string, unknown>>;

/** A masked link, or one in angle brackets, that no backslash takes the meaning from. */
const LINK = /(?<!\\)(?:\]\(\s*<?(?<masked>[a-z][a-z0-9+.-]*):(?=\S)|<(?<bare>[a-z][a-z0-9+.-]*):\/\/)/giu;
/** What is no markup: an escaped character, a code block, inline code; whichever begins first. */
const NO_MARKUP = /\\[^0-9A-Za-z\s]|```[\s\S]*?```|`[^`]*`/g;

function linkSchemes(text: string): string[] {
  return [...text.replaceAll(NO_MARKUP, '').matchAll(LINK)].map(({ groups }) =>
    (groups?.masked ?? groups?.bare ?? '').toLowerCase(),
  );
}

function pings(message: Node): string[] {
  const shows = ['content', 'embeds', 'components'].some((key) => message[key] !== undefined);
  if (!shows) return [];
  const mentions = message.allowed_mentions as Node | null | undefined;
  const lists = ['users', 'roles'].flatMap((key) => (mentions?.[key] as unknown[] | undefined) ?? []);
  const parse = mentions?.parse;
  const isSilent =
    Array.isArray(parse) && parse.length === 0 && lists.length === 0 && !mentions?.replied_user;
  return isSilent ? [] : [`allowed_mentions: ${JSON.stringify(mentions)}, expected {"parse":[]}`];
}

function textsAndUrls(message: Node): { readonly texts: unknown[]; readonly urls: unknown[] } {
  const embeds = (message.embeds ?? []) as Node[];
  const components = componentsOf(message);
  const embedParts = embeds.flatMap((embed) => [embed, ...((embed.fields ?? []) as Node[])]);
  return {
    texts: [
      message.content,
      ...embedParts.flatMap(({ title, description, name, value }) => [title, description, name, value]),
      ...components.map(({ content }) => content),
    ],
    urls: [
      ...embeds.flatMap(({ url, author, footer, image, thumbnail }) => [
        url,
        ...[author, footer, image, thumbnail].flatMap((part) => {
          const { url: link, icon_url } = (part ?? {}) as Node;
          return [link, icon_url];
        }),
      ]),
      ...components.flatMap(({ url, media }) => [url, (media as Node | undefined)?.url]),
    ],
  };
}

function badLinks(message: Node): string[] {
  const { texts, urls } = textsAndUrls(message);
  const inText = texts.flatMap((text) => (typeof text === 'string' ? linkSchemes(text) : []));
  const given = urls.flatMap((url) => (typeof url === 'string' ? [url.split(':')[0] ?? ''] : []));
  return [...inText, ...given]
    .filter((scheme) => scheme !== 'http' && scheme !== 'https' && scheme !== 'attachment')
    .map((scheme) => `link: ${scheme} is not http or https`);
}

export function policyProblems(route: RouteName, body: unknown): string[] {
  const message = messageOf(route, body);
  return [...pings(message), ...badLinks(message)];
}
