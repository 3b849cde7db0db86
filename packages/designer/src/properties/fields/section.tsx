import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../../ui/index.ts';

/** What was opened and closed stays so while one goes from element to element. */
const closed = new Map<string, boolean>();

/** A group of settings under a heading that folds. */
export function Section({
  name,
  title,
  summary,
  isFolded = false,
  children,
}: {
  /** Under this name the panel remembers whether it is folded. */
  name: string;
  title: string;
  summary?: string | undefined;
  isFolded?: boolean;
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(!(closed.get(name) ?? isFolded));
  const id = useId();
  const toggle = () => {
    closed.set(name, isOpen);
    setOpen(!isOpen);
  };
  return (
    <section className="prop-section">
      <h2>
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
          <span>{title}</span>
          {summary && <small>{summary}</small>}
          <Icon name={isOpen ? 'up' : 'down'} />
        </button>
      </h2>
      <div id={id} className="prop-section-body" hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  );
}
