import { useTranslation } from 'react-i18next';
import { textOf } from '../../modeler/index.ts';
import { FeelField } from '../fields/feel-field.tsx';
import { ListEditor } from '../fields/list-editor.tsx';
import { Section } from '../fields/section.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useTag } from '../panel-context.ts';

const kinds = [
  { key: 'autoApprove', type: 'fortnight:AutoApprove' },
  { key: 'autoReject', type: 'fortnight:AutoReject' },
] as const;

/** When an approval decides itself. */
export function ApprovalRules() {
  const { t } = useTranslation('design');
  const approval = useTag('fortnight:Approval');
  const count = kinds.reduce((sum, { key }) => sum + approval.children(key).length, 0);
  return (
    <Section
      name="approval-rules"
      title={t('properties.approval.rules')}
      summary={count ? String(count) : undefined}
      isFolded={count === 0}
    >
      {kinds.map(({ key, type }) => (
        <ListEditor
          key={key}
          label={t(`properties.approval.${key}`)}
          items={approval.children(key)}
          addLabel={t(`properties.approval.${key}`)}
          onAdd={() => approval.add(key, type)}
          onRemove={(rule) => approval.remove(key, rule)}
        >
          {(rule) => (
            <>
              <FeelField
                label={t(`properties.approval.${key}When`)}
                value={textOf(rule, 'when')}
                onCommit={(when) => approval.setChild(rule, { when })}
              />
              <TextField
                label={t('properties.approval.reason')}
                value={textOf(rule, 'reason')}
                onCommit={(reason) => approval.setChild(rule, { reason })}
              />
            </>
          )}
        </ListEditor>
      ))}
    </Section>
  );
}
