/** Round pictures that are drawn here, since a page that asks nothing of the network has none of Discord's. */

function avatar(letter: string, colour: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80" fill="${colour}"/>` +
    `<text x="40" y="54" font-family="sans-serif" font-size="40" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

export const AVATAR = { bot: avatar('L', '#3b6ea5'), person: avatar('A', '#7a5c99') } as const;
