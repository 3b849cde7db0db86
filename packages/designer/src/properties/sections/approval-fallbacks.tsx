import { useTranslation } from 'react-i18next';
import { textOf } from '../../modeler/index.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { VariableField } from '../fields/variable-field.tsx';
import { WhoField } from '../fields/who-field.tsx';
import { useTag } from '../panel-context.ts';

/** When nobody is found, when the same person comes up again, who gets a copy, and what a decider sees first. */
export function ApprovalFallbacks() {
  const { t } = useTranslation('design');
  const approval = useTag('fortnight:Approval');
  return (
    <Section name="approval-fallbacks" title={t('properties.approval.more')} isFolded>
      <Nobody />
      <SamePerson />
      <ListEditor
        label={t('properties.approval.copy')}
        items={approval.children('copies')}
        addLabel={t('properties.approval.addCopy')}
        onAdd={() => approval.add('copies', 'fortnight:Copy', { to: 'group:' })}
        onRemove={(copy) => approval.remove('copies', copy)}
      >
        {(copy) => (
          <WhoField
            label={t('properties.approval.copyTo')}
            value={textOf(copy, 'to')}
            onCommit={(to) => approval.setChild(copy, { to })}
          />
        )}
      </ListEditor>
      <ListEditor
        label={t('properties.approval.fact')}
        items={approval.children('facts')}
        addLabel={t('properties.approval.addFact')}
        onAdd={() => approval.add('facts', 'fortnight:Fact')}
        onRemove={(fact) => approval.remove('facts', fact)}
      >
        {(fact) => (
          <>
            <div className="prop-pair">
              <VariableField
                label={t('properties.variable')}
                value={textOf(fact, 'variable')}
                onCommit={(variable) => approval.setChild(fact, { variable })}
              />
              <ChoiceField
                label={t('properties.approval.better')}
                value={textOf(fact, 'better')}
                choices={['', 'higher', 'lower'].map((value) => ({
                  value,
                  label: t(`properties.approval.betterIs.${value || 'neither'}`),
                }))}
                onChange={(better) => approval.setChild(fact, { better })}
              />
            </div>
            <FeelField
              label={t('properties.approval.policy')}
              value={textOf(fact, 'policy')}
              onCommit={(policy) => approval.setChild(fact, { policy })}
            />
            <FeelField
              label={t('properties.approval.near')}
              value={textOf(fact, 'near')}
              onCommit={(near) => approval.setChild(fact, { near })}
            />
          </>
        )}
      </ListEditor>
    </Section>
  );
}

function Nobody() {
  const { t } = useTranslation('design');
  const approval = useTag('fortnight:Approval');
  const nobody = approval.tag?.get('nobody');
  const rule =
    typeof nobody === 'object' && nobody !== null && 'get' in nobody ? (nobody as NonNullable<typeof approval.tag>) : undefined;
  const action = textOf(rule, 'do');
  return (
    <>
      <ChoiceField
        label={t('properties.approval.nobody')}
        value={action}
        choices={['', 'assign', 'approve', 'reject', 'incident'].map((value) => ({
          value,
          label: t(`properties.approval.nobodyDo.${value || 'usual'}`),
        }))}
        onChange={(value) =>
          approval.setOne(
            'nobody',
            'fortnight:Nobody',
            value ? { do: value, ...(value === 'assign' ? { to: 'role:admin' } : {}) } : undefined,
          )
        }
      />
      {rule && action === 'assign' && (
        <WhoField
          label={t('properties.approval.nobodyTo')}
          value={textOf(rule, 'to')}
          onCommit={(to) => approval.setChild(rule, { to })}
        />
      )}
    </>
  );
}

function SamePerson() {
  const { t } = useTranslation('design');
  const approval = useTag('fortnight:Approval');
  const samePerson = approval.tag?.get('samePerson');
  const rule =
    typeof samePerson === 'object' && samePerson !== null && 'get' in samePerson
      ? (samePerson as NonNullable<typeof approval.tag>)
      : undefined;
  return (
    <ChoiceField
      label={t('properties.approval.samePerson')}
      value={textOf(rule, 'do')}
      choices={['', 'once', 'again'].map((value) => ({
        value,
        label: t(`properties.approval.samePersonDo.${value || 'usual'}`),
      }))}
      onChange={(value) => approval.setOne('samePerson', 'fortnight:SamePerson', value ? { do: value } : undefined)}
    />
  );
}
