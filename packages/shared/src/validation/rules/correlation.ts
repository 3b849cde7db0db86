import { messageOf, messageRoleOf } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** A correlation key names properties that there are, and its messages say all of them. Source: BPMN 2.0.2 §8.4.2. */
export const correlation: Rule = (view) => {
  const isPool = view.model.participants.some(({ processRef }) => processRef === view.process.id);
  return isPool ? [...unknownProperties(view), ...incompleteMessages(view), ...incompleteBindings(view)] : [];
};

const unknownProperties = ({ model, process }: ProcessView): Finding[] =>
  model.correlationKeys.flatMap((key) =>
    key.propertyIds
      .filter((id) => !model.correlationProperties.has(id))
      .map((id) =>
        error(process.id, 'correlation-property-unknown', {
          message: `The correlation key ${called(key)} names the property "${id}", which the document does not define.`,
          hint: 'Define the property, or take it out of the key.',
          params: { key: key.name ?? key.id, property: id },
        }),
      ),
  );

/** A message that says some properties of a key and not all of them goes by the business key instead. */
function incompleteMessages({ model, nodes }: ProcessView): Finding[] {
  return nodes.filter(messageRoleOf).flatMap((node) => {
    const message = messageOf(model, node);
    return model.correlationKeys.flatMap((key) => {
      const says = (id: string) =>
        model.correlationProperties.get(id)?.retrievals.some(({ messageId, path }) => messageId === message?.id && path);
      const missing = key.propertyIds.filter((id) => !says(id));
      if (!message || missing.length === 0 || missing.length === key.propertyIds.length) return [];
      const names = missing.map((id) => model.correlationProperties.get(id)?.name ?? id).join(', ');
      return [
        warning(node.id, 'correlation-incomplete', {
          message: `The message "${message.name}" of ${called(node)} says a part of the key ${called(key)} only; without ${names} it is found by the business key.`,
          hint: 'Say for each property where it stands in the message.',
          params: { message: message.name, key: key.name ?? key.id, missing: names },
        }),
      ];
    });
  });
}

const incompleteBindings = ({ model, process }: ProcessView): Finding[] =>
  process.correlationSubscriptions.flatMap(({ keyId, bindings }) => {
    const key = model.correlationKeys.find(({ id }) => id === keyId);
    const missing = key?.propertyIds.filter((id) => !bindings.some(({ propertyId, path }) => propertyId === id && path)) ?? [];
    if (!key || bindings.length === 0 || missing.length === 0) return [];
    const names = missing.map((id) => model.correlationProperties.get(id)?.name ?? id).join(', ');
    return [
      warning(process.id, 'correlation-binding-missing', {
        message: `The process binds a part of the key ${called(key)} only; without ${names} the key of the first message counts.`,
        hint: 'Say for each property where the case knows it.',
        params: { key: key.name ?? key.id, missing: names },
      }),
    ];
  });
