import { AutoComplete } from 'antd';
import { type SyntheticEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GrowingInput } from '../../ui/index.ts';
import { usePanel } from '../panel-context.ts';
import { unknownNamesAround, variablesInScope } from '../scope.ts';
import { completions } from './completions.ts';
import { Field, type FieldProps } from './field.tsx';
import { judgeExpression } from './judge-expression.ts';
import { useCommitted } from './use-committed.ts';

interface FeelFieldProps extends FieldProps {
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** Text stands for itself and only a leading `=` makes an expression of it. */
  readonly isTextAllowed?: boolean;
  readonly placeholder?: string;
  /** It reads something else than the case's data, so that none of its names is unknown. */
  readonly hasOwnNames?: boolean;
}

/** A FEEL expression: errors are shown while one types, names in scope are offered; neither blocks typing. */
export function FeelField({
  value,
  onCommit,
  isTextAllowed = false,
  placeholder,
  hasOwnNames = false,
  ...field
}: FeelFieldProps) {
  const { t, i18n } = useTranslation(['design', 'forms']);
  const { language } = i18n;
  const { editor, element, forms } = usePanel();
  const [cursor, setCursor] = useState<number>();
  const { text, setText, onBlur, onKeyDown } = useCommitted(value, onCommit);
  const revision = editor.revision();
  const variables = useMemo(
    () => (hasOwnNames ? [] : variablesInScope(editor, element, forms, language)),
    [editor, element, forms, revision, hasOwnNames, language],
  );
  const isExpression = !isTextAllowed || text.trimStart().startsWith('=');
  const verdict = useMemo(
    () =>
      isExpression ? judgeExpression(text, variables, (typed) => unknownNamesAround(editor, element, forms, typed)) : undefined,
    [isExpression, text, variables, editor, element, forms],
  );
  const said = verdict && t(`properties.feel.${verdict.code}`, { ...verdict.params, defaultValue: verdict.message });
  const typeWord = (type: string) =>
    t([`properties.data.types.${type}`, `forms:builder.control.${type}`], { defaultValue: type });
  const options = isExpression ? completions(text, cursor ?? text.length, variables, typeWord) : [];
  return (
    <Field {...field} {...(verdict && (verdict.isError ? { error: said } : { warning: said }))}>
      {(id, describedBy) => (
        <AutoComplete
          id={id}
          value={text}
          options={options.map(({ name, detail, whole }) => ({
            value: whole,
            label: (
              <span className="prop-completion">
                <code>{name}</code>
                <small>{detail}</small>
              </span>
            ),
          }))}
          onChange={(next: string) => setText(next ?? '')}
          onBlur={onBlur}
          defaultActiveFirstOption={false}
          popupMatchSelectWidth={260}
        >
          <GrowingInput
            className="prop-code"
            aria-describedby={describedBy}
            aria-invalid={verdict?.isError ?? false}
            spellCheck={false}
            autoComplete="off"
            onKeyDown={onKeyDown}
            onSelect={(event: SyntheticEvent<HTMLTextAreaElement>) => setCursor(event.currentTarget.selectionStart ?? undefined)}
            {...(placeholder !== undefined && { placeholder })}
            {...(verdict && { status: verdict.isError ? ('error' as const) : ('warning' as const) })}
          />
        </AutoComplete>
      )}
    </Field>
  );
}
