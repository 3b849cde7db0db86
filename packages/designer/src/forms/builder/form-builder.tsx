import './builder.css';
import type { Form } from '@fortnight/shared/contract';
import type { Language } from '@fortnight/shared/i18n';
import type { DataSpec } from '@fortnight/shared/model';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, useAppearance } from '../../ui/index.ts';
import type { FieldControl } from '../field-control.ts';
import { textIn } from '../localized-text.ts';
import { DraftInput } from './draft-input.tsx';
import type { Dragged } from './dragging.ts';
import {
  addField,
  askedIn,
  duplicateField,
  type FormChange,
  labelLanguages,
  moveField,
  moveFieldTo,
  nameByLabel,
  nameForm,
  removeFields,
  showKnown,
  withoutPurpose,
} from './form-edits.ts';
import { Palette } from './palette.tsx';
import { Preview } from './preview.tsx';
import { Settings } from './settings.tsx';

export interface FormBuilderProps {
  readonly form: Form;
  /** Everything that the process declares of its variables. */
  readonly data: readonly DataSpec[];
  /** The process's language, which labels fall back to. */
  readonly lang: string;
  /** Names of the steps that show this form. */
  readonly usedBy: readonly string[];
  /** One call is one edit to undo; `data` are the declarations to add, or to replace by name. */
  readonly onChange: (change: FormChange) => void;
  readonly onClose: () => void;
  readonly readOnly?: boolean | undefined;
}

