import type { Baseline } from '@fortnight/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, queries, useRefusalText } from '../client/index.ts';
import { Icon, LoadingSkeleton, Pill, ProblemBanner, useFormat } from '../ui/index.ts';
import { BaselineForm } from './baseline-form.tsx';
import { BaselineImportForm } from './baseline-import-form.tsx';
import { useElementNames } from './use-element-names.ts';
import { useFigureWords } from './use-figure-words.ts';
import { useIterationChange } from './use-iteration-change.ts';

interface Props {
  readonly processId: string;
  readonly processName: string;
  readonly onClose: () => void;
}

/** What the figures of a process were before they were measured here: typed one by one, or imported from a file. */
export function BaselinesDialog({ processId, processName, onClose }: Props) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(queries.baselines(processId));
  return (
    <Modal open width={760} title={t('baselines.title', { process: processName })} footer={null} onCancel={onClose}>
      <div className="iterations-form">
        <p className="ui-second">{t('baselines.note')}</p>
        {error && <ProblemBanner title={refusalText(error)} onRetry={() => void refetch()} />}
        {!data && !error && <LoadingSkeleton lines={3} />}
        {data?.items.length === 0 && <p>{t('baselines.none')}</p>}
        {data && data.items.length > 0 && <Table processId={processId} items={data.items} />}
        <details>
          <summary>{t('baselines.type')}</summary>
          <BaselineForm processId={processId} />
        </details>
        <details>
          <summary>{t('baselines.import')}</summary>
          <BaselineImportForm processId={processId} />
        </details>
      </div>
    </Modal>
  );
}

function Table({ processId, items }: { processId: string; items: readonly Baseline[] }) {
  const { t } = useTranslation('iterations');
  const { calendarDay, number } = useFormat();
  const words = useFigureWords();
  const elementName = useElementNames(processId);
  const remove = useIterationChange({ change: (id: string) => api.removeBaseline(processId, id) });
  return (
    <div className="iterations-table">
      <table className="ui-table ui-num">
        <thead>
          <tr>
            <th scope="col">{t('plan.figure')}</th>
            <th scope="col">{t('baselines.value')}</th>
            <th scope="col">{t('baselines.source')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, figure, elementId, unit, value, cases, from, to, source, origin }) => {
            const name = words.name(figure, elementId === null ? undefined : elementName(elementId));
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  {words.value(value, words.measureOf(unit, [value]))}
                  {cases !== null && <small className="ui-second">{t('cases', { count: cases, cases: number(cases) })}</small>}
                </td>
                <td>
                  <Pill tone={origin === 'imported' ? 'blue' : 'grey'}>{t(`origin.${origin}`)}</Pill> {source}
                  <small className="ui-second">
                    {t('baselines.span', { from: calendarDay(from).dated, to: calendarDay(to).dated })}
                  </small>
                </td>
                <td>
                  <Button
                    type="text"
                    icon={<Icon name="close" />}
                    aria-label={t('baselines.remove', { name })}
                    loading={remove.isPending && remove.variables === id}
                    onClick={() => remove.mutate(id)}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
