/** What the doctor finds, as data. */

/** `fine`, worth knowing (`note`), or to be mended (`problem`). */
export type Level = 'fine' | 'note' | 'problem';

export type Finding = {
  readonly level: Level;
  /** One sentence or its beginning; holds no secret. */
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
};

export type Section = { readonly title: string; readonly findings: readonly Finding[] };

export const fine = (text: string): Finding => ({ level: 'fine', text });
export const note = (text: string, advice?: string): Finding => ({
  level: 'note',
  text,
  ...(advice !== undefined && { advice }),
});
export const problem = (text: string, advice: string): Finding => ({ level: 'problem', text, advice });

const MARKS: Readonly<Record<Level, string>> = { fine: 'ok  ', note: 'note', problem: 'MEND' };

export function problemsIn(sections: readonly Section[]): readonly Finding[] {
  return sections.flatMap(({ findings }) => findings.filter(({ level }) => level === 'problem'));
}

/** The whole report, in lines to read; what is to be mended is counted at its end. */
export function reportText(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ title, findings }) => [
    title,
    ...findings.flatMap(({ level, text, advice }) => [
      `  ${MARKS[level]}  ${text}`,
      ...(advice === undefined ? [] : [`        ${advice}`]),
    ]),
    '',
  ]);
  const count = problemsIn(sections).length;
  const end = count === 0 ? 'All is well.' : `To mend: ${count}. Each is marked MEND above.`;
  return `${[...lines, end].join('\n')}\n`;
}
