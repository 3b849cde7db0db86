import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { hasRole, useMe, watchingRoles } from '../session/index.ts';
import { Icon, type IconName } from '../ui/index.ts';

interface Place {
  readonly to: '/' | '/inbox' | '/cases' | '/processes' | '/iterations' | '/operations';
  readonly icon: IconName;
  readonly name: 'home' | 'inbox' | 'cases' | 'processes' | 'iterations' | 'operations';
  readonly isForWatchers?: true;
}

/** Everywhere that the navigation leads. */
export const places: readonly Place[] = [
  { to: '/', icon: 'home', name: 'home' },
  { to: '/inbox', icon: 'inbox', name: 'inbox' },
  { to: '/cases', icon: 'cases', name: 'cases' },
  { to: '/processes', icon: 'process', name: 'processes', isForWatchers: true },
  { to: '/iterations', icon: 'iteration', name: 'iterations', isForWatchers: true },
  { to: '/operations', icon: 'operations', name: 'operations', isForWatchers: true },
];

/** The places that this reader has; whoever only takes part has three. */
export function usePlaces(): readonly Place[] {
  const me = useMe();
  return hasRole(me, ...watchingRoles) ? places : places.filter(({ isForWatchers }) => !isForWatchers);
}

/** How many tasks are mine, as the badge beside the inbox says. */
function InboxCount() {
  const { data } = useQuery(queries.home());
  const count = data?.tasks.mineCount ?? 0;
  return count > 0 ? <span className="shell-count ui-num">{count}</span> : null;
}

export function Navigation() {
  const { t } = useTranslation('shell');
  return (
    <div className="shell-nav">
      {usePlaces().map(({ to, icon, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} title={t(`place.${name}`)}>
          <Icon name={icon} size={18} />
          <span className="shell-text">{t(`place.${name}`)}</span>
          {name === 'inbox' && <InboxCount />}
        </Link>
      ))}
    </div>
  );
}
