import type { Form } from '@fortnight/shared/contract';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GrowingInput, oneLine } from '../../ui/index.ts';

/** A name that rules can read without quotes. */
const goodName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

interface Props {
  readonly form: Form;
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly onRename: (name: string) => void;
}

/** The variable's name, as rules read it; taken over when the field is left and nothing is wrong with it. */
export function NameField({ form, name, isReadOnly, onRename }: Props) {
  const { t } = useTranslation('forms');
  const id = useId();
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  const isTaken = typed !== name && form.fields.some((field) => field.name === typed);
  const problem = !goodName.test(typed) ? t('builder.nameWrong') : isTaken ? t('builder.nameTaken') : undefined;
  const commit = () => {
    if (typed !== name && problem === undefined) onRename(typed);
  };
  return (
    <div className="builder-name">
      <label htmlFor={id}>{t('builder.nameInRules')}</label>
      <GrowingInput
        id={id}
        size="small"
        className="builder-feel"
        disabled={isReadOnly}
        value={typed}
        aria-invalid={problem !== undefined}
        {...(problem !== undefined && { status: 'error' as const, 'aria-describedby': `${id}-problem` })}
        onChange={({ target }) => setTyped(oneLine(target.value))}
        onBlur={commit}
        onEnter={commit}
      />
      {problem !== undefined && (
        <small id={`${id}-problem`} className="form-problem">
          {problem}
        </small>
      )}
    </div>
  );
}
