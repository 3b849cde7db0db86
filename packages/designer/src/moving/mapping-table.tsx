import type { MigrationImpact, MigrationWishes } from '@fortnight/shared/contract';
import { Checkbox, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ElementWords, type Graph, nodesOf } from '../naming/index.ts';
import { Card, Pill, type Tone, useFormat } from '../ui/index.ts';

type Planned = MigrationImpact['elements'][number];

interface MappingTableProps {
  readonly impact: MigrationImpact;
  readonly wishes: MigrationWishes;
  readonly onWish: (wishes: MigrationWishes) => void;
  /** The dry run of the wishes on screen is still under way. */
  readonly isStale: boolean;
  readonly was: ElementWords;
  readonly is: ElementWords;
  /** What the other version has. */
  readonly targets: Graph | undefined;
  readonly selectedId: string | undefined;
  readonly onSelect: (elementId: string) => void;
}

const tones: Readonly<Record<Planned['match'], Tone>> = {
  unchanged: 'grey',
  changed: 'blue',
  guess: 'amber',
  'by-hand': 'violet',
  none: 'red',
  new: 'green',
};
/** Kinds at which no token of another place may begin. */
const isPlace = (kind: string): boolean => !/^(startEvent|boundaryEvent)$/.test(kind);
const isDated = ({ reasons }: Planned): boolean => reasons.some((code) => code.startsWith('limit-') || code === 'armed-anew');

/** The plan element by element: where each goes, what becomes of its time limit, and why. */
export function MappingTable(props: MappingTableProps) {
  const { impact, isStale } = props;
  const { t } = useTranslation('moving');
  const [isWhole, setWhole] = useState(false);
  const rows = impact.elements.filter(({ from }) => from !== undefined);
  const told = rows.filter(({ cases, match }) => isWhole || cases > 0 || match === 'guess' || match === 'by-hand');
  return (
    <Card
      title={t('mapping')}
      note={isStale ? t('asking') : undefined}
      aside={
        <Checkbox checked={isWhole} onChange={({ target }) => setWhole(target.checked)}>
          {t('everyElement')}
        </Checkbox>
      }
    >
      <div className="moving-scroll" aria-busy={isStale}>
        <table className="ui-table moving-table">
          <thead>
            <tr>
              {(['here', 'there', 'match', 'cases', 'limit', 'why'] as const).map((column) => (
                <th key={column} scope="col" {...(column === 'cases' && { className: 'is-number' })}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((row) => (
              <Row key={row.from} {...props} row={row} />
            ))}
          </tbody>
        </table>
        {told.length === 0 && <p className="moving-none">{t('nobodyThere')}</p>}
      </div>
    </Card>
  );
}

function Row({ row, wishes, onWish, was, is, targets, selectedId, onSelect }: MappingTableProps & { readonly row: Planned }) {
  const { t } = useTranslation('moving');
  const { number } = useFormat();
  const { from = '', to, match, cases, reasons } = row;
  const name = was.called(from)?.name ?? from;
  const isAnew = wishes.anew?.includes(from) === true;
  const misfits = reasons.some((code) => /^(kind|scope|loop|checkpoint)-differs$/.test(code));
  const choices = nodesOf(targets ?? { nodes: [] }).filter(({ id, kind }) => id === to || isPlace(kind));
  const map = (target: string | undefined) =>
    onWish({ ...wishes, mapping: { ...wishes.mapping, [from]: target === undefined || target === '' ? null : target } });
  const date = (choice: string) => onWish({ ...wishes, timers: { ...wishes.timers, [from]: choice as 'keep' } });
  const begin = (isWished: boolean) => {
    const others = (wishes.anew ?? []).filter((id) => id !== from);
    onWish({ ...wishes, anew: isWished ? [...others, from] : others });
  };
  return (
    <tr className={selectedId === from ? 'is-selected' : undefined}>
      <th scope="row">
        <button type="button" className="moving-name" onClick={() => onSelect(from)}>
          {name}
        </button>
      </th>
      <td>
        <Select
          aria-label={t('goesTo', { name })}
          className="moving-target"
          size="small"
          showSearch
          optionFilterProp="label"
          value={to ?? ''}
          onChange={map}
          options={[
            { value: '', label: t('noPlace') },
            ...choices.map(({ id }) => ({ value: id, label: is.called(id)?.name ?? id })),
          ]}
        />
        {(misfits || isAnew) && (
          <Checkbox checked={isAnew} onChange={({ target }) => begin(target.checked)}>
            {t('anew')}
          </Checkbox>
        )}
      </td>
      <td>
        <Pill tone={tones[match]}>{t(`matches.${match}`)}</Pill>
      </td>
      <td className="is-number ui-num">{number(cases)}</td>
      <td>
        {isDated(row) || wishes.timers?.[from] !== undefined ? (
          <Segmented
            aria-label={t('limitOf', { name })}
            size="small"
            value={wishes.timers?.[from] ?? 'keep'}
            onChange={date}
            options={(['keep', 'restart', 'redate'] as const).map((value) => ({ value, label: t(`limits.${value}`) }))}
          />
        ) : (
          <span className="ui-third">{t('limits.none')}</span>
        )}
      </td>
      <td className="ui-small moving-why">
        {reasons.length === 0 ? t('reasons.none') : reasons.map((code) => t(`reasons.${code}`, { defaultValue: code })).join(' ')}
      </td>
    </tr>
  );
}
