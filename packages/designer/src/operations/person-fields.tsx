import type { User } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';

export type SystemRole = User['roles'][number];
export const systemRoles: readonly SystemRole[] = ['participant', 'owner', 'admin', 'analyst', 'risk', 'audit', 'worker'];

/** What a person is in this workspace. */
export interface PersonForm {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly SystemRole[];
  readonly groups: readonly string[];
  readonly managerId: string | undefined;
}

export function Field({ label, children }: { label: string; children: (id: string) => ReactElement }) {
  const id = useId();
  return (
    <div className="operations-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

export function RolesField({ roles, onChange }: { roles: readonly SystemRole[]; onChange: (roles: SystemRole[]) => void }) {
  const { t } = useTranslation(['operations', 'shell']);
  return (
    <Field label={t('person.roles')}>
      {(id) => (
        <Select<SystemRole[]>
          id={id}
          mode="multiple"
          value={[...roles]}
          onChange={onChange}
          options={systemRoles.map((role) => ({ value: role, label: t(`shell:role.${role}`) }))}
        />
      )}
    </Field>
  );
}

export function GroupsField({ groups, onChange }: { groups: readonly string[]; onChange: (groups: string[]) => void }) {
  const { t } = useTranslation('operations');
  const { data } = useQuery(queries.groups());
  return (
    <Field label={t('person.groups')}>
      {(id) => (
        <Select<string[]>
          id={id}
          mode="multiple"
          value={[...groups]}
          onChange={onChange}
          showSearch={{ optionFilterProp: 'label' }}
          options={(data?.items ?? []).map((group) => ({ value: group.id, label: group.name }))}
        />
      )}
    </Field>
  );
}

/** The fields of a person; `except` may not be their own manager. */
export function PersonFields(props: {
  form: PersonForm;
  onChange: (form: PersonForm) => void;
  except?: string;
  hasTitle?: boolean;
}) {
  const { t } = useTranslation('operations');
  const { people } = useDirectory();
  const { form, onChange } = props;
  return (
    <>
      <Field label={t('person.name')}>
        {(id) => (
          <Input id={id} value={form.name} maxLength={255} onChange={({ target }) => onChange({ ...form, name: target.value })} />
        )}
      </Field>
      {props.hasTitle && (
        <Field label={t('person.title')}>
          {(id) => (
            <Input
              id={id}
              value={form.title}
              maxLength={255}
              onChange={({ target }) => onChange({ ...form, title: target.value })}
            />
          )}
        </Field>
      )}
      <RolesField roles={form.roles} onChange={(roles) => onChange({ ...form, roles })} />
      <GroupsField groups={form.groups} onChange={(groups) => onChange({ ...form, groups })} />
      <Field label={t('person.manager')}>
        {(id) => (
          <Select<string>
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={form.managerId ?? null}
            onChange={(managerId?: string) => onChange({ ...form, managerId })}
            options={people
              .filter((person) => person.id !== props.except)
              .map((person) => ({ value: person.id, label: person.name }))}
          />
        )}
      </Field>
    </>
  );
}
