import { type EventDefinitionNode, type FlowNode, type Model, messageOf } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

type RefName = 'messageRef' | 'signalRef' | 'errorRef' | 'escalationRef';

const kinds: Readonly<
  Record<string, { readonly ref: RefName; readonly noun: string; readonly known: (model: Model) => ReadonlyMap<string, unknown> }>
> = {
  messageEventDefinition: { ref: 'messageRef', noun: 'message', known: (model) => model.messages },
  signalEventDefinition: { ref: 'signalRef', noun: 'signal', known: (model) => model.signals },
  errorEventDefinition: { ref: 'errorRef', noun: 'error', known: (model) => model.errors },
  escalationEventDefinition: { ref: 'escalationRef', noun: 'escalation', known: (model) => model.escalations },
};

/** A catch of any error or escalation names none; a message thrown by a job is named by the worker. */
const mayBeSilent = (node: FlowNode, noun: string) => {
  const throws = ['endEvent', 'intermediateThrowEvent'].includes(node.kind);
  return throws ? noun === 'message' && node.extension.job !== undefined : noun === 'error' || noun === 'escalation';
};

/** An event names the message, signal, error or escalation that it catches or throws. Source: BPMN 2.0.2 §10.5.5. */
export const eventReferences: Rule = ({ nodes, model }) => {
  const check = (node: FlowNode, definition: Pick<EventDefinitionNode, RefName>, kind: string): Finding[] => {
    const about = kinds[kind];
    if (!about) return [];
    if (about.noun === 'message' && messageOf(model, node)) return [];
    const id = definition[about.ref];
    if (id === undefined ? mayBeSilent(node, about.noun) : about.known(model).has(id)) return [];
    return [
      error(node.id, id === undefined ? `${about.noun}-missing` : `${about.noun}-unknown`, {
        field: about.ref,
        message:
          id === undefined
            ? `${called(node)} does not say which ${about.noun} it is about.`
            : `${called(node)} is about the ${about.noun} "${id}", which the document does not define.`,
        hint: `Choose a ${about.noun}, or create one.`,
        ...(id === undefined ? {} : { params: { id } }),
      }),
    ];
  };
  return nodes.flatMap((node) => [
    ...node.eventDefinitions.flatMap((definition) => check(node, definition, definition.kind)),
    ...(node.kind === 'receiveTask' ? check(node, node, 'messageEventDefinition') : []),
  ]);
};
