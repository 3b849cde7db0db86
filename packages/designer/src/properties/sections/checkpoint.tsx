import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../modeler/index.ts';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { WhoField } from '../fields/who-field.tsx';
import { freeId, useTag } from '../panel-context.ts';

/** What a compliance checkpoint checks, and who reviews what fails. */
export function CheckpointSections() {
  const { t } = useTranslation('design');
  const checkpoint = useTag('fortnight:Checkpoint');
  const rules = checkpoint.children('rules');
  const evidence = checkpoint.children('evidence');
  return (
    <>
      <Section name="checkpoint" title={t('properties.checkpoint.title')}>
        <TextField
          label={t('properties.checkpoint.regulation')}
          placeholder={t('properties.checkpoint.regulationExample')}
          value={checkpoint.get('regulation')}
          onCommit={(regulation) => checkpoint.set({ regulation })}
        />
        <Segmented
          block
          aria-label={t('properties.checkpoint.severity')}
          value={checkpoint.get('severity') || 'block'}
          onChange={(severity: string) => checkpoint.set({ severity: severity === 'block' ? '' : severity })}
          options={['block', 'warn'].map((value) => ({ value, label: t(`properties.checkpoint.${value}`) }))}
        />
      </Section>
      <Section
        name="checkpoint-rules"
        title={t('properties.checkpoint.rules')}
        summary={rules.length ? String(rules.length) : undefined}
      >
        <ListEditor
          label={t('properties.checkpoint.rule')}
          items={rules}
          addLabel={t('properties.checkpoint.addRule')}
          onAdd={() => checkpoint.add('rules', 'fortnight:Rule', { id: freeId('rule', rules) })}
          onRemove={(rule) => checkpoint.remove('rules', rule)}
        >
          {(rule) => (
            <>
              <FeelField
                label={t('properties.checkpoint.passesWhen')}
                value={textOf(rule, 'when')}
                onCommit={(when) => checkpoint.setChild(rule, { when })}
              />
              <TextField
                label={t('properties.checkpoint.message')}
                value={textOf(rule, 'message')}
                onCommit={(message) => checkpoint.setChild(rule, { message })}
              />
              <TextField
                label={t('properties.key')}
                value={textOf(rule, 'id')}
                onCommit={(id) => checkpoint.setChild(rule, { id })}
              />
            </>
          )}
        </ListEditor>
      </Section>
      <Section name="checkpoint-review" title={t('properties.checkpoint.review')}>
        <WhoField
          label={t('properties.checkpoint.reviewers')}
          kinds={['group', 'user', 'role']}
          value={checkpoint.get('reviewers')}
          onCommit={(reviewers) => checkpoint.set({ reviewers: reviewers.endsWith(':') ? '' : reviewers })}
        />
        <ListEditor
          label={t('properties.checkpoint.evidence')}
          items={evidence}
          addLabel={t('properties.checkpoint.addEvidence')}
          onAdd={() => checkpoint.add('evidence', 'fortnight:Evidence', { id: freeId('evidence', evidence) })}
          onRemove={(piece) => checkpoint.remove('evidence', piece)}
        >
          {(piece) => (
            <>
              <TextField
                label={t('properties.name')}
                value={textOf(piece, 'name')}
                onCommit={(name) => checkpoint.setChild(piece, { name })}
              />
              <SwitchField
                label={t('properties.checkpoint.evidenceRequired')}
                value={textOf(piece, 'required') === 'true'}
                onChange={(isRequired) => checkpoint.setChild(piece, { required: isRequired ? 'true' : '' })}
              />
            </>
          )}
        </ListEditor>
        <div className="prop-pair">
          <TextField
            label={t('properties.approval.result')}
            value={checkpoint.get('result')}
            onCommit={(result) => checkpoint.set({ result })}
          />
          <TextField
            label={t('properties.checkpoint.error')}
            value={checkpoint.get('error')}
            onCommit={(error) => checkpoint.set({ error })}
          />
        </div>
      </Section>
    </>
  );
}
