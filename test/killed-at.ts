import { pathToFileURL } from 'node:url';
import { start } from './compiled.ts';

/** Runs a compiled module in a process that kills itself, uncatchably, right before one of its SQL statements. */

/** Wraps the connection: each statement is written down before it runs, and the chosen one never does. */
const FAILPOINT = `
  import { writeSync } from 'node:fs';
  import { SqliteDriver } from 'kysely';
  const { acquireConnection } = SqliteDriver.prototype;
  let runs = 0;
  SqliteDriver.prototype.acquireConnection = async function () {
    const connection = await acquireConnection.call(this);
    const { executeQuery } = Object.getPrototypeOf(connection);
    connection.executeQuery = function (query) {
      if (runs === Number(process.env.KILL_AT)) process.kill(process.pid, 'SIGKILL');
      runs += 1;
      writeSync(2, 'SQL ' + JSON.stringify(query.sql) + '\\n');
      return executeQuery.call(this, query);
    };
    return connection;
  };
`;

export type Killed = {
  /** Statements that ran before the end, in their order. */
  readonly statements: readonly string[];
  readonly wasKilled: boolean;
  /** A transaction had begun and was not ended: the kill fell inside it. */
  readonly inTransaction: boolean;
};

/** @param at number of statements that may run first; undefined kills never. */
export async function runKilledAt(
  module: string,
  args: readonly string[],
  dataDir: string,
  at: number | undefined,
): Promise<Killed> {
  const body = `${FAILPOINT}
    process.argv = [process.argv[0], ${JSON.stringify(module)}, ...${JSON.stringify(args)}];
    await import(${JSON.stringify(pathToFileURL(module).href)});`;
  const { child, finished } = start(['--input-type=module', '-e', body], {
    DATA_DIR: dataDir,
    KILL_AT: String(at ?? -1),
  });
  const { stderr } = await finished;
  const statements = stderr
    .split('\n')
    .filter((line) => line.startsWith('SQL '))
    .map((line) => String(JSON.parse(line.slice('SQL '.length))));
  const last = statements.findLast((sql) => /^(?:begin|commit|rollback)/i.test(sql));
  return {
    statements,
    wasKilled: child.signalCode === 'SIGKILL',
    inTransaction: last !== undefined && /^begin/i.test(last),
  };
}
