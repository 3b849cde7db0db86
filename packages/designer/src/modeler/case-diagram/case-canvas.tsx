import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '../modeler.css';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoreBeyond } from '../canvas/more-beyond.tsx';
import { ViewBar } from '../canvas/view-bar.tsx';
import type { DrawnChanges } from '../change-diagram/draw-changes.ts';
import type { StageCounts } from '../editor/mark-counts.ts';
import type { CaseLook, CaseLooks } from '../features/looks/index.ts';
import { createViewer, type Viewer } from './create-viewer.ts';

export type { CaseLook };

export interface CaseDiagramProps {
  /** The BPMN of the case's own version. */
  readonly xml: string;
  /** By id of node or sequence flow; an element without a look is to come. */
  readonly looks: CaseLooks;
  /** How many cases stand in each stage, said where a stage is collapsed. */
  readonly counts?: StageCounts | undefined;
  readonly selectedId?: string | undefined;
  /** Called with undefined for the empty canvas. */
  readonly onElementClick?: ((id: string | undefined) => void) | undefined;
  /** What another document has otherwise, drawn over this one. */
  readonly changes?: DrawnChanges | undefined;
  readonly onPin?: ((number: number) => void) | undefined;
  /** Keeps what the case stands at, and what is selected, in sight. */
  readonly isFollowed?: boolean;
  readonly label: string;
}

/** A case's diagram, read-only: where it went, where it stands. */
export function CaseCanvas(props: CaseDiagramProps) {
  const { xml, looks, counts, selectedId, onElementClick, changes, onPin, isFollowed = false, label } = props;
  const { t, i18n } = useTranslation('design');
  const container = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer>();
  const [isBroken, setBroken] = useState(false);
  const click = useRef(onElementClick);
  click.current = onElementClick;
  const drawn = useRef(changes);
  drawn.current = changes;
  const pin = useRef(onPin);
  pin.current = onPin;
  const before = changes?.before;

  useEffect(() => {
    if (!container.current) return;
    const created = createViewer(container.current, (id) => click.current?.(id));
    let isGone = false;
    setBroken(false);
    const open = async () => {
      await created.open(xml, i18n.language);
      if (drawn.current && !isGone) await created.drawChanges({ ...drawn.current, before }, i18n.language);
    };
    open().then(
      () => !isGone && setViewer(created),
      () => !isGone && setBroken(true),
    );
    return () => {
      isGone = true;
      setViewer(undefined);
      created.destroy();
    };
  }, [xml, before, i18n.language]);

  useEffect(() => {
    if (!viewer || !container.current) return;
    const observer = new ResizeObserver(() => viewer.resized());
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [viewer]);
  useEffect(() => {
    viewer?.show(looks);
    if (isFollowed) viewer?.follow();
  }, [viewer, looks, isFollowed]);
  useEffect(() => counts && viewer?.markCounts(counts), [viewer, counts]);
  useEffect(() => changes && viewer?.markChanges(changes, (number) => pin.current?.(number)), [viewer, changes]);
  useEffect(() => {
    viewer?.mark(selectedId);
    if (isFollowed && selectedId !== undefined) viewer?.reveal(selectedId);
  }, [viewer, selectedId, isFollowed]);

  return (
    <section className="modeler-canvas case-diagram" aria-label={label}>
      <div className="modeler-container" ref={container} />
      {viewer && <MoreBeyond editor={viewer} />}
      {viewer && <ViewBar editor={viewer} />}
      {isBroken && <p className="case-diagram-broken">{t('canvas.notDrawn')}</p>}
    </section>
  );
}
