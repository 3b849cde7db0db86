import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../../modeler/index.ts';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { usePanel } from '../panel-context.ts';
import { ConversationsSection } from './conversations.tsx';
import { ProcessSections } from './process.tsx';

/** A pool is a process of its own, or a drawing. */
export function PoolSections({ process }: { process: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const collaboration = element.businessObject.$parent;
  return (
    <>
      <Section name="pool" title={t('properties.pool.title')}>
        <SwitchField
          label={t('properties.pool.runs')}
          value={process.get('isExecutable') === true}
          onChange={(isExecutable) => editor.update(element, process, { isExecutable })}
        />
        <small className="prop-help">{t('properties.pool.help')}</small>
      </Section>
      <ProcessSections process={process} />
      {collaboration && <ConversationsSection collaboration={collaboration} process={process} />}
    </>
  );
}
