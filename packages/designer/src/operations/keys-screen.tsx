import type { ApiKey } from '@fortnight/shared/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { EmptyState, Icon, LoadingSkeleton, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { DoneButton } from './done-button.tsx';
import { OneTimeSecret, untilKept } from './one-time-link.tsx';
import { Field, RolesField, type SystemRole } from './person-fields.tsx';

function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operations');
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const formId = useId();
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly SystemRole[]>(['worker']);
  const create = useMutation({
    mutationFn: () => api.createApiKey({ name: name.trim(), roles: [...roles] }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const isReady = name.trim() !== '' && roles.length > 0;
  const cancel = (
    <Button key="cancel" onClick={onClose}>
      {t('cancel')}
    </Button>
  );
  return (
    <Modal
      open
      title={t('key.title')}
      onCancel={onClose}
      {...(create.data && untilKept)}
      footer={
        create.data ? (
          <DoneButton onClose={onClose} />
        ) : (
          [
            cancel,
            <Button key="create" type="primary" htmlType="submit" form={formId} loading={create.isPending} disabled={!isReady}>
              {t('key.action')}
            </Button>,
          ]
        )
      }
    >
      {create.data?.key ? (
        <OneTimeSecret label={t('key.secret')} note={t('key.made')} value={create.data.key} />
      ) : (
        <form id={formId} className="operations-form" onSubmit={submit}>
          {create.error && <ProblemBanner title={refusalText(create.error)} />}
          <Field label={t('key.name')}>
            {(id) => <Input id={id} autoFocus value={name} maxLength={255} onChange={({ target }) => setName(target.value)} />}
          </Field>
          <RolesField roles={roles} onChange={setRoles} />
        </form>
      )}
    </Modal>
  );
}

function useRevoke(): (key: ApiKey) => void {
  const { t } = useTranslation('operations');
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const refusalText = useRefusalText();
  return ({ id, name }) => {
    modal.confirm({
      title: t('key.revokeTitle', { name }),
      content: t('key.revokeEffect'),
      okText: t('key.revoke'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: async () => {
        try {
          await api.revokeApiKey(id);
        } catch (error) {
          message.error(refusalText(error));
        }
        await client.invalidateQueries({ queryKey: ['api-keys'] });
      },
    });
  };
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { t } = useTranslation(['operations', 'shell']);
  const { nameOf } = useDirectory();
  const { when, ago } = useFormat();
  const { name, roles, userId, createdBy, createdAt, lastUsedAt, revokedAt } = apiKey;
  return (
    <tr className={revokedAt ? 'is-revoked' : undefined}>
      <th scope="row">
        {name}
        {userId && <small className="ui-second">{t('key.actsAs', { name: nameOf(userId) })}</small>}
      </th>
      <td>{roles.map((role) => t(`shell:role.${role}`)).join(t('listJoin'))}</td>
      <td className="operations-wide">{t('key.createdBy', { name: nameOf(createdBy), when: when(createdAt) })}</td>
      <td>{lastUsedAt ? ago(lastUsedAt) : t('key.neverUsed')}</td>
      <td className="is-number">
        {revokedAt ? (
          <Pill>{t('key.revoked', { when: when(revokedAt) })}</Pill>
        ) : (
          <Button size="small" danger onClick={onRevoke} aria-label={t('key.revokeTitle', { name })}>
            {t('key.revoke')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Keys of outside programs: which there are, when they were used, a new one, an end to one. */
export function KeysScreen() {
  const { t } = useTranslation('operations');
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(queries.apiKeys());
  const [isMaking, setMaking] = useState(false);
  const revoke = useRevoke();
  return (
    <div className="operations-single">
      <div className="ui-row">
        <p className="ui-second">{t('key.note')}</p>
        <span className="ui-grow" />
        <Button type="primary" icon={<Icon name="key" />} onClick={() => setMaking(true)}>
          {t('key.button')}
        </Button>
      </div>
      {error && (
        <ProblemBanner title={t('key.failed')} onRetry={() => void refetch()}>
          {refusalText(error)}
        </ProblemBanner>
      )}
      <section className="ui-card operations-scroll" aria-label={t('tab.keys')}>
        {!data && !error && <LoadingSkeleton />}
        {data?.items.length === 0 && <EmptyState title={t('key.none')}>{t('key.noneNote')}</EmptyState>}
        {data && data.items.length > 0 && (
          <table className="ui-table ui-num operations-table">
            <thead>
              <tr>
                <th scope="col">{t('key.name')}</th>
                <th scope="col">{t('person.roles')}</th>
                <th scope="col" className="operations-wide">
                  {t('key.created')}
                </th>
                <th scope="col">{t('key.lastUsed')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.items.map((key) => (
                <KeyRow key={key.id} apiKey={key} onRevoke={() => revoke(key)} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      {isMaking && <NewKeyDialog onClose={() => setMaking(false)} />}
    </div>
  );
}
