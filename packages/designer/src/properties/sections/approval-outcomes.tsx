import { useTranslation } from 'react-i18next';
import { type DiagramElement, type ModdleElement, textOf } from '../../modeler/index.ts';
import { Pill, type Tone } from '../../ui/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { freeId, usePanel, useTag } from '../panel-context.ts';

const kinds = ['approve', 'reject', 'send-back'] as const;

/** What may come out of an approval, and the variable that holds it. */
export function ApprovalOutcomes() {
  const { t } = useTranslation('design');
  const { editor, element } = usePanel();
  const approval = useTag('fortnight:Approval');
  const outcomes = approval.children('outcomes');
  const targets = earlierTasks(editor.elements(), element);
  const addMissing = () => {
    const missing = kinds.find((kind) => !outcomes.some((outcome) => textOf(outcome, 'kind') === kind)) ?? 'approve';
    const id = outcomes.some((outcome) => textOf(outcome, 'id') === missing) ? freeId(missing, outcomes) : missing;
    approval.add('outcomes', 'fortnight:Outcome', { id, kind: missing, comment: missing === 'approve' ? '' : 'required' });
  };
  return (
    <Section
      name="approval-outcomes"
      title={t('properties.approval.outcomes')}
      summary={outcomes.length ? String(outcomes.length) : t('properties.approval.usualOutcomes')}
      isFolded
    >
      <ListEditor
        label={t('properties.approval.outcome')}
        items={outcomes}
        addLabel={t('properties.approval.addOutcome')}
        onAdd={addMissing}
        onRemove={(outcome) => approval.remove('outcomes', outcome)}
        summary={(outcome) => <OutcomeSummary outcome={outcome} />}
      >
        {(outcome) => (
          <>
            <div className="prop-pair">
              <ChoiceField
                label={t('properties.approval.kind')}
                value={textOf(outcome, 'kind')}
                choices={kinds.map((kind) => ({ value: kind, label: t(`properties.approval.outcomeKind.${kind}`) }))}
                onChange={(kind) => approval.setChild(outcome, { kind, ...(kind === 'send-back' ? {} : { to: '' }) })}
              />
              <TextField
                label={t('properties.name')}
                value={textOf(outcome, 'name')}
                onCommit={(name) => approval.setChild(outcome, { name })}
              />
            </div>
            {textOf(outcome, 'kind') === 'send-back' && (
              <ChoiceField
                label={t('properties.approval.backTo')}
                value={textOf(outcome, 'to')}
                choices={targets.map(({ id, businessObject }) => ({ value: id, label: textOf(businessObject, 'name') || id }))}
                onChange={(to) => approval.setChild(outcome, { to })}
              />
            )}
            <SwitchField
              label={t('properties.approval.commentRequired')}
              value={textOf(outcome, 'comment') === 'required'}
              onChange={(isRequired) => approval.setChild(outcome, { comment: isRequired ? 'required' : '' })}
            />
          </>
        )}
      </ListEditor>
      <div className="prop-pair">
        <TextField
          label={t('properties.approval.result')}
          help={t('properties.approval.resultHelp', { name: approval.get('result') || 'approval' })}
          value={approval.get('result')}
          onCommit={(result) => approval.set({ result })}
        />
        <TextField
          label={t('properties.approval.error')}
          value={approval.get('error')}
          onCommit={(error) => approval.set({ error })}
        />
      </div>
    </Section>
  );
}

const tones: Readonly<Record<string, Tone>> = { approve: 'green', reject: 'red', 'send-back': 'amber' };

function OutcomeSummary({ outcome }: { outcome: ModdleElement }) {
  const { t } = useTranslation('design');
  const kind = textOf(outcome, 'kind');
  const name = textOf(outcome, 'name') || t(`properties.approval.outcomeKind.${kind}`, { defaultValue: kind });
  return <Pill tone={tones[kind] ?? 'grey'}>{name}</Pill>;
}

/** Tasks from which the flow leads here: a send-back goes only to what a case may have completed. */
function earlierTasks(elements: readonly DiagramElement[], element: DiagramElement): readonly DiagramElement[] {
  const seen = new Set<DiagramElement>();
  const queue: DiagramElement[] = [element];
  for (let current = queue.pop(); current; current = queue.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    for (const { source } of current.incoming) if (source) queue.push(source, ...source.children);
    if (current.parent?.type.endsWith('SubProcess')) queue.push(current.parent);
    if (current.host) queue.push(current.host);
  }
  return elements.filter((other) => other !== element && seen.has(other) && /Task$/.test(other.type));
}
