import { fortnightDescriptor, hasLayout, keepWhatIsWritten, layOut, readXml, writeXml } from '@fortnight/shared/model';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { addRemoved, type DrawnChanges, markChanges } from '../change-diagram/draw-changes.ts';
import { type DiagramElement, elementsOf, extensionOf, extensionsOf, type ModdleElement, textOf } from '../diagram.ts';
import { markCounts, type StageCounts } from '../editor/mark-counts.ts';
import type { Overlays } from '../editor/mark-problems.ts';
import { drawing, viewerModules } from '../editor/modules.ts';
import { aimAt, fit, type Side, sidesBeyond } from '../editor/show-element.ts';
import type { CaseLook, CaseLooks, Looks } from '../features/looks/index.ts';
import type { Canvas, CanvasEvent, ElementRegistry, EventBus } from '../services.ts';
import { badgeFor } from './badge.ts';

export interface Viewer {
  open(xml: string, language: string): Promise<void>;
  show(looks: CaseLooks): void;
  /** Brings what the case stands at into sight: for whoever moves it themselves. */
  follow(): void;
  reveal(id: string): void;
  /** Says on collapsed stages how many cases stand in them. */
  markCounts(counts: StageCounts): void;
  mark(id: string | undefined): void;
  /** Draws what another document has otherwise; what is gone is added, so it is called once a document. */
  drawChanges(changes: DrawnChanges, language: string): Promise<void>;
  /** Colours and pins again, where numbers or comments are others. */
  markChanges(changes: DrawnChanges, onPin: (number: number) => void): void;
  /** The container has another size; what nobody has moved yet is fitted into it again. */
  resized(): void;
  zoom(): number;
  /** The edges of the canvas behind which more is drawn. */
  sidesBeyond(): readonly Side[];
  zoomTo(scale: number | 'fit-viewport'): void;
  subscribe(listener: () => void): () => void;
  destroy(): void;
}

type Options = NonNullable<ConstructorParameters<typeof NavigatedViewer>[0]>;

const looksMarkers = {
  done: 'look-done',
  now: 'look-now',
  ended: 'look-ended',
  notTaken: 'look-not-taken',
  failed: 'look-failed',
  added: 'look-added',
  removed: 'look-removed',
  changed: 'look-changed',
} as const;

