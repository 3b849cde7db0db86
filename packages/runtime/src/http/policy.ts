/** The one table of who may call what. `on` says what of it the service then shows or touches. */
import type { SystemRole } from '../access/index.ts';

export interface Policy {
  /** `anyone`: no key, no session. `signedIn`: any principal. Else one of these system roles. */
  readonly who: 'anyone' | 'signedIn' | readonly SystemRole[];
  /** On what, in words; the service that is called decides it. */
  readonly on: string;
  /** Only from this machine. */
  readonly isLoopbackOnly?: true;
}

const anyone = (on: string): Policy => ({ who: 'anyone', on });
const signedIn = (on: string): Policy => ({ who: 'signedIn', on });
const roles = (who: readonly SystemRole[], on: string): Policy => ({ who, on });

const readable = 'a case that the caller may read';
const workable = 'a task that the caller may do';
const ownProcess = 'a process that the caller owns; admins: any';
const ahead = 'cases of a process that the caller owns; admins, risk, audit and analysts: any';
const ownIteration = 'an iteration of a process that the caller owns; admins: any';
const admin: readonly SystemRole[] = ['admin'];
const drawing: readonly SystemRole[] = ['owner', 'admin'];
const reviewing: readonly SystemRole[] = ['admin', 'risk'];
const watching: readonly SystemRole[] = ['owner', 'admin', 'analyst', 'risk', 'audit'];
const stopping: readonly SystemRole[] = ['owner', 'admin', 'risk'];
const working: readonly SystemRole[] = ['worker', 'admin'];

