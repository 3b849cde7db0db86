import { useTranslation } from 'react-i18next';
import { textOf } from '../../modeler/index.ts';
import { DurationField } from '../fields/duration-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { VariableField } from '../fields/variable-field.tsx';
import { WhoField } from '../fields/who-field.tsx';
import { freeId, usePanel, useTag } from '../panel-context.ts';

/** What a funnel stage says: where it stands, how long, how likely, and who may pass its borders. */
export function StageSections() {
  const { t } = useTranslation('design');
  const stage = useTag('fortnight:Stage');
  return (
    <>
      <Section name="stage" title={t('properties.stage.title')}>
        <div className="prop-pair">
          <TextField
            label={t('properties.stage.order')}
            value={stage.get('order')}
            onCommit={(order) => stage.set({ order })}
            check={(text) => (/^\d*$/.test(text) ? undefined : t('properties.check.wholeNumber'))}
          />
          <OddsField />
        </div>
        <DurationField
          usualUnit="days"
          label={t('properties.stage.target')}
          value={stage.get('target')}
          onCommit={(target) => stage.set({ target })}
        />
        <WhoField
          label={t('properties.stage.owner')}
          kinds={['group', 'user', 'role']}
          value={stage.get('owner')}
          onCommit={(owner) => stage.set({ owner: owner.endsWith(':') ? '' : owner })}
        />
      </Section>
      <RuleList side="entry" />
      <RuleList side="exit" />
      <RequiredVariables />
      <LossReasons />
    </>
  );
}

/** Written as a share, shown in percent. */
function OddsField() {
  const { t } = useTranslation('design');
  const stage = useTag('fortnight:Stage');
  const share = Number.parseFloat(stage.get('probability'));
  const percent = Number.isFinite(share) ? String(Math.round(share * 1000) / 10) : '';
  const isPercent = (text: string) =>
    text.trim() === '' || (/^\d+([.,]\d+)?$/.test(text.trim()) && Number.parseFloat(text.replace(',', '.')) <= 100);
  return (
    <TextField
      label={t('properties.stage.odds')}
      value={percent}
      check={(text) => (isPercent(text) ? undefined : t('properties.check.percent'))}
      onCommit={(text) =>
        stage.set({
          probability:
            text.trim() === '' || !isPercent(text)
              ? text.trim()
              : String(Math.round(Number.parseFloat(text.replace(',', '.')) * 10) / 1000),
        })
      }
    />
  );
}

const sides = {
  entry: { collection: 'entries', type: 'fortnight:Entry' },
  exit: { collection: 'exits', type: 'fortnight:Exit' },
} as const;

function RuleList({ side }: { side: keyof typeof sides }) {
  const { t } = useTranslation('design');
  const stage = useTag('fortnight:Stage');
  const { collection, type } = sides[side];
  const rules = stage.children(collection);
  return (
    <Section
      name={`stage-${side}`}
      title={t(`properties.stage.${side}`)}
      summary={rules.length ? String(rules.length) : undefined}
      isFolded={rules.length === 0}
    >
      <ListEditor
        label={t(`properties.stage.${side}`)}
        items={rules}
        addLabel={t('properties.stage.addRule')}
        onAdd={() => stage.add(collection, type, { id: freeId(side, rules) })}
        onRemove={(rule) => stage.remove(collection, rule)}
      >
        {(rule) => (
          <>
            <FeelField
              label={t('properties.stage.condition')}
              value={textOf(rule, 'condition')}
              onCommit={(condition) => stage.setChild(rule, { condition })}
            />
            <TextField
              label={t('properties.stage.message')}
              value={textOf(rule, 'message')}
              onCommit={(message) => stage.setChild(rule, { message })}
            />
          </>
        )}
      </ListEditor>
    </Section>
  );
}

function RequiredVariables() {
  const { t } = useTranslation('design');
  const stage = useTag('fortnight:Stage');
  const required = stage.children('required');
  return (
    <Section
      name="stage-required"
      title={t('properties.stage.required')}
      summary={required.length ? String(required.length) : undefined}
      isFolded={required.length === 0}
    >
      <ListEditor
        label={t('properties.stage.required')}
        items={required}
        addLabel={t('properties.stage.addRequired')}
        onAdd={() => stage.add('required', 'fortnight:Required')}
        onRemove={(field) => stage.remove('required', field)}
      >
        {(field) => (
          <VariableField
            label={t('properties.variable')}
            value={textOf(field, 'variable')}
            onCommit={(variable) => stage.setChild(field, { variable })}
          />
        )}
      </ListEditor>
    </Section>
  );
}

function LossReasons() {
  const { t } = useTranslation('design');
  const stage = useTag('fortnight:Stage');
  const { editor } = usePanel();
  const reasons = stage.children('lossReasons');
  return (
    <Section
      name="stage-loss"
      title={t('properties.stage.lossReasons')}
      summary={reasons.length ? String(reasons.length) : undefined}
      isFolded={reasons.length === 0}
    >
      <ListEditor
        label={t('properties.stage.lossReasons')}
        items={reasons}
        addLabel={t('properties.stage.addLossReason')}
        onAdd={() => stage.add('lossReasons', 'fortnight:LossReason', { id: freeId('loss', reasons) })}
        onRemove={(reason) => editor.asOneStep(() => stage.remove('lossReasons', reason))}
      >
        {(reason) => (
          <div className="prop-pair">
            <TextField
              label={t('properties.key')}
              value={textOf(reason, 'id')}
              onCommit={(id) => stage.setChild(reason, { id })}
            />
            <TextField
              label={t('properties.name')}
              value={textOf(reason, 'name')}
              onCommit={(name) => stage.setChild(reason, { name })}
            />
          </div>
        )}
      </ListEditor>
    </Section>
  );
}
