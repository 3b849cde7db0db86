import { useTranslation } from 'react-i18next';
import { textOf } from '../../modeler/index.ts';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { usePanel } from '../panel-context.ts';

const names = ['startQuantity', 'completionQuantity'] as const;

/** How many tokens an activity waits for, and how many leave it; one each, unless written. */
export function QuantitiesSection() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject } = element;
  const written = names.map((name) => textOf(businessObject, name)).filter((text) => text !== '' && text !== '1');
  return (
    <Section
      name="quantities"
      title={t('properties.quantities.title')}
      summary={written.length > 0 ? written.join(' · ') : undefined}
      isFolded={written.length === 0}
    >
      <div className="prop-pair">
        {names.map((name) => (
          <TextField
            key={name}
            label={t(`properties.quantities.${name}`)}
            value={textOf(businessObject, name) || '1'}
            check={(text) => (/^[1-9]\d*$/.test(text.trim()) ? undefined : t('properties.check.wholeNumber'))}
            onCommit={(text) => {
              const amount = /^[1-9]\d*$/.test(text.trim()) ? Number(text) : 1;
              editor.updateElement(element, { [name]: amount === 1 ? undefined : amount });
            }}
          />
        ))}
      </div>
      <small className="prop-help">{t('properties.quantities.help')}</small>
    </Section>
  );
}
