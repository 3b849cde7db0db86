/** The small office that scenarios play in: who works there, when, and from which moment on. */
import type { WorkingCalendar } from '@fortnight/shared/calendar';
import type { Directory, DirectoryUser } from '@fortnight/shared/people';

const user = (id: string, more: Partial<DirectoryUser> = {}): DirectoryUser => ({
  id,
  email: `${id}@example.com`,
  name: id,
  roles: [],
  groups: [],
  isActive: true,
  ...more,
});

/** rep → lead → boss; cfo and law stand beside; gone has left. */
export const directory: Directory = {
  users: [
    user('rep', { managerId: 'lead', groups: ['sales'] }),
    user('rep2', { managerId: 'lead', groups: ['sales'] }),
    user('lead', { managerId: 'boss', groups: ['sales-manager'] }),
    user('boss', { roles: ['admin'] }),
    user('cfo', { groups: ['finance'] }),
    user('cfo2', { groups: ['finance'] }),
    user('law', { groups: ['legal', 'compliance'] }),
    user('gone', { isActive: false }),
  ],
};

/** Monday to Friday, 9 to 17 o'clock UTC. */
const days = [{ from: '09:00', to: '17:00' }];
export const office: WorkingCalendar = {
  name: 'working',
  timeZone: 'UTC',
  week: { mon: days, tue: days, wed: days, thu: days, fri: days },
  exceptions: [],
};

/** A Monday. */
export const monday = Date.parse('2026-11-23T09:00:00Z');
export const hour = 3_600_000;
