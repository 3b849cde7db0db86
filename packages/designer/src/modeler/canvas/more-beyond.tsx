import { Icon } from '../../ui/index.ts';
import type { Side } from '../editor/show-element.ts';
import { useEditor } from './use-editor.ts';

interface Source {
  sidesBeyond(): readonly Side[];
  subscribe(listener: () => void): () => void;
}

const signs = { left: 'left', top: 'up', right: 'right', bottom: 'down' } as const;

/** A fade with an arrow at each edge behind which the diagram goes on. */
export function MoreBeyond({ editor }: { editor: Source }) {
  const sides = useEditor(editor, (current) => current.sidesBeyond().join(' '));
  return (sides.split(' ').filter(Boolean) as Side[]).map((side) => (
    <span key={side} className={`modeler-more modeler-more-${side}`} aria-hidden="true">
      <Icon name={signs[side]} />
    </span>
  ));
}
