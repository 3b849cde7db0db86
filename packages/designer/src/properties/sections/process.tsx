import { dataTypes } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import { addExtension, extensionsOf, type ModdleElement, removeExtension, setValues, textOf } from '../../modeler/index.ts';
import { ChoiceField, ManyField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';
import { useFormName } from '../use-form-name.ts';
import { MetricsSection } from './metrics.tsx';

/** What holds for all cases of a process, and the data that they carry. */
export function ProcessSections({ process }: { process: ModdleElement }) {
  const { t } = useTranslation('design');
  const { forms, directory } = usePanel();
  const settings = useTag('fortnight:Process', process);
  const nameOf = useFormName();
  return (
    <>
      <Section name="process" title={t('properties.process.title')}>
        <FeelField
          label={t('properties.process.caseName')}
          placeholder='customer + ", " + title'
          value={settings.get('caseName')}
          onCommit={(caseName) => settings.set({ caseName })}
        />
        <SwitchField
          label={t('properties.process.uniqueBusinessKey')}
          value={settings.get('uniqueBusinessKey') === 'true'}
          onChange={(isUnique) => settings.set({ uniqueBusinessKey: isUnique ? 'true' : '' })}
        />
        <ChoiceField
          label={t('properties.process.startForm')}
          value={settings.get('startForm')}
          choices={[
            { value: '', label: t('properties.form.none') },
            ...forms.map((form) => ({ value: form.id, label: nameOf(form) })),
          ]}
          onChange={(startForm) => settings.set({ startForm })}
        />
        <ManyField
          label={t('properties.process.starters')}
          value={settings.get('candidateStarters')}
          choices={directory.groups.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(candidateStarters) => settings.set({ candidateStarters })}
        />
        <TimeZoneField process={process} />
        <ChoiceField
          label={t('properties.process.lang')}
          value={settings.get('lang')}
          choices={[
            { value: '', label: t('properties.process.anyLang') },
            { value: 'en', label: 'English' },
            { value: 'zh-Hans', label: '简体中文' },
            { value: 'zh-Hant', label: '繁體中文' },
          ]}
          onChange={(lang) => settings.set({ lang })}
        />
      </Section>
      <MetricsSection process={process} />
      <DataSection process={process} />
    </>
  );
}

const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }));

function TimeZoneField({ process }: { process: ModdleElement }) {
  const { t } = useTranslation('design');
  const settings = useTag('fortnight:Process', process);
  return (
    <ChoiceField
      label={t('properties.process.timeZone')}
      value={settings.get('timeZone')}
      choices={[{ value: '', label: t('properties.process.serverZone') }, ...zones]}
      onChange={(timeZone) => settings.set({ timeZone })}
    />
  );
}

/** The variables of a case: what they are, what they are for, and whether they are somebody's personal data. */
function DataSection({ process }: { process: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const data = extensionsOf(process, 'fortnight:Data');
  const set = (item: ModdleElement, values: Readonly<Record<string, string>>) => setValues(editor, element, item, values);
  return (
    <Section name="data" title={t('properties.data.title')} summary={data.length ? String(data.length) : undefined} isFolded>
      <ListEditor
        label={t('properties.data.title')}
        items={data}
        addLabel={t('properties.data.add')}
        onAdd={() => addExtension(editor, element, 'fortnight:Data', { type: 'text' }, process)}
        onRemove={(item) => removeExtension(editor, element, item, process)}
        summary={(item) => (
          <>
            <code className="ui-trunc">{textOf(item, 'name') || '?'}</code>
            <small>{t(`properties.data.types.${textOf(item, 'type')}`, { defaultValue: textOf(item, 'type') })}</small>
          </>
        )}
      >
        {(item) => (
          <>
            <div className="prop-pair">
              <TextField label={t('properties.variable')} value={textOf(item, 'name')} onCommit={(name) => set(item, { name })} />
              <ChoiceField
                label={t('properties.data.type')}
                value={textOf(item, 'type')}
                choices={dataTypes.map((value) => ({ value, label: t(`properties.data.types.${value}`) }))}
                onChange={(type) => set(item, { type, ...(type === 'money' ? {} : { currency: '' }) })}
              />
            </div>
            {textOf(item, 'type') === 'money' && (
              <TextField
                label={t('properties.data.currency')}
                placeholder="CNY"
                value={textOf(item, 'currency')}
                onCommit={(currency) => set(item, { currency: currency.toUpperCase() })}
              />
            )}
            <TextField
              label={t('properties.data.purpose')}
              value={textOf(item, 'purpose')}
              onCommit={(purpose) => set(item, { purpose })}
            />
            <SwitchField
              label={t('properties.data.personal')}
              value={textOf(item, 'personal') === 'true'}
              onChange={(isPersonal) => set(item, { personal: isPersonal ? 'true' : '' })}
            />
          </>
        )}
      </ListEditor>
    </Section>
  );
}
