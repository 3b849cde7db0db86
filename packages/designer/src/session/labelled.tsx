import { type ReactElement, useId } from 'react';

/** A control under its label. */
export function Labelled({ label, children }: { label: string; children: (id: string) => ReactElement }) {
  const id = useId();
  return (
    <div className="session-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
