import { Fragment } from 'react';

/** A text in which an address or a long name breaks behind its signs before it breaks in the middle of a word. */
export function BreakableText({ children }: { children: string }) {
  const [first = '', ...rest] = children.split(/(?<=[@._/-])(?=[^\s@._/-])/u);
  return (
    <>
      {first}
      {rest.map((part, index) => (
        <Fragment key={`${index} ${part}`}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}
