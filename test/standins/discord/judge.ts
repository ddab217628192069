import * as z from 'zod/mini';
import type { $ZodIssue, $ZodType } from 'zod/v4/core';
import type { ApiError } from './api-error.ts';
import { eventParts } from './event-parts.ts';
import type { Answer } from './http-reply.ts';
import { bodyLimits } from './limits.ts';
import type { AttachedFile } from './message-payload.ts';
import { policyProblems } from './policy.ts';
import type { RouteName } from './routes.ts';
import { ERROR_SCHEMA, RATE_LIMIT_SCHEMA, REPLY_SCHEMAS, REQUEST_SCHEMAS } from './spec-schemas.ts';
import { strict } from './strict-schema.ts';

export type Violation = {
  /** Who was wrong: the bot (`request`), or the stand-in (`reply`, `event`). */
  readonly direction: 'request' | 'reply' | 'event';
  readonly route: string;
  readonly problem: string;
};

export type Judge = {
  /** Every violation so far; a test asserts that it is empty. */
  readonly violations: readonly Violation[];
  /** Records what is wrong with a request and returns that for which Discord would refuse it. */
  request(route: RouteName, body: unknown, files: readonly AttachedFile[]): string[];
  reply(route: RouteName, answer: Answer): void;
  error(route: RouteName, error: ApiError): void;
  event(name: string, data: object): void;
  unknownRoute(method: string, path: string): void;
  /** An error in the stand-in itself. */
  defect(error: unknown): void;
};

const strictSchemas = new Map<$ZodType, $ZodType>();

function strictly(schema: $ZodType): $ZodType {
  const known = strictSchemas.get(schema) ?? strict(schema);
  strictSchemas.set(schema, known);
  return known;
}

/** Of a union's branches, the one that fits best (the same type, the deepest misfit) says what is wrong. */
function flatten(issue: $ZodIssue): $ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((branch) => branch.flatMap(flatten));
  const isKind = (inner: $ZodIssue) => inner.path.at(-1) === 'type' && inner.code === 'invalid_value';
  const ofSameType = branches.filter((branch) => !branch.some(isKind));
  const depth = (branch: $ZodIssue[]) => Math.max(...branch.map(({ path }) => path.length));
  const [best = []] = (ofSameType.length > 0 ? ofSameType : branches).sort(
    (a, b) => depth(b) - depth(a) || a.length - b.length,
  );
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function describe(issue: $ZodIssue): string {
  const keys = issue.code === 'unrecognized_keys' ? ` ${issue.keys.join(', ')}` : '';
  return `${issue.path.join('.') || 'body'}: ${issue.code}${keys} (${issue.message})`;
}

/** What does not fit the schema, as `path: what`. */
export function misfits(schema: $ZodType, value: unknown): string[] {
  const result = z.safeParse(schema, value);
  return result.success ? [] : result.error.issues.flatMap(flatten).map(describe);
}

/**
 * The specification types `default_member_permissions` as a number, and its README says that numbers may come as
 * strings: that is how discord.js sends them.
 */
function withNumericPermissions(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withNumericPermissions);
  const permissions = (body as { default_member_permissions?: unknown } | undefined)
    ?.default_member_permissions;
  return typeof permissions === 'string'
    ? { ...(body as object), default_member_permissions: Number(permissions) }
    : body;
}

/** discord.js puts these into every message body; Discord ignores them where the specification does not have them. */
const ADDED_TO_MESSAGES = ['tts', 'nonce', 'enforce_nonce'];
const ADDED_BY_LIBRARY: Readonly<Partial<Record<RouteName, readonly string[]>>> = {
  answerInteraction: ADDED_TO_MESSAGES,
  editMessage: ADDED_TO_MESSAGES,
  editOriginal: ADDED_TO_MESSAGES,
  createFollowUp: ADDED_TO_MESSAGES,
  editFollowUp: ADDED_TO_MESSAGES,
  createThreadFromMessage: ['type'],
};

function withoutAdded(route: RouteName, body: unknown): unknown {
  const added = ADDED_BY_LIBRARY[route];
  if (added === undefined) return body;
  const kept = Object.entries(body as object).filter(([key]) => !added.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'data' ? withoutAdded(route, value ?? {}) : value]),
  );
}

export function createJudge(): Judge {
  const violations: Violation[] = [];
  const note = (direction: Violation['direction'], route: string, problems: readonly string[]) => {
    violations.push(...problems.map((problem) => ({ direction, route, problem })));
  };
  return {
    violations,
    request(route, body, files) {
      const schema = REQUEST_SCHEMAS[route];
      if (schema === undefined) return [];
      const given = withNumericPermissions(body);
      const misshapen = misfits(schema, given);
      note(
        'request',
        route,
        misshapen.length > 0 ? misshapen : misfits(strictly(schema), withoutAdded(route, given)),
      );
      if (misshapen.length > 0) return misshapen;
      const over = bodyLimits(route, body, files);
      note('request', route, [...over, ...policyProblems(route, body)]);
      return over;
    },
    reply(route, { status, body }) {
      if (body === undefined) return note('reply', route, status === 204 ? [] : [`${status} without a body`]);
      const schema = REPLY_SCHEMAS[route];
      // As JSON, since that is what the bot gets.
      const json: unknown = JSON.parse(JSON.stringify(body));
      note('reply', route, schema ? misfits(strictly(schema), json) : [`${status} with a body`]);
    },
    error(route, { status, body }) {
      note('reply', route, misfits(status === 429 ? RATE_LIMIT_SCHEMA : ERROR_SCHEMA, body));
    },
    event(name, data) {
      for (const { schema, value } of eventParts(name, { ...data })) {
        note('event', name, misfits(strictly(schema), value));
      }
    },
    unknownRoute(method, path) {
      note('request', `${method} ${path}`, ['no such route']);
    },
    defect(error) {
      note('reply', 'stand-in', [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    },
  };
}
