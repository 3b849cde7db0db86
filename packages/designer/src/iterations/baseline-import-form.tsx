import { type BaselineImport, baselineColumns, figureIds } from '@fortnight/shared/contract';
import { App, Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useRefusalText } from '../client/index.ts';
import { download, Icon, ProblemBanner, textFile, useFormat } from '../ui/index.ts';
import { isOfHead, saidOnce } from './said-once.ts';
import { useElementNames } from './use-element-names.ts';
import { useFigureWords } from './use-figure-words.ts';
import { useIterationChange } from './use-iteration-change.ts';

const sample = `${baselineColumns.join(',')}
cycleTime,,7,days,480,2025-01-01,2025-12-31,"CRM report of 2025, all regions"
conversion,,21,percent,480,2025-01-01,2025-12-31,"CRM report of 2025, all regions"
`;

/** A file of baselines: looked at first, line by line, and taken whole or not at all. */
export function BaselineImportForm({ processId }: { processId: string }) {
  const { t } = useTranslation('iterations');
  const refusalText = useRefusalText();
  const { message } = App.useApp();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [csv, setCsv] = useState('');
  const [checked, setChecked] = useState<BaselineImport>();
  const type = (text: string) => {
    setCsv(text);
    setChecked(undefined);
  };
  const send = useIterationChange<boolean, BaselineImport>({
    change: (isDryRun) => api.importBaselines(processId, { csv, isDryRun }),
    onDone: (answer) => {
      if (answer.isDryRun) return setChecked(answer);
      void message.success(t('baselines.taken', { count: answer.rows.length }));
      type('');
    },
    isTold: false,
  });
  const mayTake = checked !== undefined && checked.refusals.length === 0 && checked.rows.length > 0;
  return (
    <div className="iterations-form">
      <p className="ui-second ui-small">{t('baselines.columns', { columns: baselineColumns.join(', ') })}</p>
      <div className="ui-row">
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,text/csv,text/plain"
          onChange={({ target }) => {
            void target.files?.[0]?.text().then(type);
            target.value = '';
          }}
        />
        <Button icon={<Icon name="upload" />} onClick={() => file.current?.click()}>
          {t('baselines.choose')}
        </Button>
        <Button type="link" onClick={() => download('baselines.csv', textFile(sample, 'text/csv'))}>
          {t('baselines.sample')}
        </Button>
      </div>
      <label htmlFor={`${id}-csv`}>{t('baselines.paste')}</label>
      <Input.TextArea
        id={`${id}-csv`}
        className="iterations-csv"
        autoSize={{ minRows: 3, maxRows: 10 }}
        placeholder={sample.split('\n').slice(0, 2).join('\n')}
        value={csv}
        onChange={({ target }) => type(target.value)}
      />
      {send.error && <ProblemBanner title={refusalText(send.error)} />}
      {checked && <Checked processId={processId} checked={checked} />}
      <div className="ui-row">
        <Button disabled={csv.trim() === ''} loading={send.isPending && send.variables} onClick={() => send.mutate(true)}>
          {t('baselines.check')}
        </Button>
        {mayTake && (
          <Button type="primary" loading={send.isPending && !send.variables} onClick={() => send.mutate(false)}>
            {t('baselines.take', { count: checked.rows.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What the dry run found: what each line would do, or what is wrong with it. */
function Checked({ processId, checked: { rows, refusals } }: { processId: string; checked: BaselineImport }) {
  const { t } = useTranslation('iterations');
  const { calendarDay, number } = useFormat();
  const words = useFigureWords();
  const elementName = useElementNames(processId);
  const nameOf = (id: string) => figureIds.find((each) => each === id) ?? id;
  if (refusals.length > 0)
    return (
      <div role="status">
        <p>{t('baselines.refused', { count: new Set(refusals.map(({ line }) => line)).size })}</p>
        <ul className="iterations-refusals">
          {saidOnce(refusals).map(({ line, column, code, expected, found }) => (
            <li key={`${line} ${column} ${code}`}>
              <b>{t(isOfHead(code) ? 'baselines.atHead' : 'baselines.at', { line, column })}</b>{' '}
              {t(`baselines.refusal.${code}`, { expected: expected.split(', ').map(nameOf).join(t('comma')), found })}
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <div role="status" className="iterations-table">
      <p>{t('baselines.checked')}</p>
      <table className="ui-table ui-num">
        <thead>
          <tr>
            <th scope="col">{t('baselines.line')}</th>
            <th scope="col">{t('plan.figure')}</th>
            <th scope="col">{t('baselines.value')}</th>
            <th scope="col">{t('baselines.source')}</th>
            <th scope="col">{t('baselines.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, figure, elementId, unit, value, cases, from, to, source, effect }) => (
            <tr key={line}>
              <td>{line}</td>
              <th scope="row">{words.name(figure, elementId === null ? undefined : elementName(elementId))}</th>
              <td>
                {words.value(value, words.measureOf(unit, [value]))}
                {cases !== null && <small className="ui-second">{t('cases', { count: cases, cases: number(cases) })}</small>}
              </td>
              <td>
                {source}
                <small className="ui-second">
                  {t('baselines.span', { from: calendarDay(from).dated, to: calendarDay(to).dated })}
                </small>
              </td>
              <td>{t(`baselines.effect.${effect}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
