import type { ReactNode } from 'react';
import { usePageTitle } from './use-page-title.ts';

/** The head of a page: its name (also the browser tab's, where `tab` is not another), a second voice beside it, and what one can do at the right. */
export function PageHeader({
  title,
  tab,
  note,
  children,
}: {
  title: string;
  tab?: string;
  note?: ReactNode;
  children?: ReactNode;
}) {
  usePageTitle(tab ?? title);
  return (
    <div className="ui-head">
      <h1>{title}</h1>
      {note && <span className="ui-second ui-num">{note}</span>}
      {children && <div className="ui-head-aside">{children}</div>}
    </div>
  );
}
