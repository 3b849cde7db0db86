import type { Form, FormField } from '@fortnight/shared/contract';
import type { DataSpec } from '@fortnight/shared/model';
import { Select, Switch } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { controlOf, type FieldControl, typeOfControl } from '../field-control.ts';
import { ConditionField } from './condition-field.tsx';
import { controls } from './control-sign.tsx';
import { DraftInput } from './draft-input.tsx';
import { type FieldPatch, type FormChange, patchField, renameField, writeText } from './form-edits.ts';
import { NameField } from './name-field.tsx';
import { OptionSettings } from './option-settings.tsx';
import { TextSettings } from './text-settings.tsx';

export interface SettingsProps {
  readonly form: Form;
  readonly data: readonly DataSpec[];
  readonly field: FormField;
  readonly isReadOnly: boolean;
  readonly onChange: (change: FormChange) => void;
  readonly onRenamed: (name: string) => void;
  /** The label was left. */
  readonly onLabelled: () => void;
}

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'TWD', 'JPY', 'GBP', 'SGD'];
const retentions = ['', 'P6M', 'P1Y', 'P3Y', 'P5Y', 'P10Y'] as const;

/** Everything that can be said of one field and of the data that it asks for. */
export function Settings(props: SettingsProps) {
  const { form, data, field, isReadOnly, onChange, onRenamed, onLabelled } = props;
  const { t } = useTranslation('forms');
  const id = useId();
  const declared = data.find(({ name }) => name === field.name);
  const control = controlOf(field, declared);
  const patch = (change: FieldPatch) => onChange({ form: patchField(form, field.name, change), data: [] });
  const declare = (change: Partial<DataSpec>) => {
    const before = declared ?? {
      name: field.name,
      type: control === 'section' ? 'text' : typeOfControl[control],
      personal: false,
    };
    onChange({ form, data: [{ ...before, ...change }] });
  };
  const rename = (name: string) => {
    onChange(renameField({ form, data }, field.name, name));
    onRenamed(name);
  };
  const changeControl = (next: FieldControl) => {
    const options = next === 'choice' ? (field.options ?? [{ value: 'option1' }, { value: 'option2' }]) : undefined;
    const type = next === 'section' ? undefined : typeOfControl[next];
    const redeclared = declared && type !== undefined && declared.type !== type ? [{ ...declared, type }] : [];
    onChange({ form: patchField(form, field.name, { control: next, options }), data: redeclared });
  };
  return (
    <>
      <section className="builder-kind">
        <Select
          aria-label={t('builder.kind')}
          size="small"
          disabled={isReadOnly}
          popupMatchSelectWidth={false}
          value={control}
          options={controls.map((value) => ({ value, label: t(`builder.control.${value}`) }))}
          onChange={changeControl}
        />
        <NameField form={form} name={field.name} isReadOnly={isReadOnly} onRename={rename} />
      </section>
      <TextSettings
        {...{ field, isReadOnly }}
        member="label"
        onWrite={(lang, text) => onChange({ form: writeText(form, field.name, 'label', lang, text), data: [] })}
        onLeave={onLabelled}
      />
      {control !== 'section' && (
        <section>
          <h3>{t('builder.answer')}</h3>
          <Toggle
            label={t('builder.readOnly')}
            isOn={field.writable === false}
            isDisabled={isReadOnly}
            onChange={(isOn) => patch({ writable: isOn ? false : undefined, ...(isOn && { required: undefined }) })}
          />
          {field.writable !== false && (
            <Toggle
              label={t('builder.required')}
              isOn={field.required === true}
              isDisabled={isReadOnly}
              onChange={(isOn) => patch({ required: isOn ? true : undefined })}
            />
          )}
          {control === 'money' && (
            <Labelled id={`${id}-currency`} label={t('builder.currency')}>
              <Select
                id={`${id}-currency`}
                disabled={isReadOnly}
                value={declared?.currency ?? null}
                options={[...new Set([...currencies, declared?.currency ?? 'CNY'])].map((value) => ({ value, label: value }))}
                onChange={(currency) => currency && declare({ currency })}
              />
            </Labelled>
          )}
          {control === 'choice' && (
            <OptionSettings options={field.options ?? []} isReadOnly={isReadOnly} onChange={(options) => patch({ options })} />
          )}
        </section>
      )}
      {control !== 'section' && (
        <TextSettings
          {...{ field, isReadOnly }}
          member="help"
          onWrite={(lang, text) => onChange({ form: writeText(form, field.name, 'help', lang, text), data: [] })}
        />
      )}
      <section>
        <h3>{t('builder.shownWhen')}</h3>
        <ConditionField
          id={`${id}-condition`}
          condition={field.visible}
          names={namesBeside(field, form, data)}
          isDisabled={isReadOnly}
          onCommit={(visible) => patch({ visible })}
        />
      </section>
      {control !== 'section' && <PurposeSettings declared={declared} isReadOnly={isReadOnly} onDeclare={declare} />}
    </>
  );
}

/** What a condition of a field may read: the other answers of the form, and all that the process declares. */
const namesBeside = (field: FormField, form: Form, data: readonly DataSpec[]): readonly string[] => {
  const answers = form.fields.filter(({ control }) => control !== 'section');
  return [...new Set([...answers, ...data].map(({ name }) => name))].filter((name) => name !== field.name);
};

interface PurposeProps {
  readonly declared: DataSpec | undefined;
  readonly isReadOnly: boolean;
  readonly onDeclare: (change: Partial<DataSpec>) => void;
}

/** Why the data is asked for, how long it is kept, and whether it is somebody's own. */
function PurposeSettings({ declared, isReadOnly, onDeclare }: PurposeProps) {
  const { t } = useTranslation('forms');
  const id = useId();
  const kept = retentions.find((value) => value === (declared?.retention ?? ''));
  const options = retentions.map((value) => ({
    value: value as string,
    label: t(`builder.retentions.${value || 'none'}`),
  }));
  const other = declared?.retention;
  return (
    <section>
      <h3>{t('builder.whyWeAsk')}</h3>
      <Labelled id="builder-purpose" label={t('builder.purpose')}>
        <DraftInput
          id="builder-purpose"
          value={declared?.purpose ?? ''}
          placeholder={t('builder.purposeExample')}
          isDisabled={isReadOnly}
          onCommit={(purpose) => onDeclare({ purpose })}
        />
      </Labelled>
      <Labelled id={`${id}-kept`} label={t('builder.retention')}>
        <Select
          id={`${id}-kept`}
          disabled={isReadOnly}
          value={kept ?? other ?? ''}
          options={kept === undefined && other !== undefined ? [...options, { value: other, label: other }] : options}
          onChange={(retention) => onDeclare({ retention })}
        />
      </Labelled>
      <Toggle
        label={t('builder.personal')}
        note={t('builder.personalHelp')}
        isOn={declared?.personal ?? false}
        isDisabled={isReadOnly}
        onChange={(personal) => onDeclare({ personal })}
      />
    </section>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="builder-labelled">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

type ToggleProps = { label: string; note?: string; isOn: boolean; isDisabled: boolean; onChange: (isOn: boolean) => void };
function Toggle({ label, note, isOn, isDisabled, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div className="builder-toggle">
      <Switch
        id={id}
        size="small"
        checked={isOn}
        disabled={isDisabled}
        {...(note !== undefined && { 'aria-describedby': `${id}-note` })}
        onChange={onChange}
      />
      <span>
        <label htmlFor={id}>{label}</label>
        {note !== undefined && (
          <small id={`${id}-note`} className="ui-second">
            {note}
          </small>
        )}
      </span>
    </div>
  );
}
