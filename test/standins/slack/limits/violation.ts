/** Something that Slack would refuse, or that this project forbids its bot. */
export type Violation = {
  readonly rule: string;
  /** A JSON pointer into what was sent. */
  readonly path: string;
  readonly detail: string;
  /** The error with which Slack refuses it, where it does. */
  readonly refusal?: string;
};

export type Json = Readonly<Record<string, unknown>>;

/** Where a check writes down what it finds. */
export type Report = (rule: string, path: string, detail: string, refusal?: string) => void;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const REFUSED = 'invalid_blocks';

/** The value as an object; reports one that is none. */
export function objectAt(report: Report, value: unknown, path: string): Json | undefined {
  if (isObject(value)) return value;
  report('type', path, `expected an object, got ${JSON.stringify(value)}`, REFUSED);
  return undefined;
}

/**
 * A text between `least` and `most` UTF-16 units, as sent: what is escaped counts in full. Slack may count less
 * strictly; it never counts more.
 */
export function checkLength(report: Report, value: unknown, path: string, most: number, least = 1): void {
  if (typeof value !== 'string') {
    report('type', path, `expected a text, got ${JSON.stringify(value)}`, REFUSED);
  } else if (value.length < least || value.length > most) {
    report('length', path, `${value.length} characters, allowed are ${least} to ${most}`, REFUSED);
  }
}

/** A list with between `least` and `most` items. */
export function checkCount(report: Report, value: unknown, path: string, most: number, least = 1): void {
  const { length } = listOf(value);
  if (!Array.isArray(value) || length < least || length > most) {
    report('count', path, `${length} items, allowed are ${least} to ${most}`, REFUSED);
  }
}

/** Slack refuses fields that it does not know. */
export function checkFields(report: Report, value: Json, path: string, known: readonly string[]): void {
  for (const name of Object.keys(value)) {
    if (name !== 'type' && !known.includes(name))
      report('field', `${path}/${name}`, 'unknown field', REFUSED);
  }
}

/** A text object of at most `most` characters; `plain` where no markup is allowed. */
export function checkText(report: Report, value: unknown, path: string, most: number, plain = false): void {
  const object = objectAt(report, value, path);
  if (object === undefined) return;
  const { type, text } = object;
  if (type !== 'plain_text' && (plain || type !== 'mrkdwn')) {
    report('text-type', `${path}/type`, `${String(type)} is not allowed here`, REFUSED);
  }
  checkFields(report, object, path, type === 'mrkdwn' ? ['text', 'verbatim'] : ['text', 'emoji']);
  checkLength(report, text, `${path}/text`, most);
}
