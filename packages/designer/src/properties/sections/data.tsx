import { dataElementsOf } from '@fortnight/shared/model';
import { useTranslation } from 'react-i18next';
import { FeelField } from '../fields/feel-field.tsx';
import { Field } from '../fields/field.tsx';
import { Section } from '../fields/section.tsx';
import { usePanel } from '../panel-context.ts';
import { useDocument } from '../use-document.ts';
import { useExpression } from '../use-expression.ts';

/** By which name expressions know a data object or data store, and how long it lives. */
export function DataSection() {
  const { t } = useTranslation('design');
  const { element } = usePanel();
  const model = useDocument();
  const [found] = (model?.processes ?? []).flatMap((process) => {
    const data = model && dataElementsOf(model, process).get(element.id);
    return data ? [{ ...data, isCases: data.holderId === process.id }] : [];
  });
  if (!found) return null;
  return (
    <Section name="data-object" title={t('properties.dataObject.title')}>
      <Field
        label={t('properties.dataObject.variable')}
        help={t(found.isCases ? 'properties.dataObject.ofCase' : 'properties.dataObject.ofSubProcess')}
      >
        {(id) => <code id={id}>{found.variable}</code>}
      </Field>
    </Section>
  );
}

/** What an arrow of data copies: the value itself, unless an expression makes another of it. */
export function CopySection() {
  const { t } = useTranslation('design');
  const { element } = usePanel();
  const transformation = useExpression(element.businessObject, 'transformation');
  return (
    <Section name="copy" title={t('properties.dataObject.copy')}>
      <FeelField label={t('properties.dataObject.copied')} help={t('properties.dataObject.copiedHelp')} {...transformation} />
    </Section>
  );
}
