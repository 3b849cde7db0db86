import { useTranslation } from 'react-i18next';
import { elementOf, type ModdleElement, textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DurationField } from '../fields/duration-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';

const kinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;
type TimerKind = (typeof kinds)[number];

/** When a timer fires. */
export function TimerSection({ definition }: { definition: ModdleElement }) {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const timer = useTag('fortnight:Timer');
  const kind: TimerKind = kinds.find((each) => elementOf(definition, each)) ?? 'timeDuration';
  const value = textOf(elementOf(definition, kind), 'body');
  const write = (next: TimerKind, body: string) => {
    const expression = body === '' && next === kind ? undefined : editor.create('bpmn:FormalExpression', { body }, definition);
    const others = Object.fromEntries(kinds.map((each) => [each, undefined]));
    editor.update(element, definition, { ...others, [next]: expression });
  };
  return (
    <Section name="timer" title={t('properties.timer.title')}>
      <ChoiceField
        label={t('properties.timer.kind')}
        value={kind}
        choices={kinds.map((each) => ({ value: each, label: t(`properties.timer.${each}`) }))}
        onChange={(next) => write(kinds.find((each) => each === next) ?? 'timeDuration', '')}
      />
      {kind === 'timeDuration' ? (
        <DurationField label={t('properties.timer.duration')} value={value} onCommit={(text) => write(kind, text)} />
      ) : (
        <FeelField
          label={t(kind === 'timeDate' ? 'properties.timer.date' : 'properties.timer.cycle')}
          isTextAllowed
          placeholder={kind === 'timeDate' ? '2027-01-15T09:00:00+08:00' : 'R/PT24H'}
          value={value}
          onCommit={(text) => write(kind, text)}
        />
      )}
      {kind === 'timeDuration' && (
        <SwitchField
          label={t('properties.timing.working')}
          value={timer.get('calendar') !== ''}
          onChange={(isWorking) => timer.set({ calendar: isWorking ? 'working' : '' })}
        />
      )}
    </Section>
  );
}
