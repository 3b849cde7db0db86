import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../client/index.ts';
import type { Editor } from '../modeler/index.ts';
import { PropertiesPanel } from '../properties/index.ts';
import { useDirectory } from '../session/index.ts';
import type { DraftSession } from './use-draft.ts';
import { usePublished } from './use-published.ts';

const none: readonly never[] = [];

interface PropertiesPartProps {
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly onEditForm: (formId: string) => void;
}

/** The properties panel, with who, which processes and which forms can be chosen. */
export function PropertiesPart({ session, editor, onEditForm }: PropertiesPartProps) {
  const { people } = useDirectory();
  const { data: groups } = useQuery(queries.groups());
  const { processes } = usePublished();
  const directory = useMemo(() => ({ people, groups: groups?.items ?? none }), [people, groups]);
  return (
    <PropertiesPanel editor={editor} directory={directory} processes={processes} forms={session.forms} onEditForm={onEditForm} />
  );
}
