import type { BoardCard, Iteration } from '@fortnight/shared/contract';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../client/index.ts';
import { useDirectory } from '../session/index.ts';
import { Avatar, Icon, type IconName, useFormat } from '../ui/index.ts';
import { columns } from './columns.ts';
import { useIterationChange } from './use-iteration-change.ts';
import type { CardMove } from './use-move-card.ts';

const icons: Readonly<Record<BoardCard['kind'], IconName>> = {
  suggestion: 'bulb',
  change: 'process',
  risk: 'warn',
  followUp: 'arrow',
  note: 'chat',
};

interface Props {
  readonly iteration: Iteration;
  readonly card: BoardCard;
  readonly index: number;
  /** Cards of its column that people put there. */
  readonly count: number;
  readonly elementName: (elementId: string) => string;
  readonly onMove: (move: CardMove) => void;
  /** Absent: one may look only. */
  readonly onEdit: (() => void) | undefined;
  readonly onDragStart: (event: DragEvent) => void;
}

/** A card that somebody put on the board: its kind in words, what it says, who and until when. */
export function BoardCardView({ iteration, card, index, count, elementName, onMove, onEdit, onDragStart }: Props) {
  const { t } = useTranslation('iterations');
  const { kind, text, isDone, severity, version } = card;
  const kindWords = [t(`kind.${kind}`), severity && t(`severity.${severity}`), version && t('inVersion', { version })];
  const isAlarming = kind === 'risk' && severity !== 'low' && !isDone;
  return (
    <article
      className={`iterations-card${isDone ? ' is-done' : ''}`}
      draggable={onEdit !== undefined}
      onDragStart={onDragStart}
      aria-label={text}
    >
      <div className={`iterations-kind${isAlarming ? ' is-risk' : ''}`}>
        <Icon name={isDone ? 'check' : icons[kind]} size={13} />
        <span className="ui-grow">
          {kindWords.filter(Boolean).join(t('comma'))}
          {isDone && `${t('comma')}${t('done')}`}
        </span>
        {onEdit && <CardMenu {...{ iteration, card, index, count, onMove, onEdit }} />}
      </div>
      <p>{text}</p>
      <Who card={card} elementName={elementName} />
    </article>
  );
}

function Who({ card: { who, createdBy, elementId, dueOn, kind }, elementName }: Pick<Props, 'card' | 'elementName'>) {
  const { t } = useTranslation('iterations');
  const { nameOf } = useDirectory();
  const { calendarDay } = useFormat();
  const person = who ?? (kind === 'suggestion' ? createdBy : null);
  const lines = [
    person && nameOf(person),
    elementId && t('onElement', { element: elementName(elementId) }),
    dueOn && t('dueBy', { when: calendarDay(dueOn).both }),
  ].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <div className="iterations-who">
      {person && <Avatar name={nameOf(person)} id={person} />}
      <span>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    </div>
  );
}

/** What dragging does, by keyboard; and the rest that can be done to a card. */
function CardMenu({
  iteration,
  card,
  index,
  count,
  onMove,
  onEdit,
}: Pick<Props, 'iteration' | 'card' | 'index' | 'count' | 'onMove'> & { onEdit: () => void }) {
  const { t } = useTranslation('iterations');
  const { modal } = App.useApp();
  const change = useIterationChange({ change: () => api.changeCard(iteration.id, card.id, { isDone: !card.isDone }) });
  const remove = useIterationChange({ change: () => api.deleteCard(iteration.id, card.id) });
  const { column, id: cardId } = card;
  const items: NonNullable<MenuProps['items']> = [
    ...columns
      .filter((other) => other !== column)
      .map((other) => ({ key: `to ${other}`, label: t('moveTo', { column: t(`column.${other}`) }) })),
    ...(index > 0 ? [{ key: 'up', label: t('moveUp') }] : []),
    ...(index < count - 1 ? [{ key: 'down', label: t('moveDown') }] : []),
    { type: 'divider' },
    { key: 'edit', label: t('card.edit') },
    { key: 'done', label: t(card.isDone ? 'card.open' : 'card.done') },
    { key: 'delete', label: t('card.delete'), danger: true },
  ];
  const run = (key: string) => {
    const to = columns.find((other) => key === `to ${other}`);
    if (to) onMove({ cardId, column: to, position: iteration.cards.filter((other) => other.column === to).length });
    else if (key === 'up') onMove({ cardId, column, position: index - 1 });
    else if (key === 'down') onMove({ cardId, column, position: index + 1 });
    else if (key === 'edit') onEdit();
    else if (key === 'done') change.mutate();
    else
      void modal.confirm({
        title: t('card.deleteTitle'),
        content: t(card.suggestionId === null ? 'card.deleteEffect' : 'card.deleteSuggestion', { text: card.text }),
        okText: t('card.deleteDo'),
        okButtonProps: { danger: true },
        cancelText: t('cancel'),
        icon: null,
        onOk: () => remove.mutateAsync().catch(() => undefined),
      });
  };
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => run(key) }}>
      <Button
        type="text"
        size="small"
        className="iterations-card-menu"
        icon={<Icon name="more" />}
        aria-label={t('card.menu', { text: card.text })}
      />
    </Dropdown>
  );
}
