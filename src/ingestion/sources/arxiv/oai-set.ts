/** Archives that OAI-PMH keeps in the group `physics`; every other archive is a group of its own name. */
const PHYSICS = new Set(
  'astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph'.split(
    ' ',
  ),
);

/** The set of a category, `group:archive:CATEGORY`: `cs.LG` -> `cs:cs:LG`, `astro-ph.GA` -> `physics:astro-ph:GA`, `cs` -> `cs`. */
export function oaiSet(category: string): string {
  const [archive = '', subject] = category.split('.');
  const group = PHYSICS.has(archive) ? 'physics' : archive;
  if (subject !== undefined) return `${group}:${archive}:${subject}`;
  return group === archive && archive !== 'physics' ? archive : `${group}:${archive}`;
}
