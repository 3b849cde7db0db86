import { useEffect, useRef, useState } from 'react';
import { GrowingInput, oneLine } from '../../ui/index.ts';

interface Props {
  readonly id?: string;
  readonly value: string;
  readonly onCommit: (text: string) => void;
  readonly label?: string;
  readonly lang?: string;
  readonly placeholder?: string;
  readonly className?: string;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly isDisabled?: boolean;
  /** Told of every letter, before it is committed. */
  readonly onTyping?: (text: string) => void;
}

const restMs = 500;

/** A text that becomes one edit once the typing rests or the field is left, not one for every letter. */
export function DraftInput({
  value,
  onCommit,
  onTyping,
  label,
  describedBy,
  isInvalid = false,
  isDisabled = false,
  ...rest
}: Props) {
  const [typed, setTyped] = useState(value);
  const newest = useRef({ typed, value, onCommit });
  newest.current = { typed, value, onCommit };
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => newest.current.onCommit(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed, value]);
  const commit = () => {
    if (newest.current.typed !== newest.current.value) newest.current.onCommit(newest.current.typed);
  };
  return (
    <GrowingInput
      {...rest}
      value={typed}
      disabled={isDisabled}
      aria-invalid={isInvalid}
      {...(label !== undefined && { 'aria-label': label })}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
      {...(isInvalid && { status: 'error' as const })}
      onChange={({ target }) => {
        setTyped(oneLine(target.value));
        onTyping?.(oneLine(target.value));
      }}
      onBlur={commit}
      onEnter={commit}
    />
  );
}
