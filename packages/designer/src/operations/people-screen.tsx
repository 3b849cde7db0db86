import type { User } from '@fortnight/shared/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useRefusalText } from '../client/index.ts';
import { hasRole, PersonTag, useDirectory, useJobTitle, useMe } from '../session/index.ts';
import { Card, EmptyState, Icon, Kbd, LoadingSkeleton, Pill, ProblemBanner, useFormat, useRowFocus } from '../ui/index.ts';
import { GroupsCard } from './groups-card.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';

function PersonRow({ user, onEdit }: { user: User; onEdit: (() => void) | undefined }) {
  const { t } = useTranslation(['operations', 'shell']);
  const { nameOf } = useDirectory();
  const titleWords = useJobTitle();
  const { data: groups } = useQuery(queries.groups());
  const groupName = (id: string) => groups?.items.find((group) => group.id === id)?.name ?? id;
  return (
    <tr>
      <th scope="row">
        {onEdit ? (
          <button type="button" className="operations-person" data-row="" onClick={onEdit}>
            <PersonTag id={user.id} />
          </button>
        ) : (
          <PersonTag id={user.id} />
        )}
        <small className="ui-second">{[titleWords(user.title ?? undefined), user.email].filter(Boolean).join(' · ')}</small>
      </th>
      <td>{user.roles.map((role) => t(`shell:role.${role}`)).join(t('listJoin'))}</td>
      <td className="operations-wide">{user.groups.map(groupName).join(t('listJoin')) || '–'}</td>
      <td className="operations-wide operations-short">{user.managerId ? nameOf(user.managerId) : '–'}</td>
      <td>
        {!user.isActive && <Pill>{t('person.inactive')}</Pill>}
        {user.hasSecondFactor && (
          <Pill tone="green" icon="shield">
            {t('person.secondFactor')}
          </Pill>
        )}
      </td>
    </tr>
  );
}

function Invitations() {
  const { t } = useTranslation('operations');
  const { ago } = useFormat();
  const { data } = useQuery(queries.invitations());
  const open = (data?.items ?? []).filter(
    ({ acceptedAt, expiresAt }) => acceptedAt === undefined && Date.parse(expiresAt) > Date.now(),
  );
  if (open.length === 0) return null;
  return (
    <Card title={t('invite.open')}>
      <ul className="operations-groups">
        {open.map(({ id, email, expiresAt }) => (
          <li key={id}>
            <span className="ui-grow ui-trunc">{email}</span>
            <span className="ui-second ui-small">{t('invite.expires', { when: ago(expiresAt) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PeopleTable({ users, onEdit }: { users: readonly User[]; onEdit: ((user: User) => void) | undefined }) {
  const { t } = useTranslation('operations');
  const list = useRowFocus<HTMLTableSectionElement>(t('tab.people'));
  return (
    <table className="ui-table operations-table">
      <thead>
        <tr>
          <th scope="col">{t('person.name')}</th>
          <th scope="col">{t('person.roles')}</th>
          <th scope="col" className="operations-wide">
            {t('person.groups')}
          </th>
          <th scope="col" className="operations-wide">
            {t('person.manager')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody ref={list}>
        {users.map((user) => (
          <PersonRow key={user.id} user={user} onEdit={onEdit && (() => onEdit(user))} />
        ))}
      </tbody>
    </table>
  );
}

/** Everybody: roles, groups, managers; inviting by link, new passwords by link. */
export function PeopleScreen() {
  const { t } = useTranslation('operations');
  const me = useMe();
  const navigate = useNavigate();
  const refusalText = useRefusalText();
  const { q = '' } = useSearch({ from: '/inside/operations/people' });
  const [edited, setEdited] = useState<User>();
  const [isInviting, setInviting] = useState(false);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(queries.users(q));
  const users = data?.pages.flatMap(({ items }) => items) ?? [];
  const isAdmin = hasRole(me, 'admin');
  const find = (text: string) =>
    void navigate({ to: '/operations/people', search: text === '' ? {} : { q: text }, replace: true });
  return (
    <div className="operations-columns">
      <div className="operations-main">
        <div className="ui-row">
          <Input
            className="operations-search"
            data-search=""
            aria-label={t('person.find')}
            placeholder={t('person.find')}
            prefix={<Icon name="search" />}
            suffix={<Kbd>/</Kbd>}
            value={q}
            onChange={({ target }) => find(target.value)}
          />
          <span className="ui-grow" />
          {isAdmin && (
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => setInviting(true)}>
              {t('invite.button')}
            </Button>
          )}
        </div>
        {error && (
          <ProblemBanner title={t('person.failed')} onRetry={() => void refetch()}>
            {refusalText(error)}
          </ProblemBanner>
        )}
        <section className="ui-card operations-scroll" aria-label={t('tab.people')}>
          {!data && !error && <LoadingSkeleton />}
          {data && users.length === 0 && <EmptyState title={t('person.none')} />}
          {users.length > 0 && <PeopleTable users={users} onEdit={isAdmin ? setEdited : undefined} />}
          {hasNextPage && (
            <div className="operations-more">
              <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('more')}
              </Button>
            </div>
          )}
        </section>
      </div>
      <aside className="operations-aside" aria-label={t('groups.title')}>
        {isAdmin && <Invitations />}
        <GroupsCard mayChange={isAdmin} />
      </aside>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {edited && <PersonDialog key={edited.id} user={edited} onClose={() => setEdited(undefined)} />}
    </div>
  );
}
