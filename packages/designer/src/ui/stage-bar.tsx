export interface StageBarItem {
  readonly id: string;
  readonly name: string;
  readonly state: 'done' | 'now' | 'toCome' | 'skipped' | 'lost';
  /** The second line, such as `0.7 of 3 days`. */
  readonly note?: string | undefined;
  /** Over its target time: amber where it stands now. */
  readonly isOver?: boolean;
}

/** The stages of a case as chevrons. `label` says it in words, such as `Stage 2 of 4: Approve`. */
export function StageBar({
  stages,
  label,
  isSmall = false,
}: {
  stages: readonly StageBarItem[];
  label: string;
  isSmall?: boolean;
}) {
  return (
    <ol className={`ui-stages${isSmall ? ' ui-stages-small' : ''}`} aria-label={label}>
      {stages.map(({ id, name, state, note, isOver }) => (
        <li
          key={id}
          className={`ui-stage ui-stage-${state}${isOver && state === 'now' ? ' ui-stage-over' : ''}`}
          {...(state === 'now' && { 'aria-current': 'step' as const })}
        >
          <span className="ui-trunc">{name}</span>
          {note !== undefined && !isSmall && (
            <span className={`ui-trunc ui-num ui-stage-note${isOver ? ' ui-stage-note-over' : ''}`}>{note}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
