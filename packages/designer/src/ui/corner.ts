import type { ReactNode } from 'react';
import { create } from 'zustand';

/** What a screen leaves in sight when one goes on to another, and what it wants done before somebody signs out. */
interface Corner {
  readonly content: ReactNode;
  readonly beforeSignOut: () => Promise<void>;
}

export const useCorner = create<Corner>(() => ({ content: null, beforeSignOut: async () => {} }));
