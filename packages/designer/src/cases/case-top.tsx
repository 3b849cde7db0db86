import type { InstanceDetail } from '@fortnight/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { CancelCase } from './cancel-case.tsx';
import { StatePill } from './state-pill.tsx';
import { SteerMenu } from './steer/steer-menu.tsx';
import { useVersionWords } from './version-words.ts';

/** Where one is, the case's state and version, and what can be done with the case as a whole. */
export function CaseTop({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslation('cases');
  const [isCancelling, setCancelling] = useState(false);
  const mayCancel = instance.can.includes('cancel');
  const pause = usePause(instance);
  const words = useVersionWords(useMemo(() => [instance], [instance]));
  return (
    <div className="case-top">
      <Link to="/cases" className="ui-second">
        {t('title')}
      </Link>
      <span className="ui-third" aria-hidden="true">
        /
      </span>
      {instance.parent && (
        <>
          <Link to="/cases/$instanceId" params={{ instanceId: instance.parent.id }} className="ui-second ui-trunc">
            {instance.parent.caseName}
          </Link>
          <span className="ui-third" aria-hidden="true">
            /
          </span>
        </>
      )}
      <b className="ui-num ui-trunc">{instance.parent ? instance.caseName : (instance.businessKey ?? instance.caseName)}</b>
      <StatePill instance={instance} />
      <span className="ui-small ui-second case-top-process">
        {words.process(instance, instance.processName)} v{instance.version}
      </span>
      <span className="ui-grow" />
      <SteerMenu
        instance={instance}
        beside={(['resume', 'suspend'] as const)
          .filter((each) => instance.can.includes(each))
          .map((key) => ({ key, label: t(key), isBusy: pause.isPending, run: () => pause.mutate(`${key}Instance`) }))}
      />
      {(mayCancel || instance.can.includes('cancelAsLost')) && (
        <Button danger onClick={() => setCancelling(true)}>
          {t(mayCancel ? 'cancel' : 'closeAsLost')}
        </Button>
      )}
      {isCancelling && <CancelCase instance={instance} isAsLost={!mayCancel} onClose={() => setCancelling(false)} />}
    </div>
  );
}

function usePause(instance: InstanceDetail) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refusalText = useRefusalText();
  return useMutation({
    mutationFn: (command: 'suspendInstance' | 'resumeInstance') => api[command](instance.id),
    onError: (error) => void message.error(refusalText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['instances'] }),
  });
}
