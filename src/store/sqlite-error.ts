import { z } from 'zod';
import { BotError, UserError } from '../errors.ts';

/** SQLite's result codes, https://www.sqlite.org/rescode.html */
const BUSY = 5;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

const SqliteError = z.object({ errcode: z.int(), message: z.string() });

/** What people are told of a database error; errors of other origin pass unchanged. */
export function toStoreError(error: unknown, file: string): unknown {
  if (error instanceof BotError) return error;
  const { data } = SqliteError.safeParse(error);
  switch (data === undefined ? undefined : data.errcode & 0xff) {
    case BUSY:
      return new UserError(`The database ${file} is in use by another program; try again in a moment.`, {
        code: 'store-busy',
        cause: error,
      });
    case CORRUPT:
    case NOTADB:
      return new UserError(
        `The database ${file} is damaged or is none. Put a copy from the folder "backups" beside it in its place, ` +
          'or move it away to start anew.',
        { code: 'store-corrupt', cause: error },
      );
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
