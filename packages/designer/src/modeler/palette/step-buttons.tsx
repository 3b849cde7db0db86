import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/index.ts';
import type { Editor } from '../editor/editor.ts';
import type { BpmnTarget } from '../features/steps/index.ts';
import { placing } from './use-placing.ts';

const steps: readonly (readonly [key: StepKey, icon: IconName, target: BpmnTarget])[] = [
  ['task', 'user', { type: 'bpmn:UserTask' }],
  ['service', 'operations', { type: 'bpmn:ServiceTask' }],
  ['message', 'mail', { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:MessageEventDefinition' }],
  ['wait', 'clock', { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' }],
  ['decision', 'split', { type: 'bpmn:ExclusiveGateway' }],
  ['script', 'table', { type: 'bpmn:ScriptTask' }],
];
type StepKey = 'task' | 'service' | 'message' | 'wait' | 'decision' | 'script';

/** The steps that most flows are made of. */
export function StepButtons({ editor }: { editor: Editor | undefined }) {
  const { t } = useTranslation('design');
  return (
    <>
      <section aria-label={t('palette.steps')}>
        <h2>{t('palette.steps')}</h2>
        <div className="palette-steps">
          {steps.map(([key, icon, target]) => (
            <button type="button" key={key} className="palette-step" {...placing(editor, target)}>
              <Icon name={icon} />
              {t(`palette.step.${key}`)}
            </button>
          ))}
        </div>
      </section>
      <section aria-label={t('palette.startAndEnd')}>
        <h2>{t('palette.startAndEnd')}</h2>
        <div className="palette-steps">
          <button type="button" className="palette-step" {...placing(editor, { type: 'bpmn:StartEvent' })}>
            <span className="palette-circle" />
            {t('palette.step.start')}
          </button>
          <button type="button" className="palette-step" {...placing(editor, { type: 'bpmn:EndEvent' })}>
            <span className="palette-circle palette-circle-end" />
            {t('palette.step.end')}
          </button>
        </div>
      </section>
    </>
  );
}
