import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

/**
 * Text that is typed here and set in the model when the field is left, or by Enter: one undo step an edit.
 * Nothing but undo takes it back: Escape closes what is open and leaves the text.
 * A change from elsewhere (undo) replaces what stands here.
 */
export function useCommitted(value: string, commit: (value: string) => void, isMultiline = false) {
  const [text, setText] = useState(value);
  const latest = useRef({ text, value, commit });
  latest.current = { text, value, commit };

  useEffect(() => setText(value), [value]);

  const flush = () => {
    const { text: typed, value: known, commit: set } = latest.current;
    if (typed !== known) set(typed);
  };
  // A field that goes away while it is edited (another element was chosen by key) keeps what was typed.
  useEffect(() => () => flush(), []);

  return {
    text,
    setText,
    flush,
    onBlur: flush,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.nativeEvent.isComposing && (!isMultiline || event.ctrlKey || event.metaKey)) flush();
    },
  };
}
