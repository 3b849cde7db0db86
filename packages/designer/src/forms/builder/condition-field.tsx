import { parseExpression } from '@fortnight/shared/expression';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftInput } from './draft-input.tsx';

interface Props {
  readonly id: string;
  readonly condition: string | undefined;
  /** The names that the condition may read. */
  readonly names: readonly string[];
  readonly isDisabled: boolean;
  readonly onCommit: (condition: string | undefined) => void;
}

/** What is wrong with a condition, in words; undefined where it can be read or is empty. */
function useConditionError(text: string, names: readonly string[]): string | undefined {
  const { t } = useTranslation('forms');
  if (text.trim() === '') return undefined;
  const result = parseExpression(text, { names });
  if (result.ok) return undefined;
  const [error] = result.error;
  return error && t('builder.shownError', { from: error.from + 1, message: error.message });
}

/** A FEEL condition that says while one types what cannot be read. */
export function ConditionField({ id, condition, names, isDisabled, onCommit }: Props) {
  const { t } = useTranslation('forms');
  const [typed, setTyped] = useState<string>();
  const error = useConditionError(typed ?? condition ?? '', names);
  return (
    <>
      <DraftInput
        id={id}
        className="builder-feel"
        value={condition ?? ''}
        label={t('builder.shownWhen')}
        isInvalid={error !== undefined}
        isDisabled={isDisabled}
        describedBy={`${id}-note`}
        onTyping={setTyped}
        onCommit={(text) => onCommit(text.trim() === '' ? undefined : text.trim())}
      />
      <small id={`${id}-note`} className={error === undefined ? 'ui-second' : 'form-problem'} aria-live="polite">
        {error ?? t('builder.shownAlways', { example: names[0] === undefined ? 'discount > 10' : `${names[0]} != null` })}
      </small>
    </>
  );
}