/** Puts a canvas for reading into a container. */
export function createViewer(container: HTMLElement, onClick: (id: string | undefined) => void): Viewer {
  const bpmn = new NavigatedViewer({
    container,
    additionalModules: viewerModules as NonNullable<Options['additionalModules']>,
    moddleExtensions: { fortnight: fortnightDescriptor },
    ...drawing,
    // A page that scrolls must go on scrolling under the pointer.
    zoomScroll: { enabled: false },
  } as Options);
  const get = <T>(name: string): T => bpmn.get<T>(name);
  const bus = get<EventBus>('eventBus');
  const canvas = get<Canvas>('canvas');
  const registry = get<ElementRegistry>('elementRegistry');
  keepWhatIsWritten(get<Parameters<typeof keepWhatIsWritten>[0]>('moddle'));
  bus.on('element.click', ({ element }: CanvasEvent) =>
    onClick(!element || element === canvas.getRootElement() ? undefined : (element.labelTarget ?? element).id),
  );

  container.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = container.getBoundingClientRect();
      canvas.zoom(canvas.zoom() * Math.exp(-event.deltaY / 400), { x: event.clientX - left, y: event.clientY - top });
    },
    { passive: false },
  );

  const state = {
    importing: Promise.resolve() as Promise<unknown>,
    isDestroyed: false,
    isAimed: false,
    hasFollowed: false,
    marked: undefined as string | undefined,
    standing: [] as readonly DiagramElement[],
    /** Where it was put to be seen. */
    left: undefined as { x: number; y: number; scale: number } | undefined,
  };
  const leave = () => {
    state.left = canvas.viewbox();
  };
  const isAsLeft = () => {
    const { x, y, scale } = canvas.viewbox();
    return state.left?.x === x && state.left.y === y && state.left.scale === scale;
  };
  const fitWhole = () => {
    fit(canvas);
    leave();
  };
  const aim = () => {
    aimAt(canvas, state.standing, registry.getAll());
    leave();
  };
  const marks = new Map<string, string>();

  /** Of a case that is over: where it was when it ended, the innermost alone. */
  const endedAt = (looks: CaseLooks): readonly DiagramElement[] =>
    Object.entries(looks).flatMap(([id, look]) => {
      const element = registry.get(id);
      return element && look.state === 'ended' && element.children.length === 0 ? [element] : [];
    });

  return {
    async open(xml, language) {
      const drawn = await withLayout(xml);
      if (state.isDestroyed) return;
      bus.on('import.parse.complete', ({ definitions }: CanvasEvent) => definitions && sayNames(definitions, language));
      const importing = bpmn.importXML(drawn);
      state.importing = importing;
      await importing;
      if (!state.isDestroyed) fitWhole();
    },
    show(looks) {
      const changed = get<Looks>('looks').replace(looks);
      for (const [id, marker] of marks) if (registry.get(id)) canvas.removeMarker(id, marker);
      marks.clear();
      for (const [id, { state: look }] of Object.entries(looks)) {
        if (!registry.get(id)) continue;
        canvas.addMarker(id, looksMarkers[look]);
        marks.set(id, looksMarkers[look]);
      }
      bus.fire('elements.changed', { elements: changed.flatMap((id) => registry.get(id) ?? []) });
      const overlays = get<Overlays>('overlays');
      overlays.remove({ type: 'case-look' });
      const standing = Object.entries(looks).flatMap(([id, look]) => {
        const element = registry.get(id);
        const isHere = (look.state === 'now' || look.state === 'failed') && look.tokens !== 0;
        return element && !element.waypoints && isHere ? [{ look, element }] : [];
      });
      for (const [id, look] of badgesOf(standing, (element) => collapsedAround(element, canvas, registry)))
        overlays.add(id, 'case-look', { position: { top: -12, right: 12 }, html: badgeFor(look), scale: { min: 0.8, max: 1.2 } });
      state.standing = standing.length > 0 ? standing.map(({ element }) => element) : endedAt(looks);
      // Once: what others change must not move what the reader looks at.
      if (!state.isAimed) aim();
      state.isAimed = true;
    },
    follow() {
      const [first] = state.standing;
      if (!first) return;
      if (!state.hasFollowed) aim();
      else canvas.scrollToElement(first, 60);
      state.hasFollowed = true;
    },
    reveal(id) {
      const element = registry.get(id);
      if (element) canvas.scrollToElement(element, 60);
    },
    markCounts: (counts) => markCounts(get<Overlays>('overlays'), registry, counts),
    mark(id) {
      if (state.marked && registry.get(state.marked)) canvas.removeMarker(state.marked, 'case-selected');
      state.marked = id;
      if (id && registry.get(id)) canvas.addMarker(id, 'case-selected');
    },
    async drawChanges(changes, language) {
      await addRemoved(get, changes, (definitions) => sayNames(definitions, language));
      if (!state.isDestroyed) fitWhole();
    },
    markChanges: (changes, onPin) => markChanges(get, changes, onPin),
    resized() {
      // Out of sight it has no size: it stays as it was left.
      if (container.clientWidth === 0 || container.clientHeight === 0) return;
      const isUntouched = isAsLeft();
      canvas.resized();
      if (!isUntouched) return;
      fitWhole();
      if (state.isAimed) aim();
    },
    zoom: () => canvas.zoom(),
    sidesBeyond: () => sidesBeyond(canvas),
    zoomTo(scale) {
      if (scale === 'fit-viewport') fit(canvas);
      else canvas.zoom(scale, 'auto');
    },
    subscribe(listener) {
      bus.on('canvas.viewbox.changed', listener);
      return () => bus.off('canvas.viewbox.changed', listener);
    },
    destroy() {
      state.isDestroyed = true;
      void state.importing.catch(() => undefined).finally(() => bpmn.destroy());
    },
  };
}

interface Standing {
  readonly element: DiagramElement;
  readonly look: CaseLook;
}

/** What is said where: at each element itself, and together at every collapsed sub-process that hides it. */
function badgesOf(
  standing: readonly Standing[],
  around: (element: DiagramElement) => readonly DiagramElement[],
): ReadonlyMap<string, CaseLook> {
  const badges = new Map<string, CaseLook>();
  for (const { element, look } of standing) {
    badges.set(element.id, look);
    for (const { id } of around(element)) {
      const { state, tokens = 0 } = badges.get(id) ?? { state: look.state };
      badges.set(id, { state: state === 'failed' ? state : look.state, tokens: tokens + (look.tokens ?? 1) });
    }
  }
  return badges;
}

/** The collapsed sub-processes that an element stands in: each draws its inside on a plane of its own. */
function collapsedAround(element: DiagramElement, canvas: Canvas, registry: ElementRegistry): readonly DiagramElement[] {
  const plane = canvas.findRoot(element);
  const collapsed = plane && plane !== element ? registry.get(plane.businessObject.id ?? '') : undefined;
  return collapsed && collapsed !== plane && collapsed !== element
    ? [collapsed, ...collapsedAround(collapsed, canvas, registry)]
    : [];
}

async function withLayout(xml: string): Promise<string> {
  if (/<(\w+:)?BPMNShape\b/.test(xml)) return xml;
  const { model } = await readXml(xml);
  return hasLayout(model) ? xml : writeXml(await layOut(model));
}

/** Says names in the reader's language where the file has them; a viewer never writes, so the tree may say it. */
function sayNames(definitions: ModdleElement, language: string): void {
  const visit = (element: ModdleElement) => {
    const label = extensionsOf(element, 'fortnight:Label').find(
      (tag) => textOf(tag, 'for') === '' && textOf(tag, 'lang') === language,
    );
    if (label) element.set('name', textOf(label, 'text'));
    for (const child of elementsOf(element, 'flowElements')) visit(child);
  };
  for (const root of elementsOf(definitions, 'rootElements')) {
    const process = extensionOf(root, 'fortnight:Process');
    if (root.$instanceOf('bpmn:Process') && textOf(process, 'lang') !== language) visit(root);
  }
}
