/** What a version says about its cases beyond the program: names, stages, forms, what is declared of the data. */

import type { JsonObject } from '@fortnight/shared/base';
import type { Form } from '@fortnight/shared/contract';
import { type Expression, evaluate, parseExpression } from '@fortnight/shared/expression';
import type { Program } from '@fortnight/shared/kernel';
import {
  type DataSpec,
  type FlowNode,
  type LabelSpec,
  type ProcessNode,
  type ProcessSpec,
  type StageSpec,
  walkNodes,
} from '@fortnight/shared/model';
import type { StoredVersion } from './versions.ts';

export interface SheetStage extends StageSpec {
  readonly elementId: string;
  readonly name: string;
  readonly labels: readonly LabelSpec[];
}

export interface VersionSheet {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly program: Program;
  readonly pins: StoredVersion['pins'];
  readonly name: string;
  readonly settings: ProcessSpec;
  readonly data: readonly DataSpec[];
  /** The declared variable whose sum the funnel shows. */
  readonly money: DataSpec | undefined;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  /** The stage that an element stands in, itself when it is one. */
  readonly stageOf: ReadonlyMap<string, string>;
  /** In the order of their numbers. */
  readonly stages: readonly SheetStage[];
  readonly forms: ReadonlyMap<string, Form>;
  readonly caseName: Expression | undefined;
}

export function readSheet(stored: StoredVersion): VersionSheet {
  const { process } = stored;
  const placed = [...walkNodes(process)];
  const nodes = new Map(placed.map(({ node }) => [node.id, node]));
  const { process: settings, data } = process.extension;
  const parsed = settings.caseName === undefined ? undefined : parseExpression(settings.caseName);
  return {
    id: stored.id,
    processId: stored.processId,
    version: stored.version,
    program: stored.program,
    pins: stored.pins,
    name: process.name ?? process.id,
    settings,
    data,
    money: data.find(({ type }) => type === 'money'),
    nodes,
    stageOf: stagesByElement(process),
    stages: stagesOf([...nodes.values()]),
    forms: new Map(stored.forms.map((form) => [form.id, form])),
    caseName: parsed?.ok ? parsed.value : undefined,
  };
}

function stagesOf(nodes: readonly FlowNode[]): SheetStage[] {
  const stages = nodes.flatMap((node) => {
    const { stage, labels } = node.extension;
    return stage ? [{ ...stage, elementId: node.id, name: node.name ?? node.id, labels }] : [];
  });
  return stages.sort((a, b) => (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY));
}

function stagesByElement(process: ProcessNode): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (nodes: readonly FlowNode[], stageId: string | undefined): void => {
    for (const node of nodes) {
      const own = node.extension.stage ? node.id : stageId;
      if (own !== undefined) found.set(node.id, own);
      visit(node.nodes ?? [], own);
    }
  };
  visit(process.nodes, undefined);
  return found;
}

/** What a case is called: as the process says, else by its key, else by its process. */
export function caseNameOf(
  sheet: VersionSheet,
  variables: JsonObject,
  starter: string | null,
  businessKey: string | null,
  at: number,
): string {
  const fallback = businessKey ?? sheet.name;
  if (!sheet.caseName) return fallback;
  const { timeZone } = sheet.settings;
  const answer = evaluate(sheet.caseName, {
    variables: { ...variables, starter, businessKey },
    at,
    ...(timeZone !== undefined && { timeZone }),
  });
  const name = answer.ok && typeof answer.value === 'string' ? answer.value.trim() : '';
  return name === '' ? fallback : name.slice(0, 500);
}

/** An element's name, its id when it has none. */
export const nameOf = (sheet: VersionSheet, elementId: string): string => sheet.nodes.get(elementId)?.name ?? elementId;

export interface StageOutline {
  readonly elementId: string;
  readonly name: string;
  readonly order?: number;
  readonly target?: string;
}
/** A version's names, for those who count its cases. */
export interface VersionOutline {
  readonly name: string;
  readonly stages: readonly StageOutline[];
  readonly nameOf: (elementId: string) => string;
}
export const outlineOf = (sheet: VersionSheet): VersionOutline => ({
  name: sheet.name,
  stages: sheet.stages.map(({ elementId, name, order, target }) => ({
    elementId,
    name,
    ...(order !== undefined && { order }),
    ...(target !== undefined && { target }),
  })),
  nameOf: (elementId) => nameOf(sheet, elementId),
});
