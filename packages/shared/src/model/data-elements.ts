/** Which variable each piece of data of a process is. */
import type { DataNode } from './data-node.ts';
import type { Container, FlowNode, Model, ProcessNode } from './model.ts';
import { asContainer, walkNodes } from './walk.ts';

/** A piece of data with its variable, and whose variable it is. */
export interface DataElement {
  readonly id: string;
  readonly kind: 'dataObject' | 'dataStore' | 'property' | 'dataInput' | 'dataOutput';
  /** The name by which expressions know it. */
  readonly variable: string;
  /** The id of the element that it lives and dies with: the process, a sub-process, an activity, an event. */
  readonly holderId: string;
}

const keywords = new Set(
  'and between else every external false for function if in instance not null or return satisfies some then true'.split(' '),
);

/** A name as an expression may write it, its spaces single; undefined where it would need backticks. */
function plainName(text: string | undefined): string | undefined {
  const name = text?.trim().replace(/\s+/g, ' ') ?? '';
  const isPlain = /^[\p{L}_][\p{L}\p{N}_]*( [\p{L}\p{N}_]+)*$/u.test(name);
  return isPlain && !name.split(' ').some((word) => keywords.has(word)) ? name : undefined;
}

/**
 * Finds the data of one process by id; a reference's id leads to what it shows.
 *
 * A variable is named by the data's name where that is a plain FEEL name (words of letters and digits), else by the name of the first reference that
 * shows it and has one, else by its id. A data store is the process's.
 */
export function dataElementsOf(
  { dataStores }: Pick<Model, 'dataStores'>,
  process: ProcessNode,
): ReadonlyMap<string, DataElement> {
  const found = new Map<string, DataElement>();
  const containers = containersWithId(process);
  const references = containers.flatMap(({ container }) => container.dataReferences);
  const shownAs = (id: string) => references.filter(({ refersTo }) => refersTo === id).map(({ name }) => name);
  const add = (node: DataNode, kind: DataElement['kind'], holderId: string, otherNames: readonly (string | undefined)[] = []) => {
    const variable = [node.name, ...otherNames].map(plainName).find((name) => name !== undefined) ?? node.id;
    found.set(node.id, { id: node.id, kind, variable, holderId });
  };
  const addOwn = (holderId: string, data: Partial<FlowNode['data']>) => {
    for (const node of data?.properties ?? []) add(node, 'property', holderId);
    for (const node of data?.inputs ?? []) add(node, 'dataInput', holderId);
    for (const node of data?.outputs ?? []) add(node, 'dataOutput', holderId);
  };
  for (const { id, container } of containers)
    for (const node of container.dataObjects) add(node, 'dataObject', id, shownAs(node.id));
  addOwn(process.id, process.data);
  for (const { node } of walkNodes(process)) {
    addOwn(node.id, node.data);
    const { item, result } = node.loop?.data ?? {};
    if (item) add(item, 'dataInput', node.id);
    if (result) add(result, 'dataOutput', node.id);
  }
  for (const { kind, refersTo, ...reference } of references) {
    const store = dataStores.get(refersTo ?? '');
    if (kind === 'dataStoreReference') add(store ?? reference, 'dataStore', process.id, store && shownAs(store.id));
    const shown = found.get(refersTo ?? '');
    if (shown) found.set(reference.id, shown);
  }
  return found;
}

function containersWithId(process: ProcessNode): readonly { readonly id: string; readonly container: Container }[] {
  const inner = [...walkNodes(process)].flatMap(({ node }) => {
    const container = asContainer(node);
    return container ? [{ id: node.id, container }] : [];
  });
  return [{ id: process.id, container: process }, ...inner];
}
