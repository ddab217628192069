import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { terminalSvg } from '../../bench/docs/terminal-svg.ts';

test('what a terminal shows is drawn with its colours, escaped', async () => {
  const terminal = new xterm.Terminal({ cols: 40, rows: 3, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write('plain \u001b[1;32mε < "1"\u001b[0m', resolve));

  const svg = terminalSvg(terminal.buffer.active, { columns: 40, title: 'A & B' });

  expect(svg).toContain('<title>A &amp; B</title>');
  expect(svg).toContain('>plain</text>');
  expect(svg).toMatch(/fill="#3fb950" font-weight="bold">ε &lt; &quot;1&quot;<\/text>/);
  expect(svg.match(/<text /g)).toHaveLength(2);
});
