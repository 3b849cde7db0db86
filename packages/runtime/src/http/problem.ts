import type { ProblemDocument } from '@fortnight/shared/contract';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Refused } from '../base/index.ts';

type Refusal = Omit<ProblemDocument, 'type' | 'title'> & { title?: string };

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported type',
  422: 'Cannot be processed',
  428: 'Precondition required',
  429: 'Too many requests',
  500: 'Our mistake',
  503: 'Not available',
};

/** Answers with a problem document (RFC 9457). */
export function problem(context: Context, refusal: Refusal, headers: Record<string, string> = {}): Response {
  const { status, code, title, ...rest } = refusal;
  const document: ProblemDocument = {
    type: `urn:fortnight:problem:${code}`,
    title: title ?? titles[status] ?? 'Refused',
    status,
    code,
    ...rest,
  };
  return context.body(JSON.stringify(document), status as 400, { 'Content-Type': 'application/problem+json', ...headers });
}

const httpCodes: Readonly<Record<number, string>> = { 400: 'malformed-request', 413: 'too-large', 504: 'timeout' };

/** Turns whatever was thrown into a problem document; what nobody foresaw is logged and answered 500 without details. */
export const onError =
  (log: (error: unknown, context: Context) => void) =>
  (error: Error, context: Context): Response => {
    if (error instanceof Refused) {
      const { status, code, message, params, problems } = error;
      if (status >= 500) log(error, context);
      const headers: Record<string, string> = status === 503 ? { 'Retry-After': '1' } : {};
      return problem(
        context,
        { status, code, detail: message, ...(params && { params }), ...(problems && { problems }) },
        headers,
      );
    }
    if (error instanceof HTTPException)
      return problem(context, { status: error.status, code: httpCodes[error.status] ?? 'refused', detail: error.message });
    // Nobody reads this answer, and a log that callers can fill hides what matters.
    if (context.req.raw.signal.aborted)
      return problem(context, { status: 400, code: 'malformed-request', detail: 'The request broke off before its end.' });
    log(error, context);
    return problem(context, { status: 500, code: 'defect', detail: 'Something broke on our side; it is in the log.' });
  };

/** What the routes themselves refuse. */
export class RequestRefused extends Refused {
  override readonly name = 'RequestRefused';

  constructor(status: number, code: string, message: string, params?: ProblemDocument['params']) {
    super(status, code, message, { params });
  }
}
