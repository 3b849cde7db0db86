import { useTranslation } from 'react-i18next';
import { type DiagramElement, elementOf, elementsOf, salesKindOf, textOf } from '../modeler/index.ts';
import { type IconName, Pill, type Tone } from '../ui/index.ts';
import { TextField } from './fields/text-field.tsx';
import { usePanel } from './panel-context.ts';
import { typeWords } from './type-words.ts';

const salesLooks: Readonly<Record<string, { readonly tone: Tone; readonly icon: IconName }>> = {
  stage: { tone: 'blue', icon: 'funnel' },
  approval: { tone: 'violet', icon: 'stamp' },
  checkpoint: { tone: 'teal', icon: 'shield' },
};

/** What the element is, its name and what it is for. */
export function Header() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const kind = salesKindOf(element.businessObject);
  const look = kind && salesLooks[kind];
  const { businessObject } = nameHolder(element);
  return (
    <section className="prop-header" aria-label={t('properties.about')}>
      <div className="prop-kind">
        {kind && look && (
          <Pill tone={look.tone} icon={look.icon}>
            {t(`sales.${kind}.name`)}
          </Pill>
        )}
        <span>{typeWords(element)}</span>
        {!kind && <code title={t('properties.id')}>{element.id}</code>}
      </div>
      <TextField
        label={t('properties.name')}
        value={textOf(businessObject, 'name')}
        onCommit={(name) => editor.updateElement(nameHolder(element), { name: name || undefined })}
      />
      <Documentation />
    </section>
  );
}

/** A label has the name of what it belongs to. */
const nameHolder = (element: DiagramElement): DiagramElement => element.labelTarget ?? element;

function Documentation() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const { businessObject } = nameHolder(element);
  const [first, ...others] = elementsOf(businessObject, 'documentation');
  const write = (text: string) => {
    if (first && text) editor.update(element, first, { text });
    else {
      const added = text ? [editor.create('bpmn:Documentation', { text }, businessObject)] : [];
      editor.update(element, businessObject, { documentation: [...added, ...others] });
    }
  };
  if (elementOf(businessObject, 'processRef')) return null;
  return (
    <TextField
      label={t('properties.documentation')}
      isMultiline
      value={textOf(first, 'text')}
      placeholder={t('properties.documentationHint')}
      onCommit={write}
    />
  );
}
