import type { ReactNode } from 'react';

/** The head of a page: its name, a second voice beside it, and what one can do at the right. */
export function PageHeader({ title, note, children }: { title: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <div className="ui-head">
      <h1>{title}</h1>
      {note && <span className="ui-second ui-num">{note}</span>}
      {children && <div className="ui-head-aside">{children}</div>}
    </div>
  );
}
