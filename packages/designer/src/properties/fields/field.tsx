import { type ReactNode, useId } from 'react';

export interface FieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly warning?: string | undefined;
}

/** A label above its control, with a line below where there is something to say. */
export function Field({
  label,
  help,
  error,
  warning,
  children,
}: FieldProps & { children: (id: string, describedBy: string | undefined) => ReactNode }) {
  const id = useId();
  const note = error ?? warning ?? help;
  const noteId = `${id}-note`;
  return (
    <div className="prop-field">
      <label htmlFor={id}>{label}</label>
      {children(id, note ? noteId : undefined)}
      {note && (
        <small id={noteId} className={error ? 'prop-error' : warning ? 'prop-warning' : 'prop-help'} aria-live="polite">
          {note}
        </small>
      )}
    </div>
  );
}
