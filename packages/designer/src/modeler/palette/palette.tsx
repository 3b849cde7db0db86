import './palette.css';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, Kbd } from '../../ui/index.ts';
import type { Editor } from '../editor/editor.ts';
import { AllElements } from './all-elements.tsx';
import { SalesCards } from './sales-cards.tsx';
import { StepButtons } from './step-buttons.tsx';
import { Tools } from './tools.tsx';

/** What can be put on the canvas: the sales elements first, then everything that BPMN has. */
export function Palette({ editor }: { editor: Editor | undefined }) {
  const { t } = useTranslation('design');
  const [search, setSearch] = useState('');
  const [isOpen, setOpen] = useState(false);
  const wanted = search.trim().toLowerCase();
  const listId = useId();
  return (
    <nav className="palette" aria-label={t('palette.label')}>
      <Input
        prefix={<Icon name="search" />}
        placeholder={t('palette.find')}
        aria-label={t('palette.find')}
        value={search}
        allowClear
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="palette-scroll">
        <SalesCards editor={editor} wanted={wanted} />
        {wanted === '' && <StepButtons editor={editor} />}
        <button
          type="button"
          className="palette-all"
          aria-expanded={isOpen || wanted !== ''}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen || wanted !== '' ? 'down' : 'right'} />
          <span>{t('palette.all')}</span>
          <Kbd>N</Kbd>
        </button>
        <div id={listId}>{editor && (isOpen || wanted !== '') && <AllElements editor={editor} wanted={wanted} />}</div>
      </div>
      {editor && <Tools editor={editor} />}
    </nav>
  );
}
