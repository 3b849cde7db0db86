/** What access refuses, with the status and the stable code that the API answers. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>> | undefined;

  constructor(status: number, code: string, message: string, params?: Readonly<Record<string, string | number>>) {
    super(message);
    this.status = status;
    this.code = code;
    this.params = params;
  }
}

export const notFound = (what: string, id: string) =>
  new AccessRefused(404, `${what}-not-found`, `There is no ${what.replace('-', ' ')} "${id}".`, { id });
