import type { ReactNode } from 'react';

/** A key of the keyboard, as a sign. */
export const Kbd = ({ children }: { children: ReactNode }) => <kbd className="ui-kbd">{children}</kbd>;
