import { HttpError } from '../../../http/http-error.ts';
import { UnreadableAnswer } from './read-xml.ts';

/** What went wrong, for people; undefined where it is no failure of arXiv or of the way to it, but a defect of ours. */
export function failureText(error: unknown): string | undefined {
  if (error instanceof UnreadableAnswer) return error.message;
  if (!(error instanceof HttpError)) return undefined;
  if (error.status === 403)
    return 'It refuses us (status 403): set CONTACT_EMAIL, and check that nothing else asks it too often';
  if (error.status === 429) return 'It was asked too often (status 429)';
  return error.message;
}
