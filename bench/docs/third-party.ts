import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export type ThirdPartyPackage = {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** Text of the package's own licence file; absent where it ships none. */
  readonly text: string | undefined;
};

/** Licences that ask for nothing but their notice. Whatever else comes in must be named in {@link REMARKS}. */
const PERMISSIVE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', '0BSD', 'Apache-2.0']);

/** What somebody who passes the program on should know about a licence that is not just permissive. */
const REMARKS: Readonly<Record<string, string>> = {
  citeproc:
    'Dual-licensed under CPAL-1.0 or AGPL-1.0; used unchanged, for APA text only. Whoever offers a changed version ' +
    'of it over a network must publish that change. Without it everything but `/cite PAPER apa` works.',
};

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

/** Older manifests name licences in a list. */
const Manifest = z.object({
  license: z.string().optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

function readManifest(folder: string): z.infer<typeof Manifest> {
  return Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

function licenseText(folder: string): string | undefined {
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name));
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
}

/** Name and version of every package that runs with the program, as the lock has them, sorted. */
export function lockedPackages(
  root: string,
): readonly { path: string; name: string; version: string; optional: boolean }[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true)
    .map(([path, { version = '', optional = false }]) => ({
      path,
      version,
      optional,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The locked packages as they are installed; an optional one may not be. */
export function thirdPartyPackages(root: string): readonly ThirdPartyPackage[] {
  const installed = lockedPackages(root).filter(
    ({ path, optional }) => !optional || existsSync(join(root, path)),
  );
  return installed.map(({ path, name, version }) => {
    const folder = join(root, path);
    const manifest = readManifest(folder);
    const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown';
    return { name, version, license, text: licenseText(folder) };
  });
}

/** Packages whose licence asks for more than its notice and that nobody has remarked on. */
export function licenceSurprises(packages: readonly ThirdPartyPackage[]): readonly ThirdPartyPackage[] {
  return packages.filter(({ name, license }) => !isPermissive(license) && REMARKS[name] === undefined);
}

/** Of alternatives (`MIT OR CC0-1.0`) one is enough. */
function isPermissive(license: string): boolean {
  return license
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((alternative) => PERMISSIVE.has(alternative));
}

/** The notices as Markdown: what is not just permissive first, then every package with its licence text. */
export function renderNotices(packages: readonly ThirdPartyPackage[]): string {
  const remarks = packages.flatMap(({ name }) =>
    REMARKS[name] === undefined ? [] : [`- **${name}**: ${REMARKS[name]}`],
  );
  const sections = packages.map(({ name, version, license, text }) =>
    [
      `## ${name} ${version}`,
      '',
      `Licence: ${license}${text === undefined ? ' (the package ships no licence file)' : ''}`,
      ...(text === undefined ? [] : ['', '```text', text.replaceAll('```', "'''"), '```']),
    ].join('\n'),
  );
  return [
    '# Third-party notices',
    `Made by \`npm run notices\` from the ${packages.length} packages that are installed with the program.`,
    ...(remarks.length === 0 ? [] : [`Not only permissive:\n\n${remarks.join('\n')}`]),
    ...sections,
    '',
  ].join('\n\n');
}
