import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { AccessDatabase } from './tables.ts';

/** A session that better-auth vouches for. Times are epoch ms. */
export interface OpenSession {
  readonly id: string;
  readonly userId: string;
  readonly expiresAt: number;
}
export interface SignInOptions {
  readonly database: AccessDatabase;
  /** Signs the cookies and seals the one-time secrets; it lies beside the database, never in it. */
  readonly secret: string;
  readonly address: string;
}

const sessionSeconds = 7 * 24 * 60 * 60;

/**
 * Passwords, sessions and one-time codes, by better-auth over the tables of this room.
 *
 * Its own routes are not mounted: whoever signs in comes through the API's, which count attempts.
 */
export function createSignIn({ database, secret, address }: SignInOptions) {
  const auth = betterAuth({
    database: { db: database, type: 'sqlite' },
    secret,
    baseURL: address,
    user: { modelName: 'users' },
    session: { modelName: 'sessions', expiresIn: sessionSeconds, disableSessionRefresh: true },
    account: { modelName: 'accounts' },
    verification: { modelName: 'verifications' },
    emailAndPassword: { enabled: true, disableSignUp: true },
    plugins: [twoFactor({ issuer: 'Fortnight', twoFactorTable: 'secondFactors' })],
    advanced: { cookiePrefix: 'fortnight', useSecureCookies: address.startsWith('https:') },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  const usedCodes = new Map<string, number>();

  async function sessionOf(cookie: string | null): Promise<OpenSession | null> {
    if (cookie === null || !cookie.includes('fortnight.session_token=')) return null;
    const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
    return found && { id: found.session.id, userId: found.user.id, expiresAt: found.session.expiresAt.getTime() };
  }

  /** True once for a code in the time that it is good for: a code that was overheard is of no use. */
  function isFresh(userId: string, code: string): boolean {
    const now = Date.now();
    for (const [used, until] of usedCodes) if (until < now) usedCodes.delete(used);
    const key = `${userId} ${code}`;
    if (usedCodes.has(key)) return false;
    usedCodes.set(key, now + 120_000);
    return true;
  }

  /** Takes a code of the app or a recovery code, each once: the cookies that go on from there, or null when it is wrong. */
  async function prove(userId: string, cookie: string, code: string): Promise<readonly string[] | null> {
    const request = { body: { code }, headers: new Headers({ cookie }), returnHeaders: true } as const;
    if (isRecoveryCode(code)) {
      const taken = await attempt(() => auth.api.verifyBackupCode(request));
      return taken?.headers.getSetCookie() ?? null;
    }
    if (!isFresh(userId, code)) return null;
    const verified = await attempt(() => auth.api.verifyTOTP(request));
    return verified?.headers.getSetCookie() ?? null;
  }

  return {
    sessionOf,

    /** The cookies of a new session; `code-wanted` where a second factor is set up and none came; null when anything is wrong. */
    async open(
      userId: string,
      email: string,
      password: string,
      code?: string,
    ): Promise<readonly string[] | 'code-wanted' | null> {
      const first = await attempt(() =>
        auth.api.signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true }),
      );
      if (!first) return null;
      const cookies = first.headers.getSetCookie();
      if (!('twoFactorRedirect' in first.response)) return cookies;
      if (code === undefined) return 'code-wanted';
      return prove(userId, toCookie(cookies), code);
    },

    /** Ends the session, and answers the cookies that make the browser forget it. */
    async close(cookie: string): Promise<readonly string[]> {
      const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return headers.getSetCookie();
    },

    /** Begins to set up an authenticator app; it counts once a code of it was confirmed. Null when the password is wrong. */
    async startSecondFactor(cookie: string, password: string): Promise<{ uri: string; recoveryCodes: string[] } | null> {
      const begun = await attempt(() => auth.api.enableTwoFactor({ body: { password }, headers: new Headers({ cookie }) }));
      return begun && 'totpURI' in begun ? { uri: begun.totpURI, recoveryCodes: begun.backupCodes } : null;
    },

    /** New recovery codes in the place of all old ones; null when the password is wrong, or no app is set up. */
    async renewRecoveryCodes(cookie: string, password: string): Promise<string[] | null> {
      const made = await attempt(() => auth.api.generateBackupCodes({ body: { password }, headers: new Headers({ cookie }) }));
      return made?.backupCodes ?? null;
    },

    prove,
  };
}

/** Ten of them come with the app, for when the phone is lost; each is good once. */
export const isRecoveryCode = (code: string): boolean => code.includes('-');

/** A refusal of better-auth's is null; whatever else goes wrong is thrown on. */
async function attempt<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500)
      return null;
    throw error;
  }
}

/** What a browser would send back of cookies that were set. */
export const toCookie = (setCookies: readonly string[]): string =>
  setCookies.map((each) => each.split(';', 1)[0] ?? '').join('; ');
