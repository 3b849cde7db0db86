/**
 * The addresses. A screen is loaded when it is first gone to; its filters are the texts that `validateSearch` names.
 * A screen's component is `lazyRouteComponent(() => import('./cases/index.ts'), 'CasesScreen')`.
 * One more screen: its route here, its name at the room's door, its place in the navigation when it has one.
 */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ProblemError, queries } from './client/index.ts';
import { texts } from './search.ts';
import { SignInScreen } from './session/index.ts';
import { AppFrame, Broken, NotFound } from './shell/index.ts';

interface RouterContext {
  readonly queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound, errorComponent: Broken });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: texts('to'),
  component: SignInScreen,
});
const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: texts('token'),
  component: lazyRouteComponent(() => import('./one-time-links/index.ts'), 'SetupScreen'),
});
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitations/$token',
  component: lazyRouteComponent(() => import('./one-time-links/index.ts'), 'InvitationScreen'),
});
const passwordResetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password-resets/$token',
  component: lazyRouteComponent(() => import('./one-time-links/index.ts'), 'PasswordResetScreen'),
});

/** Everything that wants somebody who is signed in. */
const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  component: AppFrame,
  beforeLoad: async ({ context: { queryClient }, location }) => {
    try {
      await queryClient.ensureQueryData(queries.me());
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error;
      const { isNeeded } = await queryClient.ensureQueryData(queries.setup());
      if (isNeeded) throw redirect({ to: '/setup' });
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
    }
  },
});

const homeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  validateSearch: texts('process'),
  component: lazyRouteComponent(() => import('./home/index.ts'), 'HomeScreen'),
});

const inboxRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/inbox',
  validateSearch: texts('scope', 'process', 'kind', 'sort', 'q', 'group'),
  component: lazyRouteComponent(() => import('./inbox/index.ts'), 'InboxScreen'),
});
const taskRoute = createRoute({ getParentRoute: () => inboxRoute, path: '/$taskId', staticData: { isDetail: true } });

const casesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/cases',
  validateSearch: texts('q', 'process', 'version', 'stage', 'element', 'state', 'outcome', 'owner', 'over', 'incident', 'sort'),
  component: lazyRouteComponent(() => import('./cases/index.ts'), 'CasesScreen'),
});
const caseRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/cases/$instanceId',
  validateSearch: texts('element', 'tab'),
  staticData: { isDetail: true, isWide: true },
  component: lazyRouteComponent(() => import('./cases/index.ts'), 'CaseScreen'),
});

const processesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/processes',
  validateSearch: texts('q', 'show'),
  component: lazyRouteComponent(() => import('./processes/index.ts'), 'ProcessesScreen'),
});
const designRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/processes/$processId/design',
  validateSearch: texts('element', 'form', 'play'),
  component: lazyRouteComponent(() => import('./design/index.ts'), 'DesignScreen'),
  staticData: { isWide: true },
});
const funnelRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/processes/$processId/funnel',
  validateSearch: texts('version'),
  staticData: { isWide: true },
  component: lazyRouteComponent(() => import('./funnel/index.ts'), 'FunnelScreen'),
});
const versionsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/processes/$processId/versions',
  validateSearch: texts('version'),
  component: lazyRouteComponent(() => import('./processes/index.ts'), 'VersionsScreen'),
  staticData: { isWide: true },
});

const reviewRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/processes/$processId/review/$version',
  validateSearch: texts('against'),
  component: lazyRouteComponent(() => import('./review/index.ts'), 'ReviewScreen'),
  staticData: { isWide: true },
});
const moveRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/processes/$processId/move',
  validateSearch: texts('from', 'to'),
  component: lazyRouteComponent(() => import('./moving/index.ts'), 'MoveScreen'),
  staticData: { isWide: true },
});

const iterationsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/iterations',
  validateSearch: texts('process', 'state', 'plan'),
  component: lazyRouteComponent(() => import('./iterations/index.ts'), 'IterationsScreen'),
});
const iterationRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/iterations/$iterationId',
  validateSearch: texts('tab'),
  staticData: { isWide: true },
  component: lazyRouteComponent(() => import('./iterations/index.ts'), 'IterationScreen'),
});

const operationsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/operations',
  component: lazyRouteComponent(() => import('./operations/index.ts'), 'OperationsFrame'),
});
const incidentsRoute = createRoute({
  getParentRoute: () => operationsRoute,
  path: '/',
  validateSearch: texts('process', 'group'),
  component: lazyRouteComponent(() => import('./operations/index.ts'), 'IncidentsScreen'),
});
const stopsRoute = createRoute({
  getParentRoute: () => operationsRoute,
  path: '/stops',
  validateSearch: texts('process', 'element'),
  component: lazyRouteComponent(() => import('./operations/index.ts'), 'StopsScreen'),
});
const peopleRoute = createRoute({
  getParentRoute: () => operationsRoute,
  path: '/people',
  validateSearch: texts('q'),
  component: lazyRouteComponent(() => import('./operations/index.ts'), 'PeopleScreen'),
});
const keysRoute = createRoute({
  getParentRoute: () => operationsRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./operations/index.ts'), 'KeysScreen'),
});
const blackoutRoute = createRoute({
  getParentRoute: () => operationsRoute,
  path: '/blackout',
  component: lazyRouteComponent(() => import('./operations/index.ts'), 'BlackoutScreen'),
});
const auditRoute = createRoute({
  getParentRoute: () => operationsRoute,
  path: '/audit',
  validateSearch: texts('by', 'action', 'target', 'from', 'to'),
  component: lazyRouteComponent(() => import('./operations/index.ts'), 'AuditScreen'),
});

const accountRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/index.ts'), 'AccountScreen'),
});

const nowhereRoute = createRoute({ getParentRoute: () => insideRoute, path: '$', component: NotFound });

export const routeTree = rootRoute.addChildren([
  signInRoute,
  setupRoute,
  invitationRoute,
  passwordResetRoute,
  insideRoute.addChildren([
    homeRoute,
    inboxRoute.addChildren([taskRoute]),
    casesRoute,
    caseRoute,
    processesRoute,
    designRoute,
    funnelRoute,
    versionsRoute,
    reviewRoute,
    moveRoute,
    iterationsRoute,
    iterationRoute,
    operationsRoute.addChildren([incidentsRoute, stopsRoute, peopleRoute, keysRoute, blackoutRoute, auditRoute]),
    accountRoute,
    nowhereRoute,
  ]),
]);
