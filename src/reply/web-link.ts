/** Where a link leads, checked: what platforms may make clickable. */
export type WebLink = {
  /** Percent-encoded: holds no space, quotation mark or angle bracket. */
  readonly href: string;
  /** Shown beside the link's text, so that nobody is led elsewhere than the text says. */
  readonly host: string;
};

/** An http or https address without a user's name in it; undefined for everything else. */
export function webLink(address: string): WebLink | undefined {
  if (!URL.canParse(address)) return undefined;
  const { href, host, protocol, username, password } = new URL(address);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (!isWeb || username !== '' || password !== '') return undefined;
  return { href: href.replace(/[|\\^`{}]/g, encodeURIComponent), host };
}
