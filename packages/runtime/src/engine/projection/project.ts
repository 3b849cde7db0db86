import type { JsonObject } from '@fortnight/shared/base';
import type { Event, EventType, State } from '@fortnight/shared/kernel';
import type { EngineTransaction } from '../host.ts';
import { wireId } from '../ids.ts';
import type { Drawn } from '../live-versions.ts';
import type { InstanceRecord, TokenView } from '../records.ts';
import { caseNameOf, type VersionSheet } from '../sheet.ts';
import { rememberState } from '../state.ts';
import { countFigures, projectFigures } from './figures.ts';
import { moveProjectors } from './moves.ts';
import { placeProjectors } from './places.ts';
import type { Projecting, Projector } from './projecting.ts';
import { taskProjectors } from './tasks.ts';
import { waitProjectors } from './waits.ts';

const projectors = { ...placeProjectors, ...taskProjectors, ...waitProjectors, ...moveProjectors };
const searchLength = 2_000;

/** Who called a case. */
export type CalledBy = { readonly [K in (typeof callMembers)[number]]: NonNullable<InstanceRecord[K]> };
const callMembers = ['parentInstanceId', 'parentElementId', 'callId', 'rootInstanceId', 'callDepth'] as const;
const calledByNobody = { parentInstanceId: null, parentElementId: null, callId: null, rootInstanceId: null, callDepth: 0 };

const notDrawn = { rolloutId: null, drawnBy: null, ruleFailure: null };

/** Where a case comes from: who called it, and how its version was drawn. */
export interface Origin {
  readonly calledBy?: CalledBy | undefined;
  readonly drawn?: Drawn | undefined;
}

export interface Stepped {
  readonly instanceId: string;
  /** The case before the command; absent when it starts it. */
  readonly before: InstanceRecord | undefined;
  readonly stateBefore: State | undefined;
  /** When it starts. */
  readonly origin?: Origin | undefined;
  readonly state: State;
  readonly events: readonly Event[];
  readonly at: number;
}

/** Brings every projection of a case up to date with a command's events; answers the case as it stands now. */
export function project(tx: EngineTransaction, sheet: VersionSheet, stepped: Stepped): InstanceRecord {
  const { instanceId, before, state, events, at } = stepped;
  const { parentInstanceId, parentElementId, callId, rootInstanceId, callDepth } =
    before ?? stepped.origin?.calledBy ?? calledByNobody;
  // A case that was moved to another version tells nothing about either of them.
  const isMoved = before !== undefined && before.versionId !== sheet.id;
  const { rolloutId, drawnBy, ruleFailure = null } = isMoved ? notDrawn : (before ?? stepped.origin?.drawn ?? notDrawn);
  const projecting: Projecting = {
    tx,
    sheet,
    instanceId,
    businessKey: state.businessKey ?? null,
    state,
    tokens: new Map(before?.tokens.map((token) => [token.id, token])),
    userIds: new Set(),
    groups: new Set(),
    newApprovals: new Set(),
    keptVotes: new Map(),
    stage: stageOf(before),
    isWayOutCounted: false,
    openTaskCount: before?.openTaskCount ?? 0,
    marks: before?.marks ?? 0,
    byPeople: 0,
    automatic: 0,
  };
  for (const event of events) {
    // The table's type pairs each name with its own event, which no single call can express.
    const projector = projectors[event.type] as Projector<EventType> | undefined;
    projectFigures(projecting, event);
    projector?.(projecting, event as never);
  }
  const isOver = state.status !== 'active' && state.status !== 'suspended';
  settleIncidents(projecting, before, stepped);
  if (isOver) {
    // Nothing waits for a case that was over as soon as it began.
    if (before) tx.clearWaits(instanceId);
  } else if (before && state.status !== before.state) tx.hold(instanceId, state.status === 'suspended');
  tx.addParticipants(instanceId, [...projecting.userIds], [...projecting.groups]);
  const places = placesOf(projecting, state, at);
  const record: InstanceRecord = {
    id: instanceId,
    processId: sheet.processId,
    version: sheet.version,
    versionId: sheet.id,
    state: state.status,
    outcome: state.outcome ?? null,
    lossReason: state.lossReason ?? null,
    businessKey: projecting.businessKey,
    starter: state.starter,
    owner: before ? before.owner : state.starter,
    startedAt: before?.startedAt ?? at,
    updatedAt: at,
    endedAt: isOver ? (before?.endedAt ?? at) : null,
    parentInstanceId,
    parentElementId,
    callId,
    rootInstanceId,
    callDepth,
    rolloutId,
    drawnBy,
    ruleFailure,
    marks: projecting.marks,
    stageId: projecting.stage?.id ?? null,
    stageVisit: projecting.stage?.visit ?? null,
    stageEnteredAt: projecting.stage?.enteredAt ?? null,
    stageTargetAt: projecting.stage?.targetAt ?? null,
    openTaskCount: projecting.openTaskCount,
    openIncidentCount: state.incidents.filter(({ stop }) => stop === undefined).length,
    tokens: places,
    places: [...new Set(places.map(({ elementId }) => elementId))].sort().join('\n'),
    body: JSON.stringify(state),
    ...described(sheet, stepped),
  };
  if (before) tx.instances.replace(record);
  else tx.instances.insert(record);
  countFigures(projecting, before, record);
  rememberState(record, state);
  return record;
}

