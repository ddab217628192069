import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { BotError, UserError } from '../errors.ts';

/** SQLite's result codes, https://www.sqlite.org/rescode.html */
const ERROR = 1;
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
/** A read ended before the page did: the file was cut. */
const IOERR_SHORT_READ = 522;

const BACKUPS = 'backups';

const SqliteError = z.object({ errcode: z.int(), message: z.string() });

/** Where whole copies of a database are kept. */
export function backupsFolder(file: string): string {
  return join(dirname(file), BACKUPS);
}

/** What people are told of a database that cannot be read. */
export function damagedDatabase(file: string, cause?: unknown): UserError {
  const restore = existsSync(backupsFolder(file))
    ? `Put a copy from the folder ${backupsFolder(file)} in its place, or move it away`
    : 'Put a copy of yours in its place, or move it away';
  return new UserError(`The database ${file} is damaged or is none. ${restore} to start anew.`, {
    code: 'store-corrupt',
    cause,
  });
}

/** Tables that the schema promises and that are not there. */
function lacksSchema(message: string): boolean {
  return /no such (?:table|column|index)|malformed/i.test(message);
}

/** What people are told of a database error; errors of other origin pass unchanged. */
export function toStoreError(error: unknown, file: string): unknown {
  if (error instanceof UserError) return error;
  if (error instanceof BotError) return error.code === 'store-corrupt' ? damagedDatabase(file, error) : error;
  const { data } = SqliteError.safeParse(error);
  switch (data === undefined ? undefined : data.errcode & 0xff) {
    case BUSY:
      return new UserError(`The database ${file} is in use by another program; try again in a moment.`, {
        code: 'store-busy',
        cause: error,
      });
    case CORRUPT:
    case NOTADB:
      return damagedDatabase(file, error);
    case ERROR:
      return lacksSchema(data?.message ?? '') ? damagedDatabase(file, error) : error;
    case IOERR:
      return data?.errcode === IOERR_SHORT_READ
        ? damagedDatabase(file, error)
        : new UserError(`The disk did not read or write ${file}: check the disk.`, {
            code: 'store-unwritable',
            cause: error,
          });
    case READONLY:
    case CANTOPEN:
      return new UserError(`The database ${file} cannot be written: check the folder's permissions.`, {
        code: 'store-unwritable',
        cause: error,
      });
    case FULL:
      return new UserError(`The disk is full: nothing was written to ${file}.`, {
        code: 'store-unwritable',
        cause: error,
      });
    default:
      return error;
  }
}
