import {
  type AcceptInvitation,
  type ChangePassword,
  type ListAuditLogQuery,
  type ListPeopleQuery,
  limits,
  type Me,
  type RecoveryCodes,
  type ResetPassword,
  type SecondFactorCode,
  type SecondFactorSetup,
  type Session,
  type SignIn,
  type StartSecondFactor,
  type TurnOffSecondFactor,
  type UpdateMe,
} from '@fortnight/shared/contract';
import type { Directory } from '@fortnight/shared/people';
import { createApiKey, listApiKeys, principalOfKey, revokeApiKey } from './api-keys.ts';
import { createAttempts } from './attempts.ts';
import { readDirectory } from './directory.ts';
import { createGroup, listGroups } from './groups.ts';
import { acceptInvitation, createInvitation, listInvitations, resetPassword, startPasswordReset } from './one-time-links.ts';
import { changePassword, ownId, updateOwn } from './own-account.ts';
import type { AccessContext, AccessOptions } from './ports.ts';
import { type Principal, principalIn } from './principal.ts';
import { AccessRefused } from './refusal.ts';
import { acknowledgeReset, clearSecondFactor, readReset, resetSecondFactor } from './second-factor.ts';
import { createSetup } from './setup.ts';
import { createSignIn, isRecoveryCode, toCookie } from './sign-in.ts';
import { createUser, createUsers, getUser, listPeople, listUsers, setAbsence, updateUser } from './users.ts';

/** Who calls, and the accounts, keys, groups and links behind that. */
export type Access = ReturnType<typeof createAccess>;

