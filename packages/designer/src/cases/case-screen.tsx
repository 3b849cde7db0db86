import type { InstanceDetail } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError, queries, useRefusalText } from '../client/index.ts';
import { StopBanner } from '../stops/index.ts';
import { EmptyState, LoadingSkeleton, ProblemBanner, useFormat } from '../ui/index.ts';
import { AboutCase } from './about-case.tsx';
import { CalledCases } from './called-cases.tsx';
import { CaseData } from './case-data.tsx';
import { CaseStages } from './case-stages.tsx';
import { CaseTop } from './case-top.tsx';
import { Conversation } from './conversation.tsx';
import { OpenIncidents } from './open-incidents.tsx';
import { Exceptions } from './steer/exceptions.tsx';
import { useCaseWords } from './use-case.ts';
import { useVersionWords } from './version-words.ts';
import { WaitingFor } from './waiting-for.tsx';
import { WhatHappened } from './what-happened.tsx';
import { WhereItStands } from './where-it-stands.tsx';

/** One case: where it stands, what happened, what it holds, and what can be done with it. */
export function CaseScreen() {
  const { t } = useTranslation('cases');
  const { instanceId } = useParams({ from: '/inside/cases/$instanceId' });
  const refusalText = useRefusalText();
  const { data: instance, error, refetch } = useQuery(queries.instance(instanceId));
  if (instance) return <Case key={instance.id} instance={instance} />;
  if (error instanceof ProblemError && error.status === 404)
    return (
      <>
        <h1 className="ui-unseen">{t('title')}</h1>
        <EmptyState title={t('notFound')} action={<Link to="/cases">{t('notFoundBack')}</Link>} />
      </>
    );
  if (error)
    return (
      <div className="cases">
        <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />
      </div>
    );
  return <LoadingSkeleton lines={14} />;
}

function Case({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslation('cases');
  const words = useCaseWords(instance);
  const { element } = useSearch({ from: '/inside/cases/$instanceId' });
  const navigate = useNavigate();
  const select = (id: string | undefined) =>
    void navigate({
      to: '/cases/$instanceId',
      params: { instanceId: instance.id },
      search: id === undefined || id === element ? {} : { element: id },
      replace: true,
    });
  return (
    <div className="case">
      <CaseTop instance={instance} />
      <div className="case-work">
        <div className="case-left">
          <CaseHead instance={instance} words={words} />
          <CaseStops instance={instance} words={words} />
          <OpenIncidents instance={instance} namer={words.namer} />
          <WhereItStands instance={instance} words={words} selectedId={element} onSelect={select} />
          <WhatHappened instance={instance} namer={words.namer} elementId={element} onAll={() => select(undefined)} />
        </div>
        <aside className="case-panel" aria-label={t('facts')}>
          <WaitingFor instance={instance} namer={words.namer} />
          <CalledCases instance={instance} namer={words.namer} />
          <CaseData instance={instance} words={words} />
          <Exceptions instance={instance} namer={words.namer} />
          <AboutCase instance={instance} namer={words.namer} />
          <section>
            <h2>{t('comments')}</h2>
            <Conversation instanceId={instance.id} mayWrite={instance.can.includes('comment')} />
          </section>
        </aside>
      </div>
    </div>
  );
}

/** Why the case, or a part of it, does not go on. */
function CaseStops({ instance, words }: { instance: InstanceDetail; words: ReturnType<typeof useCaseWords> }) {
  const { t } = useTranslation('stops');
  const process = useVersionWords(useMemo(() => [instance], [instance])).process(instance, instance.processName);
  return instance.stops.map((stop) => {
    const element = stop.elementId === null ? undefined : words.namer.element(stop.elementId);
    return <StopBanner key={stop.id} stop={stop} names={{ element, process }} title={t('standsStill')} />;
  });
}

/** The deal's name, how long it runs, its amount, and its stages. */
function CaseHead({ instance, words }: { instance: InstanceDetail; words: ReturnType<typeof useCaseWords> }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const amount = instance.data.find(({ type, value }) => type === 'money' && typeof value === 'number');
  const stages = words.isTranslated
    ? instance.stages.map((stage) => ({ ...stage, name: words.names.get(stage.elementId) ?? stage.name }))
    : instance.stages;
  return (
    <header className="case-head">
      <div className="case-title">
        <h1>{instance.caseName || instance.businessKey || instance.id}</h1>
        <span className="ui-grow ui-small ui-second">
          {instance.endedAt === null
            ? t('since', { date: format.date(instance.startedAt) })
            : t('fromTo', { start: format.date(instance.startedAt), end: format.date(instance.endedAt) })}
        </span>
        {typeof amount?.value === 'number' && <b className="ui-num">{format.money(amount.value, amount.currency)}</b>}
      </div>
      <CaseStages stages={stages} />
    </header>
  );
}
