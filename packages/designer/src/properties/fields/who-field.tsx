import { AutoComplete, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { GrowingInput } from '../../ui/index.ts';
import { usePanel } from '../panel-context.ts';
import { variablesInScope } from '../scope.ts';
import { Field, type FieldProps } from './field.tsx';
import { useCommitted } from './use-committed.ts';
import { knownName, offeredWhoKinds, parseWho, theOnlyOne, type WhoChoice, type WhoKind, writeWho } from './who.ts';

interface WhoFieldProps extends FieldProps {
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly kinds?: readonly WhoKind[];
}

/** Somebody: a person, a group, a role, a variable's holder, a manager. */
export function WhoField({ value, onCommit, kinds = offeredWhoKinds, ...field }: WhoFieldProps) {
  const { t } = useTranslation('design');
  const { kind, name } = parseWho(value);
  const { directory } = usePanel();
  const choices = useWhoChoices(kind);
  const matching = (text: string) =>
    choices.filter(({ value: each, label }) => `${each} ${label}`.toLowerCase().includes(text.toLowerCase()));
  const typed = useCommitted(name, (text) => onCommit(writeWho(kind, (isListed(kind) && theOnlyOne(choices, text)) || text)));
  const isUnknown = isListed(kind) && choices.length > 0 && name !== '' && !choices.some((choice) => choice.value === name);
  const called = knownName(value, directory);
  const unknown = isUnknown ? t(`properties.who.unknown.${kind}`, { name }) : undefined;
  return (
    <Field {...field} help={field.help ?? (called === name ? undefined : called)} warning={field.warning ?? unknown}>
      {(id, describedBy) => (
        <Space.Compact block>
          <Select
            aria-label={t('properties.who.kind')}
            className="prop-who-kind"
            value={kind}
            popupMatchSelectWidth={false}
            options={(kinds.includes(kind) ? kinds : [...kinds, kind]).map((each) => ({
              value: each,
              label: t(`properties.who.${each}`),
            }))}
            onChange={(next: WhoKind) => onCommit(writeWho(next, next === 'manager-of' ? 'starter' : ''))}
          />
          {kind !== 'picked' && (
            <AutoComplete
              id={id}
              className="prop-who-name"
              value={typed.text}
              options={typed.text === name ? choices : matching(typed.text)}
              onChange={(next: string) => typed.setText(next ?? '')}
              onSelect={(next: string) => onCommit(writeWho(kind, next))}
              onBlur={typed.onBlur}
            >
              <GrowingInput aria-describedby={describedBy} placeholder={t(`properties.who.example.${kind}`)} />
            </AutoComplete>
          )}
        </Space.Compact>
      )}
    </Field>
  );
}

/** Groups and people of this workspace are known, though a file from elsewhere may name others; a variable may be yet to come. */
const isListed = (kind: WhoKind): kind is 'group' | 'user' => kind === 'group' || kind === 'user';

const systemRoles = ['admin', 'owner', 'risk', 'audit', 'analyst', 'participant'];

function useWhoChoices(kind: WhoKind): WhoChoice[] {
  const { directory, editor, element, forms } = usePanel();
  if (kind === 'group')
    return directory.groups.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` }));
  if (kind === 'user') return directory.people.map(({ email, name }) => ({ value: email, label: `${name}, ${email}` }));
  if (kind === 'role') return systemRoles.map((role) => ({ value: role, label: role }));
  if (kind === 'managers-up-to' || kind === 'picked') return [];
  return variablesInScope(editor, element, forms)
    .filter(({ type }) => type === 'person' || type === '' || type === 'text')
    .map(({ name }) => ({ value: name, label: name }));
}
