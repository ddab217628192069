import { escapeXml } from './escape-xml.ts';

/** The part of a terminal's buffer that a picture needs, as @xterm/headless has it. */
export type Cell = {
  getChars(): string;
  getWidth(): number;
  isBold(): number;
  isDim(): number;
  isItalic(): number;
  isUnderline(): number;
  isFgDefault(): boolean;
  isFgRGB(): boolean;
  getFgColor(): number;
};
type Line = { readonly length: number; getCell(column: number): Cell | undefined };
export type Screen = { readonly length: number; getLine(row: number): Line | undefined };

/** A terminal's sixteen colours on the dark ground of the picture. */
const PALETTE = [
  '#484f58',
  '#ff7b72',
  '#3fb950',
  '#d29922',
  '#58a6ff',
  '#bc8cff',
  '#39c5cf',
  '#b1bac4',
  '#6e7681',
  '#ffa198',
  '#56d364',
  '#e3b341',
  '#79c0ff',
  '#d2a8ff',
  '#56d4dd',
  '#ffffff',
];
const GROUND = '#0d1117';
const TEXT = '#e6edf3';
const FONT_SIZE = 14;
const CELL_WIDTH = 8.43;
const LINE_HEIGHT = 19;
const MARGIN = 16;

function colourOf(cell: Cell): string {
  if (cell.isFgDefault()) return TEXT;
  if (cell.isFgRGB()) return `#${cell.getFgColor().toString(16).padStart(6, '0')}`;
  return PALETTE[cell.getFgColor()] ?? TEXT;
}

function styleOf(cell: Cell): string {
  const colour = colourOf(cell);
  return [
    colour === TEXT ? '' : ` fill="${colour}"`,
    cell.isBold() ? ' font-weight="bold"' : '',
    cell.isItalic() ? ' font-style="italic"' : '',
    cell.isUnderline() ? ' text-decoration="underline"' : '',
    cell.isDim() ? ' opacity="0.65"' : '',
  ].join('');
}

type Run = { readonly column: number; readonly style: string; text: string };

/** Neighbouring cells of one style, so that text stays text: it can be selected and read aloud. */
function runsOf(line: Line): Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const text = cell.getChars() || ' ';
    const last = runs.at(-1);
    if (last?.style === style) last.text += text;
    else runs.push({ column, style, text });
  }
  return runs.map((run) => ({ ...run, text: run.text.trimEnd() })).filter(({ text }) => text !== '');
}

function rowsOf(screen: Screen): Run[][] {
  const rows = Array.from({ length: screen.length }, (_, row) => {
    const line = screen.getLine(row);
    return line === undefined ? [] : runsOf(line);
  });
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

/** A picture of everything that a terminal shows, `columns` wide. `title` is read to those who cannot see it. */
export function terminalSvg(screen: Screen, { columns, title }: { columns: number; title: string }): string {
  const rows = rowsOf(screen);
  const width = Math.ceil(columns * CELL_WIDTH + 2 * MARGIN);
  const height = rows.length * LINE_HEIGHT + 2 * MARGIN;
  const texts = rows.flatMap((runs, row) =>
    runs.map(({ column, style, text }) => {
      const x = (MARGIN + column * CELL_WIDTH).toFixed(1);
      const y = MARGIN + row * LINE_HEIGHT + FONT_SIZE;
      return `<text x="${x}" y="${y}"${style}>${escapeXml(text)}</text>`;
    }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>`,
    `<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="${TEXT}" xml:space="preserve">`,
    ...texts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
