import { useTranslation } from 'react-i18next';
import { salesKindOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DurationField } from '../fields/duration-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { WhoField } from '../fields/who-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';

/** By when, when to remind, and what happens when the time runs out. */
export function TimingSection() {
  const { t } = useTranslation('design');
  const { element } = usePanel();
  const timing = useTag('fortnight:Timing');
  const kind = salesKindOf(element.businessObject);
  const actions = kind === 'approval' ? ['', 'notify', 'escalate', 'approve', 'reject'] : ['', 'notify', 'escalate'];
  const isEscalating = timing.get('overdue') === 'escalate';
  return (
    <Section name="timing" title={t('properties.timing.title')} isFolded={kind === undefined && timing.tag === undefined}>
      <DurationField
        label={t('properties.timing.limit')}
        value={timing.get('limit')}
        onCommit={(limit) => timing.set({ limit })}
      />
      <SwitchField
        label={t('properties.timing.working')}
        value={timing.get('calendar') !== ''}
        onChange={(isWorking) => timing.set({ calendar: isWorking ? 'working' : '' })}
      />
      <DurationField
        label={t('properties.timing.remind')}
        value={timing.get('remind')}
        onCommit={(remind) => timing.set({ remind })}
      />
      <ChoiceField
        label={t('properties.timing.overdue')}
        value={timing.get('overdue')}
        choices={actions.map((value) => ({ value, label: t(`properties.timing.action.${value || 'none'}`) }))}
        onChange={(overdue) => timing.set({ overdue, ...(overdue === 'escalate' ? {} : { to: '' }) })}
      />
      {isEscalating && (
        <WhoField
          label={t('properties.timing.to')}
          value={timing.get('to')}
          onCommit={(to) => timing.set({ to: to.endsWith(':') ? '' : to })}
        />
      )}
    </Section>
  );
}