export const policies: Readonly<Record<string, Policy>> = {
  'POST /deployments': roles(drawing, 'every process for admins; owners may propose what is theirs'),
  'POST /bundles': roles(drawing, 'every process for admins; owners may propose what is theirs'),
  'POST /validations': roles(drawing, 'the document sent; nothing is stored'),
  'GET /processes': signedIn('processes that the caller may read or start a case of'),
  'POST /processes': roles(drawing, 'a new process, owned by the caller'),
  'GET /processes/{processId}': signedIn('a process that the caller may read or start a case of'),
  'PATCH /processes/{processId}': roles(drawing, ownProcess),
  'POST /processes/{processId}/duplicate': roles(drawing, 'a process that the caller may read'),
  'POST /processes/{processId}/archive': roles(drawing, ownProcess),
  'GET /processes/{processId}/draft': roles(watching, 'a process that the caller may read'),
  'PUT /processes/{processId}/draft': roles(drawing, ownProcess),
  'DELETE /processes/{processId}/draft': roles(drawing, ownProcess),
  'GET /processes/{processId}/versions': signedIn('a process that the caller may read'),
  'GET /processes/{processId}/versions/{version}': signedIn('a process that the caller may read'),
  'GET /processes/{processId}/versions/{version}/xml': signedIn('a process that the caller may read'),
  'GET /processes/{processId}/versions/{version}/bundle': roles(watching, 'a process that the caller may read'),
  'GET /processes/{processId}/draft/second-opinion': roles(watching, 'a process that the caller may read'),
  'POST /processes/{processId}/draft/second-opinion': roles(drawing, 'a process that the caller may read'),
  'GET /processes/{processId}/versions/{version}/second-opinion': roles(watching, 'a process that the caller may read'),
  'POST /processes/{processId}/versions/{version}/second-opinion': roles(drawing, 'a process that the caller may read'),
  'GET /processes/{processId}/versions/{version}/impact': roles(watching, ahead),
  'GET /processes/{processId}/versions/{version}/impact/cases': roles(watching, ahead),
  'GET /processes/{processId}/draft/impact': roles(watching, ahead),
  'GET /processes/{processId}/draft/impact/cases': roles(watching, ahead),
  'GET /processes/{processId}/funnel': signedIn('counts of cases that the caller may read'),
  'POST /processes/{processId}/publish': roles(admin, 'every process'),
  'GET /processes/{processId}/rollout': roles(watching, 'a process that the caller may read'),
  'GET /processes/{processId}/rollouts': roles(watching, 'a process that the caller may read'),
  'POST /processes/{processId}/rollout': roles(admin, 'every process'),
  'GET /processes/{processId}/rollback': roles(admin, 'every process'),
  'POST /processes/{processId}/rollback': roles(admin, 'every process'),
  'POST /processes/{processId}/reviews': roles(drawing, ownProcess),
  'GET /processes/{processId}/reviews/{version}': roles(watching, 'a process that the caller may read'),
  'POST /processes/{processId}/reviews/{version}/approve': roles(reviewing, 'a version that the caller did not make'),
  'POST /processes/{processId}/reviews/{version}/decline': roles(reviewing, 'a version that the caller did not make'),
  'POST /processes/{processId}/reviews/{version}/withdraw': roles(drawing, ownProcess),
  'POST /processes/{processId}/reviews/{version}/unschedule': roles(admin, 'every process'),
  'GET /processes/{processId}/diff': signedIn('versions, or the draft, that the caller may read'),
  'POST /processes/{processId}/reviews/{version}/comments': roles(watching, 'a process that the caller may read'),
  'POST /processes/{processId}/reviews/{version}/comments/{commentId}/resolve': roles(
    watching,
    'a comment of the caller, or on a process that the caller owns; admins: any',
  ),
  'POST /processes/{processId}/reviews/{version}/comments/{commentId}/reopen': roles(
    watching,
    'a comment of the caller, or on a process that the caller owns; admins: any',
  ),

  'GET /blackout': roles(watching, 'the periods of the workspace'),
  'POST /blackout/periods': roles(admin, 'the workspace'),
  'PUT /blackout/periods/{id}': roles(admin, 'the workspace'),
  'DELETE /blackout/periods/{id}': roles(admin, 'the workspace'),
  'PUT /blackout/holidays': roles(admin, 'the workspace'),
  'GET /processes/{processId}/blackout': roles(watching, 'a process that the caller may read'),
  'GET /iteration-rhythm': signedIn('the fortnights of the workspace'),
  'PUT /iteration-rhythm': roles(admin, 'the workspace'),
  'GET /iterations': roles(watching, 'iterations of processes that the caller may read'),
  'GET /iterations/reminders': roles(watching, 'iterations that the caller owns, or whose process they own'),
  'GET /iterations/kept': roles(watching, 'iterations of processes that the caller may read'),
  'POST /processes/{processId}/iterations': roles(drawing, ownProcess),
  'GET /processes/{processId}/baselines': roles(watching, 'a process that the caller may read'),
  'POST /processes/{processId}/baselines': roles(drawing, ownProcess),
  'POST /processes/{processId}/baselines/import': roles(drawing, ownProcess),
  'DELETE /processes/{processId}/baselines/{id}': roles(drawing, ownProcess),
  'GET /iterations/{id}': roles(watching, 'an iteration of a process that the caller may read'),
  'PATCH /iterations/{id}': roles(drawing, ownIteration),
  'DELETE /iterations/{id}': roles(drawing, ownIteration),
  'GET /iterations/{id}/evidence': roles(watching, 'an iteration of a process that the caller may read'),
  'POST /iterations/{id}/verdict': roles(drawing, `${ownIteration}; what still takes cases is rolled back by admins`),
  'POST /iterations/{id}/come-backs': roles(drawing, `${ownIteration}; what still takes cases is rolled back by admins`),
  'POST /iterations/{id}/cards': roles(drawing, ownIteration),
  'PATCH /iterations/{id}/cards/{cardId}': roles(drawing, ownIteration),
  'DELETE /iterations/{id}/cards/{cardId}': roles(drawing, ownIteration),
  'POST /iterations/{id}/decisions': roles(drawing, ownIteration),
  'GET /benchmark-packs': signedIn('the benchmarks of this server'),
  'GET /processes/{processId}/suggestions': signedIn('a process that the caller may read'),
  'POST /processes/{processId}/suggestions': signedIn('a process that the caller may read'),
  'POST /suggestions/{id}/take-up': roles(drawing, ownProcess),
  'POST /suggestions/{id}/decline': roles(drawing, ownProcess),
  'DELETE /suggestions/{id}': signedIn('a suggestion of the caller that nobody has answered'),
  'GET /processes/{processId}/versions/{version}/release-notes': signedIn(
    'a version that went live, of a process that the caller may read',
  ),
  'POST /processes/{processId}/versions/{version}/read': signedIn(
    'a version that went live, of a process that the caller may read',
  ),

  'POST /instances': signedIn('a process whose cases the caller may start; an explicit version: admin or worker'),
  'GET /instances': signedIn('cases that the caller may read'),
  'GET /instances/{id}': signedIn(readable),
  'GET /instances/{id}/events': signedIn(readable),
  'GET /instances/{id}/comments': signedIn(readable),
  'POST /instances/{id}/comments': signedIn(readable),
  'PATCH /instances/{id}/variables': roles(['owner', 'admin', 'worker'], 'a case of a process that the caller owns; admins: any'),
  'POST /instances/{id}/cancel': signedIn(
    'a case of a process that the caller owns; as lost, one that the caller started or owns; admins: any',
  ),
  'POST /instances/{id}/suspend': roles(drawing, 'a case of a process that the caller owns; admins: any'),
  'POST /instances/{id}/resume': roles(drawing, 'a case of a process that the caller owns; admins: any'),
  'POST /instances/{id}/activities': signedIn('a case that the caller has part in, or whose process they manage'),
  'POST /instances/{id}/modify': roles(drawing, 'a case of a process that the caller owns; admins: any'),
  'POST /instances/{id}/migrate': roles(drawing, 'a case of a process that the caller owns; admins: any'),
  'GET /instances/{id}/overrides': signedIn(readable),
  'POST /instances/{id}/overrides': roles(['risk'], 'any case; a key needs a user, and who uses it is somebody else'),
  'POST /processes/{processId}/migrations/plan': roles(drawing, ownProcess),
  'POST /processes/{processId}/migrations': roles(drawing, ownProcess),
  'GET /processes/{processId}/migrations': roles(
    watching,
    'a process that the caller owns; admins, risk, audit and analysts: any',
  ),
  'GET /migrations/{id}': roles(watching, 'a migration of a process that the caller owns; admins, risk, audit and analysts: any'),
  'GET /migrations/{id}/progress': roles(
    watching,
    'a migration of a process that the caller owns; admins, risk, audit and analysts: any',
  ),
  'GET /migrations/{id}/cases': roles(
    watching,
    'a migration of a process that the caller owns; admins, risk, audit and analysts: any',
  ),
  'POST /migrations/{id}/pause': roles(drawing, 'a migration of a process that the caller owns; admins: any'),
  'POST /migrations/{id}/resume': roles(drawing, 'a migration of a process that the caller owns; admins: any'),
  'POST /migrations/{id}/retry': roles(drawing, 'a migration of a process that the caller owns; admins: any'),
  'POST /migrations/{id}/undo': roles(drawing, 'a migration of a process that the caller owns; admins: any'),
  'POST /instances/{id}/withdraw': signedIn('an approval that the caller asked for'),

  'GET /tasks': signedIn('tasks that the caller may see'),
  'GET /tasks/{id}': signedIn('a task of a case that the caller may read'),
  'POST /tasks/{id}/claim': signedIn(workable),
  'POST /tasks/{id}/unclaim': signedIn('a task that the caller holds'),
  'POST /tasks/{id}/complete': signedIn(workable),
  'POST /tasks/{id}/send-back': signedIn(workable),
  'POST /tasks/{id}/delegate': signedIn('a task that the caller holds'),
  'POST /tasks/{id}/remind': signedIn(
    'a task of a case that waits for or concerns the caller: started, owned, asked for, to do, managed',
  ),
  'POST /tasks/{id}/comment': signedIn('a task of a case that the caller may read'),
  'PUT /tasks/{id}/draft': signedIn(workable),

  'POST /messages': roles(working, 'every case'),
  'POST /signals': roles(working, 'every case'),
  'POST /conditions': roles(working, 'every process that a condition starts'),
  'POST /jobs/activate': roles(working, 'jobs of any type'),
  'POST /jobs/{id}/complete': roles(working, 'any open job; where the worker is named, one that it holds'),
  'POST /jobs/{id}/fail': roles(working, 'any open job; where the worker is named, one that it holds'),
  'POST /jobs/{id}/throw-error': roles(working, 'any open job; where the worker is named, one that it holds'),
  'POST /expressions/evaluate': signedIn('the variables sent; nothing is stored'),

  'GET /incidents': roles(watching, 'incidents of cases that the caller may read'),
  'GET /incident-groups': roles(watching, 'incidents of cases that the caller may read'),
  'POST /incidents/{id}/resolve': roles(drawing, 'an incident of a process that the caller owns; admins: any'),
  'GET /stops': signedIn('what is stopped now; what was, and how many cases wait, for who watches over cases'),
  'GET /stops/{id}': signedIn('a stop that is in force; one that is over, for who watches over cases'),
  'GET /stops/{id}/cases': signedIn('cases behind a stop that the caller may read'),
  'POST /stops': roles(stopping, 'a process that the caller owns; admins and risk: any, and types of job'),
  'POST /stops/{id}/end': roles(
    stopping,
    'a stop of a process that the caller owns, unless an admin or risk set it; admins and risk: any',
  ),
  'GET /home': signedIn('what concerns the caller'),
  'GET /operations/health': roles(['admin', 'audit'], 'the whole server'),

  'POST /files': signedIn('a new file, or one for a case that the caller may read'),
  'GET /files/{id}': signedIn('a file of a case that the caller may read'),

  'POST /session': anyone('the account that the password belongs to'),
  'DELETE /session': signedIn("the caller's session"),
  'GET /me': signedIn('the caller'),
  'GET /me/changes': signedIn('versions whose steps are the caller’s'),
  'PATCH /me': signedIn('the caller’s own name, language and time zone'),
  'PUT /me/password': signedIn('the caller’s own password'),
  'POST /me/second-factor': signedIn('the caller’s own account, in a session'),
  'POST /me/second-factor/confirm': signedIn('the caller’s own account, in a session'),
  'POST /me/second-factor/turn-off': signedIn('the caller’s own account, in a session, with a code'),
  'POST /me/second-factor/recovery-codes': signedIn('the caller’s own account, in a session, with the password'),
  'DELETE /me/second-factor/reset': signedIn('the word that an admin turned off the caller’s second factor'),
  'GET /setup': anyone('whether the first admin is still to be made'),
  'POST /setup': anyone('the first admin, with the one-time token from the console'),
  'POST /password-resets/redeem': anyone('the account that the one-time token belongs to'),
  'POST /invitations/accept': anyone('the account that the one-time token belongs to'),
  'GET /people': signedIn('names, e-mails and titles of active users'),
  'GET /users': roles(['admin', 'audit'], 'every user'),
  'POST /users': roles(admin, 'every user'),
  'GET /users/{id}': roles(['admin', 'audit'], 'every user'),
  'PATCH /users/{id}': roles(admin, 'every user'),
  'PUT /users/{id}/absence': signedIn("the caller's own absence; admins: anybody's"),
  'DELETE /users/{id}/absence': signedIn("the caller's own absence; admins: anybody's"),
  'POST /users/{id}/password-reset': roles(admin, 'every user'),
  'DELETE /users/{id}/second-factor': roles(admin, 'every user but oneself'),
  'GET /invitations': roles(admin, 'every invitation'),
  'POST /invitations': roles(admin, 'every invitation'),
  'GET /groups': signedIn('every business group'),
  'POST /groups': roles(admin, 'every business group'),
  'GET /api-keys': roles(admin, 'every key; secrets are never told again'),
  'POST /api-keys': roles(admin, 'every key'),
  'DELETE /api-keys/{id}': roles(admin, 'every key'),
  'GET /audit-log': roles(['admin', 'audit'], 'every entry'),

  'GET /events/stream': signedIn('changes of what the caller may read'),
  'GET /limits': anyone('the limits of this server'),
  'GET /openapi.json': anyone('the description of the API'),
  'POST /clock': { who: admin, on: 'the clock of a server started with --clock manual', isLoopbackOnly: true },
};

/** Optional routes: their entries may stand idle. */
export const optionalRoutes: ReadonlySet<string> = new Set(['POST /clock']);

/**
 * Holds the routes against the table.
 *
 * Errors: throws when a route has no entry, or an entry no route, and names it.
 */
export function assertEveryRouteHasPolicy(routes: readonly string[], table: Readonly<Record<string, Policy>> = policies): void {
  const open = routes.filter((route) => table[route] === undefined);
  if (open.length > 0) throw new Error(`routes without a policy: ${open.join(', ')}; say in http/policy.ts who may call them`);
  const idle = Object.keys(table).filter((entry) => !routes.includes(entry) && !optionalRoutes.has(entry));
  if (idle.length > 0) throw new Error(`policies without a route: ${idle.join(', ')}; remove them from http/policy.ts`);
}
