import { editDistance } from '../../text/edit-distance.ts';
import { foldedKey } from '../../text/fold.ts';

/** Time zones by the names of IANA's database, as people type them. */

const MAX_EDITS = 2;
const MAX_OFFERED = 3;

/** What people write for a zone that has no abbreviation of its own: places to choose from, never read by themselves. */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  cet: ['Europe/Berlin', 'Europe/Paris'],
  cest: ['Europe/Berlin', 'Europe/Paris'],
  mez: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
  mesz: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
  bst: ['Europe/London'],
  eet: ['Europe/Athens', 'Europe/Helsinki'],
  et: ['America/New_York', 'America/Toronto'],
  est: ['America/New_York', 'America/Toronto'],
  edt: ['America/New_York', 'America/Toronto'],
  ct: ['America/Chicago'],
  cst: ['America/Chicago', 'Asia/Shanghai'],
  cdt: ['America/Chicago'],
  mst: ['America/Denver'],
  mdt: ['America/Denver'],
  pt: ['America/Los_Angeles'],
  pst: ['America/Los_Angeles'],
  pdt: ['America/Los_Angeles'],
  ist: ['Asia/Kolkata', 'Europe/Dublin'],
  jst: ['Asia/Tokyo'],
  germany: ['Europe/Berlin'],
  deutschland: ['Europe/Berlin'],
  france: ['Europe/Paris'],
  uk: ['Europe/London'],
  england: ['Europe/London'],
  india: ['Asia/Kolkata'],
  japan: ['Asia/Tokyo'],
  china: ['Asia/Shanghai'],
  switzerland: ['Europe/Zurich'],
  austria: ['Europe/Vienna'],
};

/** Cities of labs that no zone is named after; offered, too. */
const CITIES: Readonly<Record<string, string>> = {
  'Europe/Berlin':
    'munich munchen muenchen hamburg cologne koln koeln frankfurt stuttgart heidelberg tubingen tuebingen bonn aachen dresden leipzig',
  'Europe/Zurich': 'geneva geneve genf lausanne basel bern',
  'Europe/London': 'oxford edinburgh manchester bristol',
  'Europe/Paris': 'lyon grenoble toulouse marseille',
  'Europe/Rome': 'milan milano turin florence bologna',
  'Europe/Madrid': 'barcelona valencia',
  'Europe/Amsterdam': 'delft leiden utrecht eindhoven',
  'America/New_York':
    'boston washington princeton pittsburgh philadelphia baltimore atlanta ithaca montreal ottawa waterloo',
  'America/Los_Angeles': 'sanfrancisco stanford berkeley seattle sandiego pasadena',
  'America/Chicago': 'austin houston dallas madison urbana',
  'Asia/Kolkata': 'delhi newdelhi mumbai bangalore bengaluru hyderabad chennai pune',
  'Asia/Shanghai': 'beijing shenzhen hangzhou guangzhou nanjing wuhan',
  'Asia/Tokyo': 'osaka kyoto sendai nagoya',
  'Asia/Jerusalem': 'telaviv haifa rehovot',
};

/** `cambridge` is one of two. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  cambridge: ['Europe/London', 'America/New_York'],
};

function placesOf(city: string): readonly string[] | undefined {
  const zones = Object.keys(CITIES).filter((zone) => CITIES[zone]?.split(' ').includes(city));
  return SEVERAL[city] ?? (zones.length > 0 ? zones : undefined);
}

let known: readonly string[] | undefined;

/** All zones, `UTC` first. */
export function timeZones(): readonly string[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return known;
}

/** The zone as the runtime calls it; undefined where it has none of that name. */
function resolved(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** `europe/berlin` -> `europe berlin`. */
function key(name: string): string {
  return foldedKey(name.replace(/[/_]/g, ' '));
}

function cityKey(zone: string): string {
  return key(zone.slice(zone.lastIndexOf('/') + 1));
}

export type ReadZone =
  | { readonly zone: string }
  /** Not understood; the zones that may have been meant, best first. `isOne` where it is the name of one of them, and not only near to it. */
  | { readonly nearest: readonly string[]; readonly isOne: boolean };

/** A typed zone: its name in any case, or the name of its city alone (`Berlin`). */
export function readTimeZone(typed: string): ReadZone {
  const text = typed.trim().replace(/\s+/g, ' ').slice(0, 60);
  if (/^(?:utc|gmt|z|etc\/utc)$/i.test(text)) return { zone: 'UTC' };
  const wanted = key(text);
  const same = timeZones().find((zone) => key(zone) === wanted);
  if (same !== undefined) return { zone: same };
  // Names that the runtime knows under another one (`Asia/Kolkata`) stay as they are written.
  if (/^[A-Za-z]+\/[A-Za-z_/+-]+$/.test(text) && resolved(text) !== undefined) return { zone: text };
  const cities = timeZones().filter((zone) => cityKey(zone) === wanted);
  const [city, another] = cities;
  if (city !== undefined && another === undefined) return { zone: city };
  const joined = wanted.replaceAll(' ', '');
  const meant = ABBREVIATIONS[joined] ?? placesOf(joined);
  if (meant !== undefined) return { nearest: meant, isOne: true };
  if (cities.length > 0) return { nearest: cities.slice(0, MAX_OFFERED), isOne: true };
  return { nearest: nearestZones(wanted), isOne: false };
}

function nearestZones(wanted: string): string[] {
  // A number is hours from UTC, which know no summer time: no name is near to that.
  if (wanted.length < 3 || /\d/.test(wanted)) return [];
  const beginning = timeZones().filter((zone) => cityKey(zone).startsWith(wanted));
  if (beginning.length > 0) return beginning.slice(0, MAX_OFFERED);
  return timeZones()
    .map((zone) => ({
      zone,
      edits: Math.min(
        editDistance(wanted, key(zone), MAX_EDITS),
        editDistance(wanted, cityKey(zone), MAX_EDITS),
      ),
    }))
    .filter(({ edits }) => edits <= MAX_EDITS)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, MAX_OFFERED)
    .map(({ zone }) => zone);
}
