/** Hosts of code, models and data; their subdomains count. */
const HOSTS: readonly string[] = [
  'github.com',
  'github.io',
  'gitlab.com',
  'bitbucket.org',
  'huggingface.co',
  'codeberg.org',
  'sourceforge.net',
  'sr.ht',
  'zenodo.org',
  'anonymous.4open.science',
  'osf.io',
  'figshare.com',
  'kaggle.com',
  'codeocean.com',
  'pypi.org',
  'cran.r-project.org',
  'git.io',
];
const BARE_HOST =
  'github\\.com|gitlab\\.com|bitbucket\\.org|huggingface\\.co|codeberg\\.org|anonymous\\.4open\\.science|zenodo\\.org';
const LINK = new RegExp(
  `https?://[^\\s<>"“”{}|\\\\^\`]+|(?<![\\w./@-])(?:www\\.)?(?:${BARE_HOST})/[^\\s<>"“”{}|\\\\^\`]+`,
  'gi',
);
/** A link to anywhere is one to code where this stands shortly before it in the same sentence. */
const SAYS_CODE =
  /\b(?:code|codes|codebase|source|implementation|software|repository|package|scripts)\b[^.!?]*$/i;
const WINDOW = 120;
const LONGEST = 2000;

/**
 * The first link in a text that leads to code: to a known host of code, or introduced by words like "code".
 * @returns an address without the punctuation that the sentence puts behind it.
 */
export function codeAddress(text: string): string | undefined {
  for (const match of text.matchAll(LINK)) {
    const address = httpAddress(match[0]);
    if (address === undefined) continue;
    const before = text.slice(Math.max(0, match.index - WINDOW), match.index);
    if (isCodeHost(address.hostname) || SAYS_CODE.test(before)) return printed(match[0]);
  }
  return undefined;
}

function isCodeHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return (
    host.startsWith('gitlab.') ||
    host.startsWith('git.') ||
    HOSTS.some((known) => host === known || host.endsWith(`.${known}`))
  );
}

function httpAddress(link: string): URL | undefined {
  const text = printed(link);
  return text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined;
}

/** The link with its scheme, without trailing dots, brackets that it did not open, and the slash before a dot. */
function printed(link: string): string {
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link[end - 1] ?? '';
    if (last === ')' && count(link.slice(0, end), '(') >= count(link.slice(0, end), ')')) break;
    if (!'.,;:!?\'’"”»)]}>*$'.includes(last)) break;
  }
  const bare = link.slice(0, end).replace(/\/$/, '');
  return /^https?:/i.test(bare) ? bare : `https://${bare}`;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
