import { AutoComplete } from 'antd';
import { GrowingInput } from '../../ui/index.ts';
import { usePanel } from '../panel-context.ts';
import { variablesInScope } from '../scope.ts';
import { Field, type FieldProps } from './field.tsx';
import { useCommitted } from './use-committed.ts';

/** The name of a variable; those in scope are offered, others may be typed. */
export function VariableField({ value, onCommit, ...field }: FieldProps & { value: string; onCommit: (value: string) => void }) {
  const { editor, element, forms } = usePanel();
  const { text, setText, onBlur } = useCommitted(value, onCommit);
  const options = variablesInScope(editor, element, forms)
    .filter(({ name }) => text === value || name.toLowerCase().includes(text.toLowerCase()))
    .map(({ name, type }) => ({ value: name, label: type ? `${name} · ${type}` : name }));
  return (
    <Field {...field}>
      {(id, describedBy) => (
        <AutoComplete
          id={id}
          value={text}
          options={options}
          onChange={(next: string) => setText(next ?? '')}
          onSelect={(next: string) => onCommit(next)}
          onBlur={onBlur}
        >
          <GrowingInput aria-describedby={describedBy} />
        </AutoComplete>
      )}
    </Field>
  );
}
