import type { Incident, InstanceDetail } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, saidByProgram, useRefusalText } from '../client/index.ts';
import { Icon, useFormat } from '../ui/index.ts';
import type { Namer } from './sentence.ts';

/** What stands still and needs somebody; retried from here by whoever may. */
export function OpenIncidents({ instance, namer }: { instance: InstanceDetail; namer: Namer }) {
  const { t } = useTranslation('cases');
  const open = instance.incidents.filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <section className="case-incidents" aria-label={t('openIncidents')}>
      {open.map((incident) => (
        <IncidentRow
          key={incident.id}
          incident={incident}
          element={elementOf(incident, namer)}
          mayRetry={instance.can.includes('resolveIncidents')}
        />
      ))}
    </section>
  );
}

const elementOf = ({ elementId, elementName }: Incident, { element }: Namer) =>
  element(elementId) === elementId ? elementName || elementId : element(elementId);

function IncidentRow({ incident, element, mayRetry }: { incident: Incident; element: string; mayRetry: boolean }) {
  const { t, i18n } = useTranslation('cases');
  const words = useTranslation('operations');
  const format = useFormat();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  const retry = useMutation({
    mutationFn: () => api.resolveIncident(incident.id),
    onSuccess: ({ isResolved, message: said }) =>
      isResolved ? void message.success(t('retried')) : void message.error(t('retriedInVain', { message: said ?? '' })),
    onError: (error) => void message.error(refusalText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['instances'] }),
  });
  const cause = `operations:cause.${incident.code}`;
  return (
    <div className="ui-banner" role="alert">
      <Icon name="warn" />
      <div className="ui-grow">
        <b>{element}</b> <span className="ui-second ui-small ui-num">{format.when(incident.raisedAt)}</span>
        {i18n.exists(cause) && <div>{words.t(`cause.${incident.code}`, { ...incident.params, element })}</div>}
        <div className="ui-second">{saidByProgram(incident.message)}</div>
      </div>
      {mayRetry && (
        <Button type="primary" loading={retry.isPending} icon={<Icon name="retry" />} onClick={() => retry.mutate()}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
