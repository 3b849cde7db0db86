/** Reads a file that somebody brings: what it says, with a layout where it has none. */
import { hasLayout, layOut, type Model, readXml, writeXml } from '@fortnight/shared/model';

export type ReadDocument =
  | { readonly ok: true; readonly xml: string; readonly wasLaidOut: boolean; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** Errors: never rejects; a file that is no BPMN is answered with its reason. */
export async function readDocument(xml: string): Promise<ReadDocument> {
  const { model, problems } = await readXml(xml);
  if (model.processes.length === 0) {
    const reason = problems.find(({ severity }) => severity === 'error')?.message;
    return { ok: false, reason: reason ?? 'The file has no process.' };
  }
  const remarks = problems.map(({ message }) => message);
  if (hasLayout(model)) return { ok: true, xml, wasLaidOut: false, remarks };
  try {
    const laidOut = typeof Worker === 'undefined' ? await layOut(model) : await layOutInWorker(model);
    return { ok: true, xml: await writeXml(laidOut), wasLaidOut: true, remarks };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function layOutInWorker(model: Model): Promise<Model> {
  const { withLayoutEngine } = await import('./layout-engine.ts');
  return withLayoutEngine((engine) => layOut(model, engine));
}

/** Gives an imported process the id that it is kept under here; a file with several executable ones keeps its ids. */
export function underProcessId(xml: string, processId: string): Promise<string> {
  return readXml(xml).then(async ({ model }) => {
    const executable = model.processes.filter(({ isExecutable }) => isExecutable);
    const [process] = executable.length > 0 ? executable : model.processes;
    if (!process || executable.length > 1 || process.id === processId || model.processes.some(({ id }) => id === processId))
      return xml;
    const { document } = model;
    const found = findProcess(document, process.id);
    found?.set('id', processId);
    return found ? writeXml({ document }) : xml;
  });
}

interface Settable {
  readonly $type: string;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

function findProcess(document: unknown, id: string): Settable | undefined {
  const roots = (document as Settable | undefined)?.get('rootElements');
  return Array.isArray(roots)
    ? (roots as Settable[]).find((root) => root.$type === 'bpmn:Process' && root.get('id') === id)
    : undefined;
}
