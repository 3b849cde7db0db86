import type { Group } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { Card, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { groupIdOf } from './group-id.ts';

function NewGroup() {
  const { t } = useTranslation('operations');
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => api.createGroup({ id: groupIdOf(name), name: name.trim() }),
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: ['groups'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className="operations-new-group" onSubmit={submit}>
      {create.error && <ProblemBanner title={refusalText(create.error)} />}
      <div className="ui-row">
        <Input
          aria-label={t('groups.name')}
          placeholder={t('groups.name')}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button htmlType="submit" loading={create.isPending} disabled={groupIdOf(name) === ''}>
          {t('groups.add')}
        </Button>
      </div>
    </form>
  );
}

/** The business groups that tasks go to. */
export function GroupsCard({ mayChange }: { mayChange: boolean }) {
  const { t, i18n } = useTranslation('operations');
  const { number } = useFormat();
  const { data } = useQuery(queries.groups());
  const byName = (one: Group, other: Group) => one.name.localeCompare(other.name, i18n.language);
  return (
    <Card title={t('groups.title')} note={t('groups.note')}>
      {data ? (
        <ul className="operations-groups">
          {data.items.toSorted(byName).map(({ id, name, memberCount }) => (
            <li key={id}>
              <span className="ui-grow">
                {name} {name !== id && <code>{id}</code>}
              </span>
              <span className="ui-num ui-second">
                {t('groups.members', { count: memberCount, members: number(memberCount) })}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <LoadingSkeleton lines={3} />
      )}
      {mayChange && <NewGroup />}
    </Card>
  );
}
