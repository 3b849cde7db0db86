/// <reference path="../elkjs.d.ts" />
import { elementOf, elementsOf, isModdleElement, type ModdleElement, tagOf } from '../moddle-element.ts';
import type { Model } from '../model.ts';
import { toModel } from '../to-model.ts';
import { arrangeContainer, connect } from './arrange.ts';
import { drawPool } from './bands.ts';
import { type LayoutEngine, toElkGraph } from './elk-graph.ts';
import type { Arrangement } from './geometry.ts';
import { giveFlowIds } from './give-ids.ts';
import { writeDiagram } from './write-di.ts';

/** Tells whether a document says where its elements are drawn. */
export function hasLayout({ document }: Pick<Model, 'document'>): boolean {
  if (!isModdleElement(document)) return false;
  return elementsOf(document, 'diagrams').some((diagram) => elementsOf(elementOf(diagram, 'plane'), 'planeElement').length > 0);
}

/**
 * Gives a document without layout one: left to right, sub-processes expanded, pools and lanes as bands.
 *
 * Shape: adds the diagram to the model's document, and ids to flows that have none; touches nothing else of it, and
 * answers a fresh Model of it.
 * `engine` runs ELK elsewhere, such as in a worker; without it the bundled one is loaded and runs here.
 */
export async function layOut(model: Model, engine?: LayoutEngine): Promise<Model> {
  const { document } = model;
  if (!isModdleElement(document)) throw new TypeError('layOut: expected a model that was read from a document');
  const roots = elementsOf(document, 'rootElements');
  const collaboration = roots.find((root) => tagOf(root) === 'collaboration');
  const processes = roots.filter((root) => tagOf(root) === 'process');
  const subject = collaboration ?? processes[0];
  if (!subject) return model;
  for (const process of processes) giveFlowIds(process);
  const elk = engine ?? (await bundledEngine());
  const arranged: Arrangement = { shapes: new Map(), edges: new Map() };
  for (const process of collaboration ? processes : [subject])
    arrangeContainer(process, await elk.layout(toElkGraph(process)), { x: 0, y: 0 }, arranged);
  if (collaboration) drawCollaboration(collaboration, processes, arranged);
  writeDiagram(document, subject, arranged);
  return toModel(document);
}

function drawCollaboration(collaboration: ModdleElement, processes: readonly ModdleElement[], into: Arrangement): void {
  let top = 0;
  for (const pool of elementsOf(collaboration, 'participants')) {
    const process = processes.find((candidate) => candidate === elementOf(pool, 'processRef'));
    const { height } = drawPool(pool, process, top, into);
    top += height + 40;
  }
  for (const flow of elementsOf(collaboration, 'messageFlows')) connect(flow, into);
}

async function bundledEngine(): Promise<LayoutEngine> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  return new Elk();
}
