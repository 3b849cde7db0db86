import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModdleElement } from '../../modeler/index.ts';
import { Icon } from '../../ui/index.ts';

interface ListEditorProps {
  readonly label: string;
  readonly items: readonly ModdleElement[];
  readonly addLabel: string;
  readonly onAdd: () => void;
  readonly onRemove: (item: ModdleElement) => void;
  readonly onMove?: (item: ModdleElement, by: -1 | 1) => void;
  /** What a folded row says; without it rows are always open. */
  readonly summary?: (item: ModdleElement, index: number) => ReactNode;
  readonly children: (item: ModdleElement, index: number) => ReactNode;
}

/** A list whose rows are edited in place; where rows fold, one is open at a time. */
export function ListEditor({ label, items, addLabel, onAdd, onRemove, onMove, summary, children }: ListEditorProps) {
  const [openIndex, setOpenIndex] = useState<number>();
  const add = () => {
    setOpenIndex(items.length);
    onAdd();
  };
  return (
    <div className="prop-list">
      {items.length > 0 && (
        <ul aria-label={label}>
          {items.map((item, index) => {
            const isOpen = !summary || openIndex === index;
            return (
              // A row has no identity of its own but its place.
              <li key={index} className={summary ? 'prop-item' : 'prop-item prop-item-flat'}>
                <div className="prop-item-head">
                  {summary && (
                    <button
                      type="button"
                      className="prop-item-summary"
                      aria-expanded={isOpen}
                      onClick={() => setOpenIndex(isOpen ? undefined : index)}
                    >
                      {summary(item, index)}
                    </button>
                  )}
                  <RowTools
                    label={label}
                    index={index}
                    count={items.length}
                    onRemove={() => onRemove(item)}
                    onMove={onMove && ((by) => onMove(item, by))}
                  />
                </div>
                {isOpen && <div className="prop-row">{children(item, index)}</div>}
              </li>
            );
          })}
        </ul>
      )}
      <Button size="small" onClick={add} icon={<Icon name="plus" />}>
        {addLabel}
      </Button>
    </div>
  );
}

interface RowToolsProps {
  readonly label: string;
  readonly index: number;
  readonly count: number;
  readonly onRemove: () => void;
  readonly onMove: ((by: -1 | 1) => void) | undefined;
}

function RowTools({ label, index, count, onRemove, onMove }: RowToolsProps) {
  const { t } = useTranslation('design');
  const named = { name: label, number: index + 1 };
  return (
    <span className="prop-row-tools">
      {onMove && count > 1 && (
        <>
          <Button
            type="text"
            size="small"
            disabled={index === 0}
            aria-label={t('properties.list.up', named)}
            onClick={() => onMove(-1)}
          >
            <Icon name="up" />
          </Button>
          <Button
            type="text"
            size="small"
            disabled={index === count - 1}
            aria-label={t('properties.list.down', named)}
            onClick={() => onMove(1)}
          >
            <Icon name="down" />
          </Button>
        </>
      )}
      <Button type="text" size="small" aria-label={t('properties.list.remove', named)} onClick={onRemove}>
        <Icon name="close" />
      </Button>
    </span>
  );
}
