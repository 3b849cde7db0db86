import { AutoComplete } from 'antd';
import { elementOf, elementsOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { GrowingInput } from '../../ui/index.ts';
import { Field, type FieldProps } from '../fields/field.tsx';
import { useCommitted } from '../fields/use-committed.ts';
import { usePanel } from '../panel-context.ts';

/** What authors know each kind of root element by. */
const namings = {
  'bpmn:Message': 'name',
  'bpmn:Signal': 'name',
  'bpmn:Error': 'errorCode',
  'bpmn:Escalation': 'escalationCode',
} as const;
export type RootType = keyof typeof namings;

interface ReferenceFieldProps extends FieldProps {
  /** The moddle element that refers. */
  readonly holder: ModdleElement;
  readonly property: string;
  readonly type: RootType;
}

/** A message, signal, error or escalation by its name: the one of the document that has it, else a new one. */
export function ReferenceField({ holder, property, type, ...field }: ReferenceFieldProps) {
  const { editor, element } = usePanel();
  const naming = namings[type];
  const definitions = editor.definitions();
  const roots = elementsOf(definitions, 'rootElements');
  const known = roots.filter(({ $type }) => $type === type);
  const value = textOf(elementOf(holder, property), naming);
  const refer = (name: string) =>
    editor.asOneStep(() => {
      if (name.trim() === '' || !definitions) {
        editor.update(element, holder, { [property]: undefined });
        return;
      }
      const existing = known.find((root) => textOf(root, naming) === name);
      const target = existing ?? editor.create(type, { name, [naming]: name }, definitions);
      if (!existing) editor.update(element, definitions, { rootElements: [...roots, target] });
      editor.update(element, holder, { [property]: target });
    });
  const { text, setText, onBlur } = useCommitted(value, refer);
  return (
    <Field {...field}>
      {(id, describedBy) => (
        <AutoComplete
          id={id}
          value={text}
          options={known
            .map((root) => ({ value: textOf(root, naming) }))
            .filter((option) => text === value || option.value.toLowerCase().includes(text.toLowerCase()))}
          onChange={(next: string) => setText(next ?? '')}
          onSelect={(next: string) => refer(next)}
          onBlur={onBlur}
        >
          <GrowingInput aria-describedby={describedBy} />
        </AutoComplete>
      )}
    </Field>
  );
}
