import type { BoardCard, BoardColumn, Iteration } from '@fortnight/shared/contract';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/index.ts';
import { BoardCardView } from './board-card.tsx';
import { CardDialog } from './card-dialog.tsx';
import { columns } from './columns.ts';
import { ComputedCardView } from './computed-card.tsx';
import { shippedOf, useElementNames } from './use-element-names.ts';
import { useMoveCard } from './use-move-card.ts';

/** Plan, do, check, act: what people put there, and what the board says by itself. */
export function Board({ iteration }: { iteration: Iteration }) {
  const { t } = useTranslation('iterations');
  const [dialog, setDialog] = useState<{ readonly column: BoardColumn; readonly card?: BoardCard }>();
  const mayAdd = iteration.can.includes('addCard');
  return (
    <section className="iterations-board" aria-label={t('tab.board')}>
      {columns.map((column) => (
        <Column
          key={column}
          iteration={iteration}
          column={column}
          onAdd={mayAdd ? () => setDialog({ column }) : undefined}
          onEdit={mayAdd ? (card) => setDialog({ column, card }) : undefined}
        />
      ))}
      {dialog && <CardDialog key={dialog.card?.id} iteration={iteration} {...dialog} onClose={() => setDialog(undefined)} />}
    </section>
  );
}

interface ColumnProps {
  readonly iteration: Iteration;
  readonly column: BoardColumn;
  readonly onAdd: (() => void) | undefined;
  readonly onEdit: ((card: BoardCard) => void) | undefined;
}

/** What is carried from column to column. */
const carried = 'application/x-fortnight-card';

function Column({ iteration, column, onAdd, onEdit }: ColumnProps) {
  const { t } = useTranslation('iterations');
  const elementName = useElementNames(iteration.processId, shippedOf(iteration));
  const move = useMoveCard(iteration.id);
  const [isOver, setOver] = useState(false);
  const cards = iteration.cards.filter((card) => card.column === column);
  const computed = iteration.computed.filter((card) => card.column === column);
  const dropAt = (event: DragEvent, position: number) => {
    const cardId = event.dataTransfer.getData(carried);
    setOver(false);
    if (cardId === '') return;
    event.preventDefault();
    event.stopPropagation();
    move.mutate({ cardId, column, position });
  };
  const isCarried = (event: DragEvent) => onEdit !== undefined && event.dataTransfer.types.includes(carried);
  return (
    <section
      className={`iterations-column${isOver ? ' is-over' : ''}`}
      aria-labelledby={`iterations-${column}`}
      onDragOver={(event) => {
        if (!isCarried(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => dropAt(event, cards.length)}
    >
      <h2 id={`iterations-${column}`}>
        {t(`column.${column}`)} <span className="ui-num">{cards.length + computed.length}</span>
      </h2>
      <ul>
        {cards.map((card, index) => (
          <li key={card.id} onDrop={(event) => dropAt(event, index)}>
            <BoardCardView
              iteration={iteration}
              card={card}
              index={index}
              count={cards.length}
              elementName={elementName}
              onMove={move.mutate}
              onEdit={onEdit && (() => onEdit(card))}
              onDragStart={(event) => {
                event.dataTransfer.setData(carried, card.id);
                event.dataTransfer.effectAllowed = 'move';
              }}
            />
          </li>
        ))}
        {computed.map((card) => (
          <li key={`${card.code} ${card.version} ${card.text}`}>
            <ComputedCardView iteration={iteration} card={card} />
          </li>
        ))}
      </ul>
      {column === 'act' && !iteration.verdict && iteration.state !== 'planned' && (
        <p className="iterations-to-come ui-small ui-second">{t('verdictGoesHere')}</p>
      )}
      {onAdd && (
        <button type="button" className="iterations-add" onClick={onAdd}>
          <Icon name="plus" size={14} />
          {t('add')}
          <span className="ui-unseen">{t('addTo', { column: t(`column.${column}`) })}</span>
        </button>
      )}
    </section>
  );
}
