import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** What the page needs of the libraries, as text to write into it. */

const COMPONENTS = [
  'action-row',
  'button',
  'code',
  'command',
  'header',
  'link',
  'message',
  'messages',
  'quote',
  'reply',
  'subscript',
];
const ENTRY = 'components';
/** The library makes buttons 32 px wider than Discord does, and a heading at the top of a box lower. */
const CORRECTIONS = {
  'discord-button': ':host > *:first-child { box-sizing: border-box; border-radius: 8px; }',
  'discord-header': ':host(:first-child) > * { margin-top: 0; }',
};

const require = createRequire(import.meta.url);

/** The script that defines Discord's elements; it has to stand before them. */
export async function discordScript(): Promise<string> {
  const imports = COMPONENTS.map((name) => `import '@skyra/discord-components-core/discord-${name}.js';`);
  const corrections = Object.entries(CORRECTIONS).map(
    ([element, css]) =>
      `sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)}); customElements.get('${element}').elementStyles.push(sheet);`,
  );
  const bundle = await rolldown({
    input: ENTRY,
    platform: 'browser',
    logLevel: 'silent',
    cwd: join(import.meta.dirname, '..'),
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? join(import.meta.dirname, ENTRY) : undefined),
        load: (id) =>
          id === join(import.meta.dirname, ENTRY)
            ? [...imports, 'let sheet;', ...corrections].join('\n')
            : undefined,
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, sourcemap: false });
  await bundle.close();
  // Nothing in a script may end the element that it stands in.
  return output[0].code.replaceAll('</script', '<\\/script');
}

/** The style sheet of slack-blocks-to-jsx. */
export function slackStyles(): string {
  return readFileSync(require.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');
}
