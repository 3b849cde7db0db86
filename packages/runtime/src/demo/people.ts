/** Who works in the demo workspace: somebody for every role and every group that the examples name. */
import type { DemoAccount, Principal, SystemRole } from '../access/index.ts';
import type { Runtime } from '../index.ts';

interface DemoPerson {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly SystemRole[];
  readonly groups: readonly string[];
  /** The name of whom they report to. */
  readonly manager?: string;
}

const person = (
  name: string,
  title: string,
  groups: readonly string[],
  manager = 'He Jun',
  roles: readonly SystemRole[] = [],
): DemoPerson => ({
  name,
  title,
  groups,
  roles: ['participant', ...roles],
  ...(name !== manager && { manager }),
});

const everybody: readonly DemoPerson[] = [
  person('He Jun', 'General manager', ['executive'], 'He Jun', ['analyst']),
  person('Li Wei', 'Sales operations', ['sales-manager'], 'He Jun', ['owner']),
  person('Chen Jing', 'Administrator', ['it'], 'He Jun', ['owner', 'admin']),
  person('Wang Lei', 'Sales manager', ['sales-manager']),
  person('Zhang Min', 'Sales representative', ['sales'], 'Wang Lei'),
  person('Liu Yang', 'Sales representative', ['sales'], 'Wang Lei'),
  person('Yang Xue', 'Sales representative', ['sales'], 'Wang Lei'),
  person('Zhou Jie', 'Presales engineer', ['presales'], 'Wang Lei'),
  person('Tang Yu', 'Wealth advisor', ['advisor', 'sales'], 'Wang Lei'),
  person('Sun Hao', 'CFO', ['finance']),
  person('Wu Qian', 'Legal counsel', ['legal']),
  person('Zhao Yan', 'Compliance officer', ['compliance', 'legal']),
  person('Xu Tao', 'IT lead', ['it']),
  person('Gao Peng', 'Head of engineering', ['engineering']),
  person('Lin Fang', 'Production planner', ['production']),
  person('Ma Chao', 'Delivery manager', ['delivery']),
  person('Huang Lan', 'After-sales service', ['service'], 'Ma Chao'),
  person('Luo Xin', 'Customer success', ['customer-success'], 'Ma Chao'),
  person('Deng Rui', 'Analyst', [], 'Li Wei', ['analyst']),
  person('Song Hui', 'Risk manager', [], 'He Jun', ['risk']),
  person('Cai Ning', 'Auditor', [], 'He Jun', ['audit']),
];

/** What the groups are called. */
const groupNames: Readonly<Record<string, string>> = {
  advisor: 'Wealth advisors',
  compliance: 'Compliance',
  'customer-success': 'Customer success',
  delivery: 'Delivery',
  engineering: 'Engineering',
  executive: 'Executives',
  finance: 'Finance',
  it: 'IT',
  legal: 'Legal',
  presales: 'Presales',
  production: 'Production',
  sales: 'Sales',
  'sales-manager': 'Sales managers',
  service: 'After-sales service',
};

/** Short, and known to everybody: these accounts exist in the demo workspace alone. */
const password = 'fortnight';
const emailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@demo.fortnight`;
/** In the order in which the sign-in page offers them. */
const shown = ['Li Wei', 'Chen Jing', 'Zhang Min', 'Wang Lei', 'Zhao Yan', 'Sun Hao', 'Song Hui', 'He Jun', 'Deng Rui'];

/** The accounts that the sign-in page offers: one for each kind of user. */
export const demoAccounts: readonly DemoAccount[] = shown.flatMap((each) =>
  everybody.filter(({ name }) => name === each).map(({ name, title }) => ({ email: emailOf(name), password, name, title })),
);

/** The demo people as actors. */
export interface DemoPeople {
  readonly owner: Principal;
  readonly admin: Principal;
  /** The second line. */
  readonly risk: Principal;
  /** Whom the sign-in page offers. */
  readonly shown: readonly Principal[];
  byId(userId: string): Principal | undefined;
  inGroup(group: string): readonly Principal[];
}

/** What an administrator's pages show: a key, somebody invited, somebody away. */
export async function leaveTraces({ access }: Runtime, { admin, inGroup }: DemoPeople, now: number): Promise<void> {
  await access.createApiKey(admin, { name: 'CRM connector', roles: ['worker'] });
  await access.createApiKey(admin, { name: 'Scheduling system (MES)', roles: ['worker'] });
  await access.createInvitation(admin, {
    email: 'new.rep@demo.fortnight',
    name: 'Feng Yi',
    roles: ['participant'],
    groups: ['sales'],
  });
  const [, away, substitute] = inGroup('sales');
  if (!away?.userId || !substitute?.userId) return;
  const dateIn = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
  await access.setAbsence(admin, away.userId, { from: dateIn(-1), to: dateIn(4), substituteId: substitute.userId });
}

/** Makes the accounts, managers before those who report to them. */
export async function makePeople({ access, principalOf }: Runtime, by: Principal): Promise<DemoPeople> {
  for (const [id, name] of Object.entries(groupNames)) await access.createGroup(by, { id, name });
  const ids = new Map<string, string>();
  for (let left = everybody; left.length > 0; ) {
    const ready = left.filter(({ manager }) => manager === undefined || ids.has(manager));
    const made = await access.createUsers(
      by,
      ready.map(({ name, title, roles, groups, manager }) => ({
        email: emailOf(name),
        password,
        name,
        title,
        roles: [...roles],
        groups: [...groups],
        timeZone: 'Asia/Shanghai',
        ...(manager !== undefined && { managerId: ids.get(manager) }),
      })),
    );
    for (const { name, id } of made) ids.set(name, id);
    left = left.filter((each) => !ready.includes(each));
  }
  const principals = await Promise.all([...ids.values()].map(principalOf));
  const named = (name: string): Principal => {
    const found = principals.find(({ userId }) => userId === ids.get(name));
    if (!found) throw new Error(`the demo has no ${name}`);
    return found;
  };
  return {
    owner: named('Li Wei'),
    admin: named('Chen Jing'),
    risk: named('Song Hui'),
    shown: shown.map(named),
    byId: (userId) => principals.find((each) => each.userId === userId),
    inGroup: (group) => principals.filter(({ groups }) => groups.includes(group)),
  };
}
