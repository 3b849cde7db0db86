import { type ReactNode, useId } from 'react';

/** A surface with a heading; `aside` stands at the right of the heading. */
export function Card(props: { title: ReactNode; note?: ReactNode; aside?: ReactNode; children: ReactNode; className?: string }) {
  const id = useId();
  return (
    <section className={`ui-card${props.className ? ` ${props.className}` : ''}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        {props.note && <span className="ui-small ui-second">{props.note}</span>}
        {props.aside && <span className="ui-card-aside ui-small">{props.aside}</span>}
      </header>
      {props.children}
    </section>
  );
}
