import { unboxed } from './boxed-expression.ts';
import type {
  ComputedNode,
  DataAssociationNode,
  DataNode,
  DataReferenceNode,
  DataSetNode,
  LoopDataNode,
  NodeData,
} from './data-node.ts';
import { bodyOf, elementOf, elementsOf, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import type { Reading } from './reading.ts';

/** bpmn.io gives an arrow that copies nothing an end of this name, because the schema asks for one; others name the activity. */
const isPlaceholder = (element: ModdleElement): boolean => textOf(element, 'name') === '__targetRef_placeholder';

/** What a container of flow elements holds of data, and where it shows it. */
export function readContainerData(
  elements: readonly ModdleElement[],
  reading: Reading,
): { readonly dataObjects: readonly DataNode[]; readonly dataReferences: readonly DataReferenceNode[] } {
  const ofKind = (kind: string) => elements.filter((element) => tagOf(element) === kind);
  return {
    dataObjects: ofKind('dataObject').map(readDataNode),
    dataReferences: (['dataObjectReference', 'dataStoreReference'] as const).flatMap((kind) =>
      ofKind(kind).map((element) => ({
        kind,
        ...readDataNode(element),
        ...present({ refersTo: reading.referenceId(element, kind.replace('Reference', 'Ref')) }),
      })),
    ),
  };
}

/** An activity says it in its ioSpecification, an event directly. Undefined where a node says nothing of data. */
export function readNodeData(node: ModdleElement, reading: Reading): NodeData | undefined {
  const holder = elementOf(node, 'ioSpecification') ?? node;
  const own = (from: ModdleElement, name: string) => elementsOf(from, name).filter((each) => !isPlaceholder(each));
  const associations = (name: string) => elementsOf(node, name).map((association) => readAssociation(association, node, reading));
  const sets = (list: string, one: string) => [...elementsOf(holder, list), ...[elementOf(holder, one) ?? []].flat()];
  const data: NodeData = {
    properties: own(node, 'properties').map(readDataNode),
    inputs: own(holder, 'dataInputs').map(readDataNode),
    outputs: own(holder, 'dataOutputs').map(readDataNode),
    inputSets: sets('inputSets', 'inputSet').map((set) =>
      readSet(set, 'dataInputRefs', ['optionalInputRefs', 'whileExecutingInputRefs']),
    ),
    outputSets: sets('outputSets', 'outputSet').map((set) =>
      readSet(set, 'dataOutputRefs', ['optionalOutputRefs', 'whileExecutingOutputRefs']),
    ),
    inputAssociations: associations('dataInputAssociations'),
    outputAssociations: associations('dataOutputAssociations'),
  };
  return Object.values(data).some((list) => list.length > 0) ? data : undefined;
}

/** Source: BPMN 2.0.2 §10.3.8, table 10.29. */
export function readLoopData(loop: ModdleElement, reading: Reading): LoopDataNode | undefined {
  const [item, result] = [elementOf(loop, 'inputDataItem'), elementOf(loop, 'outputDataItem')];
  const data = present({
    inputId: reading.referenceId(loop, 'loopDataInputRef'),
    item: item && readDataNode(item),
    outputId: reading.referenceId(loop, 'loopDataOutputRef'),
    result: result && readDataNode(result),
  });
  return Object.keys(data).length > 0 ? data : undefined;
}

/** An expression's text and language; undefined where it is not written. */
export function readComputed(expression: ModdleElement | undefined, reading: Reading): ComputedNode | undefined {
  const text = bodyOf(expression);
  return text === undefined ? undefined : unboxed({ text, ...present({ language: reading.language(expression) }) });
}

const readDataNode = (element: ModdleElement): DataNode => ({
  id: textOf(element, 'id') ?? '',
  ...present({ name: textOf(element, 'name') }),
});

function readSet(set: ModdleElement, all: string, optional: readonly string[]): DataSetNode {
  const idsOf = (name: string) =>
    elementsOf(set, name).flatMap((element) => (isPlaceholder(element) ? [] : (textOf(element, 'id') ?? [])));
  return { ids: idsOf(all), optionalIds: optional.flatMap(idsOf) };
}

function readAssociation(association: ModdleElement, node: ModdleElement, reading: Reading): DataAssociationNode {
  const isElsewhere = (end: ModdleElement | undefined): boolean => end !== undefined && (isPlaceholder(end) || end === node);
  const isArrow = isElsewhere(elementOf(association, 'targetRef'));
  const drawnFrom = elementsOf(association, 'sourceRef')
    .filter(isElsewhere)
    .map((end) => textOf(end, 'id'));
  const sourceIds = reading.referenceIds(association, 'sourceRef').filter((id) => !drawnFrom.includes(id));
  const transformation = readComputed(elementOf(association, 'transformation'), reading);
  const assignments = elementsOf(association, 'assignment').map((assignment) =>
    present({
      from: readComputed(elementOf(assignment, 'from'), reading),
      to: bodyOf(elementOf(assignment, 'to')),
    }),
  );
  return {
    id: textOf(association, 'id') ?? '',
    sourceIds,
    ...present({
      targetId: isArrow ? undefined : reading.referenceId(association, 'targetRef'),
      transformation,
    }),
    assignments,
    isDrawing: isArrow || (sourceIds.length === 0 && !transformation && assignments.length === 0),
  };
}
