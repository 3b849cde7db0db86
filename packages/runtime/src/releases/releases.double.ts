/** The releases room on a store of its own, with a clock that the test moves: for tests. */
import { defaultCalendar } from '@fortnight/shared/calendar';
import type { DraftContent } from '@fortnight/shared/contract';
import { afterAll, afterEach, vi } from 'vitest';
import type { Principal } from '../access/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { createDocuments, createReleases, type Documents, releasesMigrations } from './index.ts';

export const person = (userId: string | null, ...roles: Principal['roles']): Principal => ({
  userId,
  roles,
  groups: [],
  via: { kind: 'library', id: userId ?? 'host' },
});
export const li = person('li', 'participant', 'owner');
export const chen = person('chen', 'participant', 'owner', 'admin');
export const zhang = person('zhang', 'participant');
export const page = { limit: 50 };

export const content = (text: string): DraftContent => ({ bpmn: text, forms: [], decisions: [], tests: [], settings: {} });

/** One task between a start and an end. */
export const bpmn = (id: string, { name = 'Contract', y = 10, task = 'Prepare', process = '' } = {}) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
  <process id="${id}" name="${name}" isExecutable="true">
    <extensionElements><fortnight:process ${process}/></extensionElements>
    <laneSet id="lanes"><lane id="sales" name="group:sales"><flowNodeRef>prepare</flowNodeRef></lane></laneSet>
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/>
    <userTask id="prepare" name="${task}"/><sequenceFlow id="f2" sourceRef="prepare" targetRef="end"/>
    <endEvent id="end"/>
  </process>
  <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="${id}">
    <bpmndi:BPMNShape id="s" bpmnElement="start"><dc:Bounds x="10" y="${y}" width="36" height="36"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;

// The thread of documents starts with the first test, and reads its sources anew.
vi.setConfig({ testTimeout: 60_000 });
export const documents = createDocuments();
afterAll(() => documents.close());
const stores: Store[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

/** Closes with the test. */
export function openTestReleases(reading: Omit<Documents, 'close'> = documents) {
  const clock = { at: Date.parse('2026-11-24T09:00:00Z') };
  const store = openStore({
    database: 'memory:',
    now: () => clock.at,
    schemas: {
      releases: releasesMigrations,
      engine: [
        [
          'CREATE TABLE IF NOT EXISTS instances (processId TEXT, version INTEGER, state TEXT) STRICT',
          'CREATE TABLE IF NOT EXISTS stageCounts (processId TEXT, version INTEGER, count INTEGER) STRICT',
          'CREATE TABLE IF NOT EXISTS incidents (processId TEXT, state TEXT) STRICT',
        ],
      ],
    },
  });
  stores.push(store);
  const changed: string[] = [];
  const releases = createReleases({
    store,
    documents: reading,
    now: () => clock.at,
    directory: async () => ({
      users: [{ id: 'sun', email: 'sun@x.example', name: 'Sun', roles: ['owner'], groups: [], isActive: true }],
    }),
    groups: async () => ['sales'],
    calendar: () => defaultCalendar,
    changed: () => {},
    scheduled: () => {},
    liveVersionsChanged: async (processId) => void changed.push(processId),
  });
  const deploy = (...files: [string, string][]) =>
    releases.deploy(chen, { files: files.map(([name, text]) => ({ name, content: text })) });
  return { releases, deploy, changed, clock, store };
}
