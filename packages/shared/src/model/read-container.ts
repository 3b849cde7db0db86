import { withFlowIds } from './flow-ids.ts';
import { bodyOf, elementOf, elementsOf, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import type { Container, FlowNode, SequenceFlowNode } from './model.ts';
import { asCalledTask } from './read-called-task.ts';
import { readContainerData, readNodeData } from './read-data.ts';
import { readEventDefinitions } from './read-event-definitions.ts';
import { readExtension, readLabels } from './read-extension.ts';
import { readForeign } from './read-foreign.ts';
import { readLoop } from './read-loop.ts';
import { readPerformers } from './read-people.ts';
import type { Reading } from './reading.ts';

/** A container's flows by the node that they reach and by the node that they leave. */
interface FlowEnds {
  readonly incoming: ReadonlyMap<string, readonly SequenceFlowNode[]>;
  readonly outgoing: ReadonlyMap<string, readonly SequenceFlowNode[]>;
}

/** Reads what a process or sub-process contains, at every depth. */
export function readContainer(container: ModdleElement, reading: Reading): Container {
  const elements = elementsOf(container, 'flowElements');
  const sequenceFlows = elements.filter((element) => tagOf(element) === 'sequenceFlow');
  const flows = withFlowIds(sequenceFlows.map((flow) => readFlow(flow, reading)));
  const ends: FlowEnds = {
    incoming: Map.groupBy(flows, (flow) => flow.targetId),
    outgoing: Map.groupBy(flows, (flow) => flow.sourceId),
  };
  return {
    nodes: elements.filter((element) => !notNodes.has(tagOf(element))).map((element) => readNode(element, ends, reading)),
    flows,
    ...readContainerData(elements, reading),
  };
}

const notNodes = new Set(['sequenceFlow', 'dataObject', 'dataObjectReference', 'dataStoreReference']);

const idOf = (element: ModdleElement) => textOf(element, 'id') ?? '';

function readFlow(flow: ModdleElement, reading: Reading): SequenceFlowNode {
  return {
    kind: 'sequenceFlow',
    id: idOf(flow),
    ...present({ name: textOf(flow, 'name') }),
    sourceId: reading.referenceId(flow, 'sourceRef') ?? '',
    targetId: reading.referenceId(flow, 'targetRef') ?? '',
    ...readCondition(flow, reading),
    labels: readLabels(flow, reading),
    ...present({ translated: reading.translated(flow) }),
  };
}

/** A condition that is translated is FEEL, whatever language it declares. */
function readCondition(flow: ModdleElement, reading: Reading): Pick<SequenceFlowNode, 'condition' | 'conditionLanguage'> {
  const expression = elementOf(flow, 'conditionExpression');
  const written = bodyOf(expression);
  const condition = reading.computed(flow, 'condition', written, 'condition');
  return present({ condition, conditionLanguage: condition === written ? reading.language(expression) : undefined });
}

const noEnds: FlowEnds = { incoming: new Map(), outgoing: new Map() };

function readNode(element: ModdleElement, ends: FlowEnds, reading: Reading): FlowNode {
  const node = readOwn(element, ends, reading);
  const task = node.kind === 'callActivity' ? reading.globalTask(node.calledElement) : undefined;
  return task ? asCalledTask(node, readOwn(task, noEnds, reading)) : node;
}

/** Source: BPMN 2.0.2 §10; the defaults that decide behaviour are moddle's, which are the schema's. */
function readOwn(element: ModdleElement, ends: FlowEnds, reading: Reading): FlowNode {
  const kind = tagOf(element);
  const id = idOf(element);
  const isContainer = element.$descriptor.propertiesByName.flowElements !== undefined;
  return {
    kind,
    id,
    ...present({
      name: textOf(element, 'name'),
      documentation: textOf(elementsOf(element, 'documentation')[0], 'text'),
      defaultFlow: reading.referenceId(element, 'default'),
      attachedTo: reading.referenceId(element, 'attachedToRef'),
      associatedWith: kind === 'boundaryEvent' ? reading.associatedWith(id) : undefined,
      messageRef: reading.referenceId(element, 'messageRef'),
      calledElement: reading.computed(element, 'calledElement', readCalled(element, reading)),
      loop: readLoop(element, reading),
      data: readNodeData(element, reading),
      performers: readPerformers(element, reading),
      script: readScript(element, reading),
      eventGatewayType: eventGatewayType(element),
      activationCondition: bodyOf(elementOf(element, 'activationCondition')),
      adHoc: readAdHoc(element, reading),
    }),
    incoming: (ends.incoming.get(id) ?? []).map((flow) => flow.id),
    outgoing: (ends.outgoing.get(id) ?? []).map((flow) => flow.id),
    eventDefinitions: readEventDefinitions(element, reading),
    parallelMultiple: element.get('parallelMultiple') === true,
    isInterrupting: element.get('cancelActivity') !== false && element.get('isInterrupting') !== false,
    triggeredByEvent: element.get('triggeredByEvent') === true,
    isForCompensation: element.get('isForCompensation') === true,
    startQuantity: Number(element.get('startQuantity') ?? 1),
    completionQuantity: Number(element.get('completionQuantity') ?? 1),
    instantiate: element.get('instantiate') === true,
    ...(isContainer ? readContainer(element, reading) : {}),
    extension: readExtension(element, reading),
    ...present({ foreign: readForeign(element, reading), translated: reading.translated(element) }),
  };
}

/** A qualified name's prefix is taken off; an expression is kept as it is. */
function readCalled(element: ModdleElement, reading: Reading): string | undefined {
  const written = textOf(element, 'calledElement') ?? textOf(reading.tags(element, 'zeebe', 'calledElement')[0], 'processId');
  const isName = written !== undefined && !/^\s*=|[{"]/.test(written);
  return isName ? written.trim().slice(written.trim().indexOf(':') + 1) : written;
}

function readScript(element: ModdleElement, reading: Reading): FlowNode['script'] {
  if (!['scriptTask', 'globalScriptTask'].includes(tagOf(element))) return undefined;
  const zeebe = reading.tags(element, 'zeebe', 'script')[0];
  if (zeebe)
    return {
      format: 'feel',
      text: textOf(zeebe, 'expression') ?? '',
      ...present({ resultVariable: textOf(zeebe, 'resultVariable') }),
    };
  const written = textOf(element, 'script')?.trim() ?? '';
  const format = textOf(element, 'scriptFormat') ?? textOf(element, 'scriptLanguage');
  const text = isJuel(format) ? reading.computed(element, 'script', written) : written;
  return {
    text,
    ...present({
      format: text === written ? format : 'feel',
      resultVariable:
        reading.attribute(element, 'fortnight', 'resultVariable') ?? reading.attribute(element, 'camunda', 'resultVariable'),
    }),
  };
}

const isJuel = (format: string | undefined): boolean => /^(juel|uel|el)$/i.test(format ?? '');

function eventGatewayType(element: ModdleElement): FlowNode['eventGatewayType'] {
  if (tagOf(element) !== 'eventBasedGateway') return undefined;
  return element.get('eventGatewayType') === 'Parallel' ? 'Parallel' : 'Exclusive';
}

function readAdHoc(element: ModdleElement, reading: Reading): FlowNode['adHoc'] {
  if (tagOf(element) !== 'adHocSubProcess') return undefined;
  return {
    ordering: element.get('ordering') === 'Sequential' ? 'Sequential' : 'Parallel',
    cancelRemainingInstances: element.get('cancelRemainingInstances') !== false,
    ...present({
      completionCondition: reading.computed(
        element,
        'completionCondition',
        bodyOf(elementOf(element, 'completionCondition')),
        'condition',
      ),
    }),
  };
}
