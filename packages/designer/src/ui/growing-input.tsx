import { Input } from 'antd';
import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<typeof Input.TextArea>, 'autoSize' | 'onPressEnter'> & {
  /** Enter breaks a line. */
  readonly isMultiline?: boolean;
  /** Enter was pressed where it breaks no line. */
  readonly onEnter?: (() => void) | undefined;
};

/** Browsers that fit a field to its text by themselves measure nothing. */
const fitsItself = CSS.supports('field-sizing', 'content');

/** A text that is seen whole: it wraps, and its field grows with it. */
export function GrowingInput({ isMultiline = false, onEnter, className = '', ...rest }: Props) {
  const minRows = isMultiline ? 2 : 1;
  return (
    <Input.TextArea
      {...rest}
      {...(fitsItself ? { rows: minRows } : { autoSize: { minRows, maxRows: 8 } })}
      className={`ui-growing${isMultiline ? ' is-multiline' : ''} ${className}`}
      onPressEnter={(event) => {
        if (isMultiline) return;
        event.preventDefault();
        onEnter?.();
      }}
    />
  );
}

/** What was pasted from several lines, as one. */
export const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