/** Draws a form: kinds of fields at the left, the form as it will be in the middle, the selected field at the right. */
export function FormBuilder({ form, data, lang, usedBy, onChange, onClose, readOnly = false }: FormBuilderProps) {
  const { t } = useTranslation('forms');
  const own = useAppearance((state) => state.language);
  const [language, setLanguage] = useState<Language>(own);
  const [isPhone, setPhone] = useState(false);
  const [selected, setSelected] = useState<string>();
  /** Counts selections: a field that is given another name stays the one that is selected. */
  const [turn, setTurn] = useState(0);
  /** The field that was made last, until it has a name of its own. */
  const [nameless, setNameless] = useState<string>();
  const [said, setSaid] = useState('');
  const field = form.fields.find(({ name }) => name === selected);
  const purposeless = withoutPurpose(form, data);
  const nameOf = (name: string) => textIn(form.fields.find((entry) => entry.name === name)?.label, language, lang, name);
  const known = data.filter(({ name }) => !form.fields.some((entry) => entry.name === name));

  const select = (name: string) => {
    setSelected(name);
    setTurn((before) => before + 1);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)?.focus());
  };
  const add = (control: FieldControl, after = selected) => {
    // In the one language that is looked at: what stands in the others for a start would stay there unseen.
    const label = { [language]: t(`builder.control.${control}`, { lng: language }) };
    const { name, ...change } = addField({ form, data }, control, label, after);
    onChange(change);
    select(name);
    setNameless(name);
    setSaid(t('builder.added', { name: t(`builder.control.${control}`) }));
  };
  const move = (name: string, by: -1 | 1) => {
    const moved = moveField(form, name, by);
    if (moved === form) return;
    onChange({ form: moved, data: [] });
    select(name);
    const position = moved.fields.findIndex((entry) => entry.name === name) + 1;
    setSaid(t('builder.moved', { name: nameOf(name), position, total: moved.fields.length }));
  };
  const drop = (dragged: Dragged, place: string) => {
    if ('control' in dragged) add(dragged.control, place);
    else {
      const moved = moveFieldTo(form, dragged.field, place);
      if (moved !== form) onChange({ form: moved, data: [] });
      select(dragged.field);
    }
  };
  const remove = (names: readonly string[]) => {
    onChange({ form: removeFields(form, names), data: [] });
    setSelected(undefined);
    setSaid(t('builder.removed', { name: names.map(nameOf).join(t('listSeparator')) }));
  };
  const duplicate = (name: string) => {
    const { name: copy, ...change } = duplicateField({ form, data }, name);
    onChange(change);
    select(copy);
  };
  const rename = (name: string) => {
    setSelected(name);
    setNameless(undefined);
  };
  const nameByItsLabel = () => {
    if (nameless === undefined || nameless !== selected) return;
    const named = nameByLabel({ form, data }, nameless);
    if (!named) return;
    const { name, ...change } = named;
    onChange(change);
    rename(name);
  };
  const givePurpose = () => {
    setSelected(purposeless[0]);
    setTurn((before) => before + 1);
    requestAnimationFrame(() => document.getElementById('builder-purpose')?.focus());
  };

  return (
    <div className="builder">
      <header className="builder-bar">
        <Button type="text" size="small" icon={<Icon name="left" />} onClick={onClose}>
          {t('builder.diagram')}
        </Button>
        <Icon name="paper" />
        <h1 className="ui-unseen">{textIn(form.name, own, lang, form.id)}</h1>
        <DraftInput
          key={language}
          className="builder-title"
          label={t('builder.formName', { language: t(`builder.languages.${language}`) })}
          lang={language}
          value={form.name?.[language] ?? ''}
          placeholder={textIn(form.name, language, lang, form.id)}
          isDisabled={readOnly}
          onCommit={(text) => onChange({ form: nameForm(form, language, text), data: [] })}
        />
        <small className="ui-second">
          {usedBy.length > 0 ? t('builder.usedBy', { steps: usedBy.join(t('listSeparator')) }) : t('builder.usedByNobody')}
        </small>
        <span className="ui-grow" />
        <Segmented
          aria-label={t('builder.language')}
          value={language}
          options={labelLanguages.map((value) => ({ value, label: t(`builder.languages.${value}`) }))}
          onChange={setLanguage}
        />
        <Segmented
          aria-label={t('builder.device')}
          value={isPhone ? 'phone' : 'desktop'}
          options={(['desktop', 'phone'] as const).map((value) => ({ value, label: t(`builder.${value}`) }))}
          onChange={(value) => setPhone(value === 'phone')}
        />
      </header>
      <div className="builder-work">
        <Palette
          known={known}
          isReadOnly={readOnly}
          onAdd={(control) => add(control)}
          onShow={(name) => {
            onChange(showKnown(form, { name }, lang, selected));
            select(name);
          }}
        />
        <section className="builder-middle" aria-label={t('builder.formArea')}>
          {purposeless.length > 0 && !readOnly && (
            <PurposeBanner form={form} count={purposeless.length} onRemove={() => remove(purposeless)} onGive={givePurpose} />
          )}
          <div className="builder-stage">
            <Preview
              {...{ form, data, lang, language, isPhone, selected, purposeless }}
              isReadOnly={readOnly}
              onSelect={select}
              onMove={move}
              onDuplicate={duplicate}
              onRemove={(name) => remove([name])}
              onDrop={drop}
            />
          </div>
        </section>
        <aside
          className="builder-settings"
          aria-label={field ? t('builder.settings', { name: nameOf(field.name) }) : t('builder.answer')}
        >
          {field ? (
            <Settings
              key={turn}
              {...{ form, data, field, onChange }}
              isReadOnly={readOnly}
              onRenamed={rename}
              onLabelled={nameByItsLabel}
            />
          ) : (
            <p className="ui-second">{t('builder.settingsEmpty')}</p>
          )}
        </aside>
      </div>
      <p className="ui-unseen" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

type BannerProps = { form: Form; count: number; onRemove: () => void; onGive: () => void };
function PurposeBanner({ form, count, onRemove, onGive }: BannerProps) {
  const { t } = useTranslation('forms');
  const total = askedIn(form).length;
  return (
    <div className="builder-minimum" role="status">
      <Icon name="warn" />
      <b>{t('builder.minimum', { needed: total - count, total, count })}</b>
      <span className="ui-grow" />
      <Button size="small" onClick={onRemove}>
        {t('builder.removeThem', { count })}
      </Button>
      <Button size="small" onClick={onGive}>
        {t('builder.givePurpose')}
      </Button>
    </div>
  );
}
