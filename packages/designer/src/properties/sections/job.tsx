import { useTranslation } from 'react-i18next';
import { addExtension, extensionsOf, type ModdleElement, removeExtension, setValues, textOf } from '../../modeler/index.ts';
import { DurationField } from '../fields/duration-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';

/** What an outside worker is asked to do, and how often it is tried. */
export function JobSection() {
  const { t } = useTranslation('design');
  const job = useTag('fortnight:Job');
  return (
    <Section name="job" title={t('properties.job.title')}>
      <TextField
        label={t('properties.job.type')}
        placeholder="crm.sync"
        value={job.get('type')}
        onCommit={(type) => job.set({ type })}
      />
      <div className="prop-pair">
        <TextField
          label={t('properties.job.retries')}
          value={job.get('retries')}
          onCommit={(retries) => job.set({ retries })}
          check={(text) => (/^\d*$/.test(text) ? undefined : t('properties.check.wholeNumber'))}
        />
        <DurationField
          label={t('properties.job.backoff')}
          value={job.get('backoff')}
          onCommit={(backoff) => job.set({ backoff })}
        />
      </div>
      <DurationField
        label={t('properties.job.timeout')}
        value={job.get('timeout')}
        onCommit={(timeout) => job.set({ timeout })}
      />
    </Section>
  );
}

/** Values that go in and come out, each under its own name. */
export function MappingSections() {
  return (
    <>
      <Mappings direction="input" />
      <Mappings direction="output" />
    </>
  );
}

const types = { input: 'fortnight:Input', output: 'fortnight:Output' } as const;

/** Values of one direction, each under its own name. */
export function Mappings({ direction }: { direction: keyof typeof types }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const mappings = extensionsOf(element.businessObject, types[direction]);
  const set = (mapping: ModdleElement, values: Readonly<Record<string, string>>) => setValues(editor, element, mapping, values);
  return (
    <Section
      name={direction}
      title={t(`properties.mapping.${direction}`)}
      summary={mappings.length ? String(mappings.length) : undefined}
      isFolded={mappings.length === 0}
    >
      <ListEditor
        label={t(`properties.mapping.${direction}`)}
        items={mappings}
        addLabel={t('properties.mapping.add')}
        onAdd={() => addExtension(editor, element, types[direction], {})}
        onRemove={(mapping) => removeExtension(editor, element, mapping)}
      >
        {(mapping) => (
          <>
            <TextField
              label={t(`properties.mapping.${direction}Name`)}
              value={textOf(mapping, 'name')}
              onCommit={(name) => set(mapping, { name })}
            />
            <FeelField
              label={t('properties.mapping.value')}
              isTextAllowed
              placeholder="= amount"
              value={textOf(mapping, 'value')}
              onCommit={(value) => set(mapping, { value })}
            />
          </>
        )}
      </ListEditor>
    </Section>
  );
}