const stageOf = (before: InstanceRecord | undefined): Projecting['stage'] =>
  before?.stageId === null || before === undefined
    ? null
    : {
        id: before.stageId,
        visit: before.stageVisit ?? 1,
        enteredAt: before.stageEnteredAt ?? before.startedAt,
        targetAt: before.stageTargetAt,
      };

/** An incident ends with what it stands at: its element left otherwise, its case over. */
function settleIncidents(projecting: Projecting, before: InstanceRecord | undefined, { state, at, events }: Stepped): void {
  const { tx, instanceId } = projecting;
  const isTouched = events.some(({ type }) => type === 'elementTerminated' || type.startsWith('instance'));
  const mayBeOpen = (before?.openIncidentCount ?? 0) > 0 || events.some(({ type }) => type === 'incidentRaised');
  if (!isTouched || !mayBeOpen) return;
  const open = new Set(state.incidents.map(({ id }) => wireId(instanceId, id)));
  for (const { id } of tx.incidents.find({ instanceId, state: 'open' }))
    if (!open.has(id)) tx.incidents.update(id, { state: 'resolved', resolvedAt: at });
}

/** The tokens that hold no other tokens, each where it stands now. */
function placesOf({ tokens, sheet }: Projecting, state: State, at: number): TokenView[] {
  // A step with data of its own has a scope as well, and nobody inside it.
  const lived = new Set(state.tokens.map(({ scopeId }) => scopeId));
  const holding = new Set(state.scopes.filter(({ id }) => lived.has(id)).map(({ tokenId }) => tokenId));
  const still = new Set(state.incidents.flatMap(({ tokenId, stop }) => (stop === undefined ? [] : (tokenId ?? []))));
  return state.tokens.flatMap((token): TokenView[] => {
    const element = sheet.program.elements[token.element];
    if (!element || holding.has(token.id)) return [];
    const known = tokens.get(token.id);
    const view =
      known?.elementId === element.id ? known : { id: token.id, elementId: element.id, elementKind: element.kind, since: at };
    if (still.has(token.id)) return [{ ...view, waitsFor: 'stop' }];
    if (view.waitsFor !== 'stop') return [view];
    const { waitsFor: _, ...free } = view;
    return [free];
  });
}

type Described = Pick<InstanceRecord, 'caseName' | 'amount' | 'currency' | 'search'>;

/** What is read from the variables: computed again only when one was written. */
function described(sheet: VersionSheet, { before, stateBefore, state, at }: Stepped): Described {
  if (before && before.versionId === sheet.id && stateBefore?.variables === state.variables) {
    const { caseName, amount, currency, search } = before;
    return { caseName, amount, currency, search };
  }
  const { variables, starter, businessKey = null } = state;
  const caseName = caseNameOf(sheet, variables, starter, businessKey, at);
  const value = sheet.money === undefined ? undefined : variables[sheet.money.name];
  const amount = typeof value === 'number' ? value : null;
  return {
    caseName,
    amount,
    currency: amount === null ? null : (sheet.money?.currency ?? ''),
    search: searchText(caseName, businessKey, variables),
  };
}

function searchText(caseName: string, businessKey: string | null, variables: JsonObject): string {
  const texts = Object.values(variables).filter((value) => typeof value === 'string' && value.length <= 200);
  return [...new Set([caseName, businessKey ?? '', ...texts])].join('\n').toLowerCase().slice(0, searchLength);
}
