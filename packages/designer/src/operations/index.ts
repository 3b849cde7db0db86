/** What keeps the workspace running: incidents and their retry, health, people, keys, the audit log, the blackout. */
export { AuditScreen } from './audit-screen.tsx';
export { BlackoutScreen } from './blackout-screen.tsx';
export { IncidentsScreen } from './incidents-screen.tsx';
export { KeysScreen } from './keys-screen.tsx';
export { OperationsFrame } from './operations-frame.tsx';
export { PeopleScreen } from './people-screen.tsx';
export { StopsScreen } from './stops-screen.tsx';