/** Makes the access room over the store's connection. */
export function createAccess(options: AccessOptions) {
  let cached: Promise<Directory> | undefined;
  const directory = () => (cached ??= readDirectory(options.database));
  /** A request may hold its writes back; whoever reads meanwhile must not keep what they saw. */
  const forgetDirectory = (): Promise<void> => {
    cached = undefined;
    return options.afterCommit(() => {
      cached = undefined;
    });
  };
  const context: AccessContext = { ...options, directory, forgetDirectory, knownKeys: new Map() };
  const attempts = createAttempts(limits.signInsPerMinute, Date.now);
  const setup = createSetup(context);
  const signing = createSignIn({
    database: options.database,
    secret: options.secret,
    address: options.address ?? 'http://localhost:3014',
  });
  const bound =
    <A extends unknown[], T>(call: (context: AccessContext, by: Principal, ...rest: A) => Promise<T>) =>
    (by: Principal, ...rest: A) =>
      call(context, by, ...rest);

  const principalOf = async (userId: string, via: Principal['via']) => principalIn(await directory(), userId, via);

  async function me(by: Principal): Promise<Me> {
    const user = by.userId === null ? null : await getUser(context, by.userId);
    const secondFactorReset = user ? await readReset(context, user.id) : undefined;
    return {
      userId: by.userId,
      user,
      roles: [...by.roles],
      groups: [...by.groups],
      via: by.via.kind,
      ...(secondFactorReset && { secondFactorReset }),
    };
  }

  async function signIn(
    { email, password, code }: SignIn,
    from?: string,
  ): Promise<{ session: Session; setCookie: readonly string[] }> {
    // The address first: one that is refused leaves nothing behind for the accounts that it names.
    if (from !== undefined) attempts.count(`from ${from}`);
    attempts.count(email);
    const user = (await directory()).users.find((each) => each.email === email);
    const setCookie = await signing.open(user?.id ?? '', email, password, code);
    if (setCookie === 'code-wanted')
      throw new AccessRefused(
        401,
        'code-wanted',
        'Send the six digits of your authenticator app, or a recovery code, as "code".',
      );
    const session = setCookie && (await signing.sessionOf(toCookie(setCookie)));
    const by = session && (await principalOf(session.userId, { kind: 'session', id: session.id }));
    // One answer for an unknown e-mail, a wrong password, a wrong code and an account that was closed.
    if (!setCookie || !session || !by)
      throw new AccessRefused(401, 'sign-in-refused', 'The e-mail, the password or the code is not right.');
    const details = code !== undefined && isRecoveryCode(code) ? { recoveryCode: true } : {};
    await context.audit.append({ at: context.now(), by, action: 'session.opened', target: by.userId, details });
    return { session: { me: await me(by), expiresAt: new Date(session.expiresAt).toISOString() }, setCookie };
  }

  async function identify(headers: Headers): Promise<Principal | null> {
    const authorization = headers.get('Authorization');
    if (authorization !== null) {
      const key = /^Bearer (\S+)$/i.exec(authorization)?.[1];
      return key === undefined ? null : principalOfKey(context, key);
    }
    const session = await signing.sessionOf(headers.get('Cookie'));
    return session && principalOf(session.userId, { kind: 'session', id: session.id });
  }

  return {
    identify,
    signIn,
    me,
    principalOf,
    directory,
    setupState: setup.state,
    setup: setup.redeem,
    createSetupToken: setup.createToken,
    signOut: async (_by: Principal, headers: Headers) => ({ setCookie: await signing.close(headers.get('Cookie') ?? '') }),

    async updateMe(by: Principal, body: UpdateMe): Promise<Me> {
      await updateOwn(context, by, body);
      return me(by);
    },
    /** Where a second factor is set up there is no new session: the person signs in again with a code. */
    async changePassword(by: Principal, body: ChangePassword): Promise<{ setCookie: readonly string[] }> {
      const userId = ownId(by);
      attempts.count(`password of ${userId}`);
      const email = await changePassword(context, by, body);
      const setCookie = by.via.kind === 'session' ? await signing.open(userId, email, body.next) : null;
      return { setCookie: Array.isArray(setCookie) ? setCookie : [] };
    },

    /** Begins to set up an authenticator app for the person of this session. */
    async startSecondFactor(by: Principal, { password }: StartSecondFactor, headers: Headers): Promise<SecondFactorSetup> {
      attempts.count(`second factor of ${ownId(by)}`);
      const begun = await signing.startSecondFactor(headers.get('Cookie') ?? '', password);
      if (begun === null)
        throw new AccessRefused(409, 'second-factor-refused', 'Expected a session, its password, and no second factor yet.');
      return { ...begun, secret: new URL(begun.uri).searchParams.get('secret') ?? '' };
    },
    async confirmSecondFactor(
      by: Principal,
      { code }: SecondFactorCode,
      headers: Headers,
    ): Promise<{ setCookie: readonly string[] }> {
      attempts.count(`second factor of ${ownId(by)}`);
      const setCookie = await signing.prove(ownId(by), headers.get('Cookie') ?? '', code);
      if (setCookie === null) throw new AccessRefused(409, 'code-not-right', 'Expected the six digits that the app shows now.');
      await context.audit.append({ at: context.now(), by, action: 'second-factor.set-up', target: by.userId, details: {} });
      return { setCookie };
    },
    /** From then on signing in asks for the password alone. */
    async turnOffSecondFactor(by: Principal, { code }: TurnOffSecondFactor, headers: Headers): Promise<void> {
      const userId = ownId(by);
      attempts.count(`second factor of ${userId}`);
      if (!(await getUser(context, userId)).hasSecondFactor)
        throw new AccessRefused(409, 'no-second-factor', 'No second factor is set up on this account.');
      const proof = await signing.prove(userId, headers.get('Cookie') ?? '', code);
      if (proof === null)
        throw new AccessRefused(409, 'code-not-right', 'Expected the six digits that the app shows now, or a recovery code.');
      await clearSecondFactor(context.database, userId);
      await context.audit.append({ at: context.now(), by, action: 'second-factor.turned-off', target: userId, details: {} });
    },
    /** New recovery codes; the old ones are good no more. */
    async renewRecoveryCodes(by: Principal, { password }: StartSecondFactor, headers: Headers): Promise<RecoveryCodes> {
      const userId = ownId(by);
      attempts.count(`second factor of ${userId}`);
      const recoveryCodes = await signing.renewRecoveryCodes(headers.get('Cookie') ?? '', password);
      if (recoveryCodes === null)
        throw new AccessRefused(
          409,
          'recovery-codes-refused',
          'Expected a session, its password, and a second factor that is set up.',
        );
      await context.audit.append({ at: context.now(), by, action: 'recovery-codes.renewed', target: userId, details: {} });
      return { recoveryCodes };
    },
    resetSecondFactor: bound(resetSecondFactor),
    /** The person has seen that their second factor was turned off for them. */
    acknowledgeSecondFactorReset: (by: Principal) => acknowledgeReset(context, ownId(by)),

    listPeople: (_by: Principal, query: ListPeopleQuery) => listPeople(context, query),
    listUsers: (_by: Principal, query: ListPeopleQuery) => listUsers(context, query),
    getUser: (_by: Principal, id: string) => getUser(context, id),
    createUser: bound(createUser),
    createUsers: bound(createUsers),
    updateUser: bound(updateUser),
    setAbsence: bound(setAbsence),
    clearAbsence: (by: Principal, id: string) => setAbsence(context, by, id, null),
    startPasswordReset: bound(startPasswordReset),
    resetPassword: (body: ResetPassword) => resetPassword(context, body),
    listInvitations: (_by: Principal) => listInvitations(context),
    createInvitation: bound(createInvitation),
    acceptInvitation: (body: AcceptInvitation) => acceptInvitation(context, body),
    listGroups: (_by: Principal) => listGroups(context),
    createGroup: bound(createGroup),
    listApiKeys: (_by: Principal) => listApiKeys(context),
    createApiKey: bound(createApiKey),
    revokeApiKey: bound(revokeApiKey),
    listAuditLog: (_by: Principal, query: ListAuditLogQuery) => context.audit.list(query),
  };
}
