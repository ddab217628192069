import { type CompiledQuery, type DatabaseConnection, SqliteDriver } from 'kysely';
import { type Passed, POINTS, type Point } from './protocol.ts';

/** Kills its own process, uncatchably, at a chosen point. */
export type Failpoint = {
  arm(kill: { readonly point: Point; readonly after: number } | undefined): void;
  passed(): Passed;
  /** A request is one point, its answer another. */
  around<Answer>(request: () => Promise<Answer>): Promise<Answer>;
};

/** @param isArmed what is done before is not counted */
export function createFailpoint(): Failpoint {
  const counts = new Map<Point, number>();
  let armed: { readonly point: Point; readonly after: number } | undefined;
  let isInTransaction = false;

  function pass(point: Point): void {
    const count = counts.get(point) ?? 0;
    if (armed?.point === point && armed.after === count) process.kill(process.pid, 'SIGKILL');
    counts.set(point, count + 1);
  }

  function onStatement(sql: string): void {
    pass(isInTransaction ? 'in a transaction' : 'statement');
    if (/^begin/i.test(sql)) isInTransaction = true;
    if (/^(?:commit|rollback)/i.test(sql)) isInTransaction = false;
  }

  /** Right before a statement; after it is before the next. */
  function watchStatements(): void {
    const { acquireConnection } = SqliteDriver.prototype;
    SqliteDriver.prototype.acquireConnection = async function acquire(this: SqliteDriver) {
      const connection: DatabaseConnection = await acquireConnection.call(this);
      const { executeQuery } = Object.getPrototypeOf(connection) as DatabaseConnection;
      connection.executeQuery = function execute<Row>(this: DatabaseConnection, query: CompiledQuery) {
        onStatement(query.sql);
        return executeQuery.call(this, query) as ReturnType<typeof executeQuery<Row>>;
      };
      return connection;
    };
  }
  watchStatements();

  return {
    arm(kill) {
      armed = kill;
      counts.clear();
    },
    passed: () => Object.fromEntries(POINTS.map((point) => [point, counts.get(point) ?? 0])) as Passed,
    async around(request) {
      pass('request');
      try {
        return await request();
      } finally {
        pass('answer');
      }
    },
  };
}
