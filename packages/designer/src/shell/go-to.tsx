import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Icon, Kbd, useShortcuts } from '../ui/index.ts';
import { asTold, type Destination, type Target } from './go-to-targets.ts';
import { keySign } from './key-signs.ts';
import { useSearched, useTargets } from './use-targets.ts';

/** The reader of versions is a chunk of its own: what was found is shown at once, and in other words after. */
const WordsReader = lazy(async () => ({ default: (await import('./words-reader.tsx')).WordsReader }));

function useGo(): (destination: Destination) => void {
  const navigate = useNavigate();
  return (destination) => {
    if (destination.kind === 'command') return destination.run();
    if (destination.kind === 'place') return void navigate({ to: destination.to });
    if (destination.kind === 'case') return void navigate({ to: '/cases/$instanceId', params: { instanceId: destination.id } });
    if (destination.kind === 'task') return void navigate({ to: '/inbox/$taskId', params: { taskId: destination.id } });
    if (destination.kind === 'person') return void navigate({ to: '/operations/people', search: { q: destination.email } });
    const to = destination.isDrawn ? '/processes/$processId/design' : '/processes/$processId/funnel';
    return void navigate({ to, params: { processId: destination.id } });
  };
}

function Results(props: { id: string; targets: readonly Target[]; active: number; onGo: (target: Target) => void }) {
  const { t } = useTranslation('shell');
  const list = useRef<HTMLDivElement>(null);
  const groups = [...new Set(props.targets.map(({ group }) => group))];
  useEffect(() => {
    list.current?.querySelector(`[data-index="${props.active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [props.active]);
  return (
    <div className="shell-results" id={props.id} role="listbox" aria-label={t('goTo.title')} tabIndex={-1} ref={list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox has no element of its own.
        <div key={group} role="group" aria-label={t(`goTo.group.${group}`)}>
          <div className="shell-results-head" aria-hidden="true">
            {t(`goTo.group.${group}`)}
          </div>
          {props.targets.map((target, index) =>
            target.group === group ? (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are on the combobox that owns this list.
              <div
                key={target.key}
                id={`${props.id}-${index}`}
                data-index={index}
                className="shell-result"
                role="option"
                tabIndex={-1}
                aria-selected={index === props.active}
                onClick={() => props.onGo(target)}
              >
                <Icon name={target.icon} />
                <span className="ui-trunc">{target.name}</span>
                <span className="ui-second ui-small ui-trunc">{target.note}</span>
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}

function GoToBox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [words, setWords] = useState(asTold);
  const searched = useSearched(typed);
  const found = useMemo(() => [...searched.tasks, ...searched.cases], [searched]);
  const targets = useTargets(typed, searched, words);
  const go = useGo();
  const id = useId();
  const at = Math.min(active, targets.length - 1);
  const choose = (target: Target) => {
    onClose();
    go(target.destination);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && targets.length > 0) {
      event.preventDefault();
      setActive((at + step + targets.length) % targets.length);
    }
    const target = targets[at];
    if (event.key === 'Enter' && target) {
      event.preventDefault();
      choose(target);
    }
  };
  return (
    <div className="shell-goto-box">
      <div className="shell-goto-field">
        <Icon name="search" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the box was opened to type into it.
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          aria-label={t('goTo.title')}
          placeholder={t('goTo.placeholder')}
          value={typed}
          onKeyDown={onKey}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(0);
          }}
        />
      </div>
      <Suspense fallback={null}>{found.length > 0 && <WordsReader items={found} onWords={setWords} />}</Suspense>
      <Results id={id} targets={targets} active={at} onGo={choose} />
      {targets.length === 0 && (
        <p className="shell-results-none" role="status">
          {t('goTo.none')}
        </p>
      )}
    </div>
  );
}

/**
 * Search or go to: ⌘K or Ctrl K, to any place, process, case, task, person, or command of the screen.
 *
 * The browser's own dialog has the focus before the next key comes: on a slow machine what is typed right after ⌘K would go to
 * the page below, where a letter decides.
 */
export function GoTo() {
  const { t } = useTranslation('shell');
  const box = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    flushSync(() => setOpen(true));
    if (box.current?.open === false) box.current.showModal();
  };
  const close = () => box.current?.close();
  useShortcuts(t('keys.everywhere'), [{ key: 'k', withCommand: true, label: t('keys.go'), run: open }]);
  return (
    <>
      <button type="button" className="shell-search" onClick={open} title={t('keys.go')}>
        <Icon name="search" />
        <span className="shell-text ui-grow shell-search-text">{t('keys.go')}</span>
        <span className="shell-text">
          <Kbd>{keySign({ key: 'k', withCommand: true })}</Kbd>
        </span>
      </button>
      {createPortal(
        // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; a click beside it does so, too.
        <dialog
          ref={box}
          className="shell-goto"
          aria-label={t('goTo.title')}
          onClose={() => setOpen(false)}
          onClick={({ target, currentTarget }) => target === currentTarget && close()}
        >
          {isOpen && <GoToBox onClose={close} />}
        </dialog>,
        document.body,
      )}
    </>
  );
}
