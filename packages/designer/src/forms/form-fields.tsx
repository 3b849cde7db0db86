import './forms.css';
import type { FormField } from '@fortnight/shared/contract';
import { type ReactNode, useId } from 'react';
import { api } from '../client/index.ts';
import { BreakableText } from '../ui/index.ts';
import { controlOf, type DataHint } from './field-control.ts';
import { FieldInput } from './field-input.tsx';
import { useFormLanguage } from './form-language.ts';
import { fileIn } from './form-values.ts';
import { textIn } from './localized-text.ts';
import type { FormHandle } from './use-form.ts';
import { useValueText } from './value-text.ts';

interface Props {
  readonly handle: FormHandle;
  /** The process's language, which labels fall back to. */
  readonly lang?: string | undefined;
  /** What is known of the variables' types; fields without any are asked for as text. */
  readonly data?: readonly DataHint[];
  readonly instanceId?: string | undefined;
  /** Shows everything, asks nothing: for who may read and not answer. */
  readonly isReadOnly?: boolean;
  /** Wraps each field; the builder selects by it. */
  readonly frame?: (field: FormField, content: ReactNode) => ReactNode;
}

/** The fields of a form that are visible now, with what is known filled in. */
export function FormFields({ handle, data = [], frame, ...rest }: Props) {
  const id = useId();
  return (
    <div className="form-grid">
      {handle.filled.visible.map((field) => {
        const hint = data.find(({ name }) => name === field.name);
        const control = controlOf(field, hint);
        const content = <Field {...rest} handle={handle} field={field} hint={hint} id={`${id}-${field.name}`} />;
        const isWide = control === 'section' || control === 'longText';
        const classes = ['form-cell', isWide && 'is-wide', frame && 'is-framed'].filter(Boolean).join(' ');
        return (
          <div key={field.name} className={classes}>
            {frame ? frame(field, content) : content}
          </div>
        );
      })}
    </div>
  );
}

type FieldProps = Omit<Props, 'data' | 'frame'> & { field: FormField; hint: DataHint | undefined; id: string };

function Field({ handle, field, hint, id, lang, instanceId, isReadOnly }: FieldProps) {
  const { t, language } = useFormLanguage();
  const label = textIn(field.label, language, lang, field.name);
  const help = field.help && textIn(field.help, language, lang, '');
  const control = controlOf(field, hint);
  if (control === 'section') return <h3 className="form-section">{label}</h3>;
  if (isReadOnly || field.writable === false) return <KnownField {...{ field, hint, label, handle }} />;
  const isInvalid = handle.pointedAt.includes(field.name);
  const describedBy = [help ? `${id}-help` : '', isInvalid ? `${id}-missing` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className={isInvalid ? 'form-field is-missing' : 'form-field'}>
      {control === 'check' ? (
        <span />
      ) : (
        <label htmlFor={id}>
          {label}
          {!field.required && <small>{t('optional')}</small>}
        </label>
      )}
      <FieldInput
        {...{ field, id, label, hint, lang, instanceId, isInvalid, describedBy }}
        value={handle.values[field.name]}
        onChange={(value) => handle.setValue(field.name, value)}
      />
      {(help || isInvalid) && (
        <span className="form-notes">
          {help && (
            <small id={`${id}-help`} className="form-help">
              {help}
            </small>
          )}
          {isInvalid && (
            <small id={`${id}-missing`} className="form-problem">
              {t('missing')}
            </small>
          )}
        </span>
      )}
    </div>
  );
}

/** What the case knows already: shown, not asked. */
function KnownField({ field, hint, label, handle }: Pick<FieldProps, 'field' | 'hint' | 'handle'> & { label: string }) {
  const text = useValueText();
  const value = handle.values[field.name];
  const file = controlOf(field, hint) === 'file' ? fileIn(value) : undefined;
  return (
    <dl className="form-known">
      <dt>{label}</dt>
      <dd className="ui-num">
        {file ? (
          <a href={api.fileAddress(file.fileId)} download={file.name}>
            {file.name}
          </a>
        ) : (
          <BreakableText>{text(value, hint, field.options)}</BreakableText>
        )}
      </dd>
    </dl>
  );
}
