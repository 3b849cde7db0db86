import './data.css';
import type { Choice } from '@fortnight/shared/simulation';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Namer } from '../cases/index.ts';
import type { Datum } from './scene.ts';
import { useValueRows, ValueRows } from './value-rows.tsx';

const shownAtFirst = 8;
const signs = { added: '+', changed: '~', gone: '−' } as const;

interface Props {
  readonly data: readonly Datum[];
  readonly namer: Namer;
  /** Absent where the case takes nothing now. */
  readonly onChoose: ((choice: Choice) => void) | undefined;
  readonly names: readonly string[];
}

/** The values of the case: what the last step changed comes first, with what it was. */
export function DataPart({ data, namer, onChoose, names }: Props) {
  const { t } = useTranslation('play');
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const count = (change: Datum['change']) => data.filter((datum) => datum.change === change).length;
  const [added, changed] = [count('added'), count('changed') + count('gone')];
  const changes = data.length - count(undefined);
  const items = isWhole ? data : data.slice(0, Math.max(shownAtFirst, changes));
  return (
    <section aria-labelledby={id}>
      <div className="ui-row">
        <h2 id={id} className="ui-grow">
          {t('data.title')}
        </h2>
        {changes > 0 && <span className="ui-second ui-small">{t('data.changes', { added, changed })}</span>}
      </div>
      {data.length === 0 && <p className="ui-second ui-small">{t('data.none')}</p>}
      <dl className="play-data">
        {items.map((datum) => (
          <Value key={datum.key} datum={datum} namer={namer} />
        ))}
      </dl>
      {(items.length < data.length || isWhole) && (
        <button type="button" className="ui-linklike ui-small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('data.fewer') : t('data.all', { count: data.length })}
        </button>
      )}
      {onChoose && <SetValues names={names} onChoose={onChoose} />}
    </section>
  );
}

function Value({ datum, namer }: { datum: Datum; namer: Namer }) {
  const { t } = useTranslation('play');
  const { name, elementId, value, change, before } = datum;
  const textOf = (of: typeof value) => namer.value(of ?? null, name);
  return (
    <div className={change ? `is-${change}` : ''}>
      <dt title={name}>
        <span className="play-sign" {...(change && { role: 'img', 'aria-label': t(`data.sign.${change}`) })}>
          {change ? signs[change] : ''}
        </span>
        <span className="ui-trunc">
          {namer.variable(name)}
          {elementId !== undefined && <small className="ui-second"> {t('data.of', { element: namer.element(elementId) })}</small>}
        </span>
      </dt>
      <dd className="ui-num">
        {(change === 'changed' || change === 'gone') && <s>{textOf(before)}</s>}
        {change === 'changed' && <span aria-hidden="true"> → </span>}
        {change !== 'gone' && (change ? <b>{textOf(value)}</b> : textOf(value))}
      </dd>
    </div>
  );
}

/** Sets values of the case, as an operator would: what waits for a condition may go on by it. */
function SetValues({ names, onChoose }: { names: readonly string[]; onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation('play');
  const [isOpen, setOpen] = useState(false);
  const handle = useValueRows();
  if (!isOpen)
    return (
      <button type="button" className="ui-linklike ui-small play-set" onClick={() => setOpen(true)}>
        {t('data.set')}
      </button>
    );
  const isEmpty = Object.keys(handle.values).length === 0;
  return (
    <>
      <ValueRows handle={handle} names={names} label={t('data.set')} />
      <Button size="small" disabled={isEmpty} onClick={() => onChoose({ do: 'setVariables', variables: handle.values })}>
        {t('data.setNow')}
      </Button>
    </>
  );
}
