import type { Setup, SetupState, User } from '@fortnight/shared/contract';
import { linkNotGood } from './one-time-links.ts';
import type { AccessContext } from './ports.ts';
import { createSecret, hashSecret } from './secret.ts';
import { createUser } from './users.ts';

/** The first admin, made by whoever holds the link that the console printed. */
export function createSetup(context: AccessContext) {
  let tokenHash: string | undefined;

  async function isNeeded(): Promise<boolean> {
    const { users } = await context.directory();
    return !users.some(({ roles, isActive }) => isActive && roles.includes('admin'));
  }

  return {
    async state(): Promise<SetupState> {
      const { users } = await context.directory();
      const demoAccounts = (context.demoAccounts ?? []).filter(({ email }) => users.some((user) => user.email === email));
      return {
        isNeeded: await isNeeded(),
        isDemo: demoAccounts.length > 0,
        demoAccounts,
        demoProgress: context.demoProgress?.() ?? null,
      };
    },

    /** A new one-time token, or null where there is an admin; the one before it is void. */
    async createToken(): Promise<string | null> {
      if (!(await isNeeded())) return null;
      const token = createSecret('fns');
      tokenHash = hashSecret(token);
      return token;
    },

    async redeem({ token, ...person }: Setup): Promise<User> {
      if (tokenHash !== hashSecret(token) || !(await isNeeded())) throw linkNotGood();
      const held = tokenHash;
      tokenHash = undefined;
      try {
        return await createUser(context, null, { ...person, roles: ['participant', 'owner', 'admin'], groups: [] });
      } catch (error) {
        tokenHash = held;
        throw error;
      }
    },
  };
}
