import type { ProcessDetail, PublicationRequest } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Icon, useFormat } from '../ui/index.ts';

/** Says by whom and when publication was asked for, with what was written, and takes it back. */
export function Asked({ process, request }: { process: ProcessDetail; request: PublicationRequest }) {
  const { t } = useTranslation('design');
  const { nameOf } = useDirectory();
  const { when, full } = useFormat();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const withdraw = useMutation({
    mutationFn: () => api.withdrawPublicationRequest(process.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['processes'] }),
    onError: (error) => message.error(refusalText(error)),
  });
  const { requestedBy, requestedAt, note } = request;
  const said = { name: nameOf(requestedBy), when: when(requestedAt) };
  return (
    <Popover
      trigger={['click']}
      placement="bottomRight"
      content={
        <div className="design-asked">
          <p title={full(requestedAt)}>{t('publish.askedBy', said)}</p>
          {note !== undefined && <p className="ui-second">{note}</p>}
          <p className="ui-second ui-small">{t('publish.askedEffect')}</p>
          {process.can.includes('withdrawPublication') && (
            <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('publish.withdraw')}
            </Button>
          )}
        </div>
      }
    >
      <Button icon={<Icon name="flag" />}>{t('publish.askedButton', said)}</Button>
    </Popover>
  );
}
