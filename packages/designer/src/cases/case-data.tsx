import type { DataItem, FormField, InstanceDetail } from '@fortnight/shared/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../client/index.ts';
import { fileIn, useValueText } from '../forms/index.ts';
import { useDirectory } from '../session/index.ts';
import { Icon, useFormat } from '../ui/index.ts';
import { CorrectValue } from './correct-value.tsx';
import type { CaseWords } from './use-case.ts';

const shownAtFirst = 8;

/** What the case holds, with what a value was before; corrected one at a time, with a reason. */
export function CaseData({ instance, words }: { instance: InstanceDetail; words: CaseWords }) {
  const { t } = useTranslation('cases');
  const { namer, optionsOf } = words;
  const [isWhole, setWhole] = useState(false);
  const [correcting, setCorrecting] = useState<DataItem>();
  const ordinary = instance.data.filter(({ isReserved, value }) => !isReserved && value !== null);
  const rest = instance.data.filter((item) => !ordinary.includes(item));
  const items = isWhole ? [...ordinary, ...rest] : ordinary.slice(0, shownAtFirst);
  const mayCorrect = instance.can.includes('setVariables');
  return (
    <section>
      <div className="ui-row">
        <h2 className="ui-grow">{t('data')}</h2>
        {instance.data.length > items.length || isWhole ? (
          <button type="button" className="ui-linklike ui-small" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('lessData') : t('allData', { count: instance.data.length })}
          </button>
        ) : null}
      </div>
      {items.length === 0 && <p className="ui-small ui-second">{t(instance.data.length === 0 ? 'noData' : 'noValues')}</p>}
      <dl className="case-data">
        {items.map((item) => (
          <Item
            key={item.name}
            item={item}
            label={namer.variable(item.name)}
            options={optionsOf(item.name)}
            onCorrect={mayCorrect && !item.isReserved ? () => setCorrecting(item) : undefined}
          />
        ))}
      </dl>
      {correcting && (
        <CorrectValue
          instanceId={instance.id}
          item={correcting}
          label={namer.variable(correcting.name)}
          onClose={() => setCorrecting(undefined)}
        />
      )}
    </section>
  );
}

interface ItemProps {
  readonly item: DataItem;
  readonly label: string;
  readonly options: FormField['options'];
  readonly onCorrect: (() => void) | undefined;
}

function Item({ item, label, options, onCorrect }: ItemProps) {
  const { t } = useTranslation('cases');
  const text = useValueText();
  const format = useFormat();
  const { nameOf } = useDirectory();
  const hint = {
    ...(item.type !== undefined ? { type: item.type } : item.name === 'starter' && { type: 'person' }),
    ...(item.currency !== undefined && { currency: item.currency }),
  };
  const file = item.type === 'file' ? fileIn(item.value) : undefined;
  const changed = item.changedAt === undefined ? undefined : `${format.full(item.changedAt)} ${nameOf(item.changedBy)}`;
  return (
    <div>
      <dt title={item.name}>{label}</dt>
      <dd className="ui-num">
        <span className="ui-grow">
          {file ? <a href={api.fileAddress(file.fileId)}>{file.name}</a> : text(item.value, hint, options)}
        </span>
        {item.before !== undefined && item.before !== null && (
          <small className="ui-third" {...(changed !== undefined && { title: changed })}>
            {t('was', { value: text(item.before, item.type === 'money' ? undefined : hint, options) })}
          </small>
        )}
        {item.isMasked && <small className="ui-third">{t('masked')}</small>}
        {item.isReserved && <small className="ui-third">{t('byEngine')}</small>}
      </dd>
      <dd>
        {onCorrect && (
          <Button
            type="text"
            size="small"
            icon={<Icon name="edit" />}
            aria-label={t('correctTitle', { name: label })}
            onClick={onCorrect}
          />
        )}
      </dd>
    </div>
  );
}
