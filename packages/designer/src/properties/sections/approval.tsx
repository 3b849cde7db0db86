import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ModdleElement, textOf, votersOf } from '../../modeler/index.ts';
import { Avatar } from '../../ui/index.ts';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { SwitchField } from '../fields/switch-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { knownName, parseWho } from '../fields/who.ts';
import { WhoField } from '../fields/who-field.tsx';
import { usePanel, useTag } from '../panel-context.ts';
import { ApprovalFallbacks } from './approval-fallbacks.tsx';
import { ApprovalOutcomes } from './approval-outcomes.tsx';
import { ApprovalRules } from './approval-rules.tsx';

/** Everything about an approval but its time and its form. */
export function ApprovalWho() {
  const { t } = useTranslation('design');
  const approval = useTag('fortnight:Approval');
  const approvers = approval.children('approvers');
  return (
    <Section name="approval" title={t('properties.approval.title')}>
      <ListEditor
        label={t('properties.approval.approver')}
        items={approvers}
        addLabel={t('properties.approval.add')}
        onAdd={() => approval.add('approvers', 'fortnight:Approver', { who: 'group:' })}
        onRemove={(approver) => approval.remove('approvers', approver)}
        onMove={(approver, by) => approval.move('approvers', approver, by)}
        summary={(approver) => <ApproverSummary approver={approver} />}
      >
        {(approver, index) => (
          <>
            <WhoField
              label={t('properties.approval.who', { number: index + 1 })}
              value={textOf(approver, 'who')}
              onCommit={(who) => approval.setChild(approver, { who })}
            />
            <FeelField
              label={t('properties.approval.when')}
              placeholder={t('properties.approval.always')}
              value={textOf(approver, 'when')}
              onCommit={(when) => approval.setChild(approver, { when })}
            />
            <div className="prop-pair">
              <TextField
                label={t('properties.approval.called')}
                value={textOf(approver, 'name')}
                onCommit={(name) => approval.setChild(approver, { name })}
              />
              <TextField
                label={t('properties.approval.level')}
                value={textOf(approver, 'level')}
                onCommit={(level) => approval.setChild(approver, { level })}
              />
            </div>
          </>
        )}
      </ListEditor>
      <Mode count={approvers.length} />
    </Section>
  );
}

/** A role of this workspace in words. */
function useRoleName(): (role: string) => string {
  const { t, i18n } = useTranslation('shell');
  return (role) => (i18n.exists(`shell:role.${role}`) ? t(`role.${role as 'admin'}`) : role);
}

function ApproverSummary({ approver }: { approver: ModdleElement }) {
  const { t } = useTranslation('design');
  const { directory } = usePanel();
  const who = textOf(approver, 'who');
  const { kind, name } = parseWho(who);
  const roleName = useRoleName();
  const called = textOf(approver, 'name');
  const isManager = !called && kind === 'manager-of' && name !== '';
  const shown =
    called ||
    (isManager
      ? t(name === 'starter' ? 'properties.approval.managerOfStarter' : 'properties.approval.managerOf', { name })
      : kind === 'role'
        ? roleName(name)
        : (knownName(who, directory) ?? name)) ||
    '?';
  const note = textOf(approver, 'when') ? t('properties.approval.sometimes') : isManager ? '' : t(`properties.who.${kind}`);
  return (
    <>
      <Avatar name={shown} id={who} />
      <span className="ui-trunc" title={who}>
        {shown}
      </span>
      {note && <small>{note}</small>}
    </>
  );
}

function Mode({ count }: { count: number }) {
  const { t } = useTranslation('design');
  const approval = useTag('fortnight:Approval');
  const mode = approval.get('mode') || 'one';
  const separated = approval
    .get('separateFrom')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const choose = (next: string) =>
    approval.set(
      next === 'quorum'
        ? { mode: next, quorum: approval.get('quorum') || String(Math.max(1, Math.min(2, count))) }
        : { mode: next === 'one' ? '' : next, quorum: '' },
    );
  return (
    <>
      <Segmented
        aria-label={t('properties.approval.mode')}
        block
        value={mode}
        onChange={choose}
        options={[
          { value: 'one', label: t('properties.approval.one') },
          { value: 'quorum', label: t('properties.approval.quorum') },
          { value: 'all', label: t('properties.approval.all') },
        ]}
      />
      {mode === 'quorum' && (
        <FeelField
          label={t('properties.approval.needed', { among: votersOf(approval.tag) })}
          help={
            approval.children('approvers').some((each) => textOf(each, 'when')) ? t('properties.approval.neededHelp') : undefined
          }
          value={approval.get('quorum')}
          onCommit={(quorum) => approval.set({ quorum })}
        />
      )}
      <div className="prop-switches">
        <SwitchField
          label={t('properties.approval.atOnce')}
          value={approval.get('order') !== 'sequential'}
          onChange={(isParallel) => approval.set({ order: isParallel ? '' : 'sequential' })}
        />
        <SwitchField
          label={t('properties.approval.notByStarter')}
          value={separated.includes('starter')}
          onChange={(isSeparate) =>
            approval.set({
              separateFrom: (isSeparate ? ['starter', ...separated] : separated.filter((part) => part !== 'starter')).join(', '),
            })
          }
        />
      </div>
    </>
  );
}

/** What is decided without a vote, what may come out, and what happens when nobody can decide. */
export function ApprovalMore() {
  return (
    <>
      <ApprovalRules />
      <ApprovalOutcomes />
      <ApprovalFallbacks />
    </>
  );
}
