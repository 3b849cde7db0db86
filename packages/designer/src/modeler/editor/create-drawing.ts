import { fortnightDescriptor, keepWhatIsWritten, writeXml } from '@fortnight/shared/model';
import Modeler from 'bpmn-js/lib/Modeler';
import type { DiagramElement, ModdleElement } from '../diagram.ts';
import type { CreateByKey } from '../features/create-by-key/index.ts';
import type { KeepNaming } from '../features/keep-naming/index.ts';
import type { OneStep } from '../features/one-step/index.ts';
import type { PlaceStep } from '../features/steps/index.ts';
import type { WrapIntoStage } from '../features/wrap-into-stage/index.ts';
import type {
  BpmnFactory,
  Canvas,
  CanvasEvent,
  CommandStack,
  ElementRegistry,
  EventBus,
  Modeling,
  PopupEntry,
  Selection,
} from '../services.ts';
import type { Drawing, PaletteEntry, Tool } from './editor.ts';
import { toPng } from './export-picture.ts';
import { applyFix } from './fixes/apply-fix.ts';
import { inLightColours } from './light-colours.ts';
import { markCounts } from './mark-counts.ts';
import { markProblems, type Overlays } from './mark-problems.ts';
import { editorModules, drawing as looks } from './modules.ts';
import { bringIntoSight, fit, fitReadably, isInSight, isWholeInSight, showElement, sidesBeyond } from './show-element.ts';

type Options = NonNullable<ConstructorParameters<typeof Modeler>[0]>;
type Moddle = Parameters<typeof keepWhatIsWritten>[0];

const changes = [
  'commandStack.changed',
  'elements.changed',
  'selection.changed',
  'import.done',
  'canvas.viewbox.changed',
  'root.set',
];

interface Surroundings {
  /** What the canvas's own keys for undo and redo do. */
  readonly undo: () => void;
  readonly redo: () => void;
  /** The document, the selection or the zoom changed. */
  readonly onChange: (change: { readonly isOfDocument: boolean; readonly isNewStep: boolean }) => void;
}

/** Puts a canvas for one document into a container. */
export function createDrawing(container: HTMLElement, { undo, redo, onChange }: Surroundings): Drawing {
  const modeler = new Modeler({
    container,
    additionalModules: editorModules as NonNullable<Options['additionalModules']>,
    moddleExtensions: { fortnight: fortnightDescriptor },
    ...looks,
  });
  const get = <T>(name: string): T => modeler.get<T>(name);
  const bus = get<EventBus>('eventBus');
  const canvas = get<Canvas>('canvas');
  const stack = get<CommandStack>('commandStack');
  const registry = get<ElementRegistry>('elementRegistry');
  const selection = get<Selection>('selection');
  const modeling = get<Modeling>('modeling');
  const oneStep = get<OneStep>('oneStep');
  const naming = get<KeepNaming>('keepNaming');
  const wrapper = get<WrapIntoStage>('wrapIntoStage');
  keepWhatIsWritten(get<Moddle>('moddle'));

  const state = {
    revision: 0,
    importing: Promise.resolve() as Promise<unknown>,
    isDestroyed: false,
    /** Where it was left, and what was in sight then. */
    left: undefined as { x: number; y: number; scale: number; revision: number; shownId: string | undefined } | undefined,
  };
  bus.on(['commandStack.changed', 'import.done'], 2000, () => {
    state.revision += 1;
  });

  const leave = (shownId?: string) => {
    const { x, y, scale } = canvas.viewbox();
    state.left = { x, y, scale, revision: state.revision, shownId };
  };
  /** Nobody has moved or changed anything yet. */
  const isAsLeft = () => {
    const { x, y, scale } = canvas.viewbox();
    const { left } = state;
    return left?.x === x && left.y === y && left.scale === scale && left.revision === state.revision;
  };
  const fitFirst = (shownId?: string) => {
    fitReadably(canvas, registry.getAll());
    const shown = shownId === undefined ? undefined : registry.get(shownId);
    if (shown) bringIntoSight(canvas, shown);
    leave(shownId);
  };
  const importXml = async (xml: string): Promise<readonly string[]> => {
    await state.importing.catch(() => undefined);
    if (state.isDestroyed) return [];
    const importing = modeler.importXML(xml);
    state.importing = importing;
    const { warnings } = await importing;
    if (!state.isDestroyed) fitFirst();
    return warnings.map((warning) => String(warning));
  };

  // What is dropped across an edge is brought into sight before its name is asked for there.
  bus.on('create.end', 700, ({ context }: CanvasEvent) => {
    const { id } = (context?.shape ?? {}) as Partial<DiagramElement>;
    const dropped = id === undefined ? undefined : registry.get(id);
    if (dropped && !isWholeInSight(canvas, dropped)) bringIntoSight(canvas, dropped);
  });

  bus.on(changes, ({ type, trigger }) => {
    const isOfDocument = type === 'commandStack.changed' || type === 'import.done';
    onChange({ isOfDocument, isNewStep: type === 'commandStack.changed' && trigger === 'execute' });
  });

  const drawing: Drawing = {
    open: importXml,
    async xml() {
      const definitions = drawing.definitions();
      bus.fire('saveXML.start', { definitions });
      return writeXml({ document: definitions });
    },
    async svg() {
      const { svg } = await modeler.saveSVG();
      return inLightColours(svg);
    },
    png: async () => toPng(await drawing.svg()),

    definitions: () => modeler.getDefinitions() as ModdleElement | undefined,
    root: () => canvas.getRootElement(),
    element: (id) => registry.get(id),
    elements: () => registry.getAll(),
    selected: () => selection.get(),
    select: (id) => selection.select((id === undefined ? undefined : registry.get(id)) ?? null),
    show(id) {
      const isUntouched = isAsLeft();
      showElement({ canvas, registry, selection }, id);
      if (isUntouched) leave(id);
    },

    update: (element, target, properties) => modeling.updateModdleProperties(element, target, properties),
    updateElement: (element, properties) => modeling.updateProperties(element, properties),
    create(type, properties, parent) {
      const created = get<BpmnFactory>('bpmnFactory').create(type, properties);
      created.$parent = parent;
      return created;
    },
    asOneStep: (change) => oneStep.run(change),
    changeOutside: (change) => oneStep.outside(change),
    applyFix: (fix) => applyFix(drawing, { modeling, registry, get }, fix),

    undo: () => stack.undo(),
    redo: () => stack.redo(),
    canUndo: () => stack.canUndo(),
    canRedo: () => stack.canRedo(),

    drag: (event, step) => get<PlaceStep>('placeStep').drag(event, step),
    add(step) {
      get<PlaceStep>('placeStep').add(step);
    },
    wrapSelection: () => wrapper.wrap(selection.get()),
    canWrapSelection: () => wrapper.wrappable(selection.get()).length > 0,
    palette: () => paletteEntries(get, canvas.getRootElement()),
    openCreateMenu: () => get<CreateByKey>('createByKey').openMenu(),
    activateTool: (tool, event) => activateTool(get, tool, event),
    align: (alignment) =>
      get<{ trigger(elements: readonly DiagramElement[], alignment: string): void }>('alignElements').trigger(
        selection.get(),
        alignment,
      ),

    markProblems: (problems) => markProblems(get<Overlays>('overlays'), registry, problems),
    markCounts: (counts) => markCounts(get<Overlays>('overlays'), registry, counts),

    zoom: () => canvas.zoom(),
    sidesBeyond: () => sidesBeyond(canvas),
    zoomTo(scale) {
      if (scale === 'fit-viewport') fit(canvas);
      else canvas.zoom(scale, 'auto');
    },
    toggleMinimap: () => get<{ toggle(): void }>('minimap').toggle(),

    resized() {
      // Out of sight it has no size: it stays as it was left.
      if (container.clientWidth === 0 || container.clientHeight === 0) return;
      const selected = selection.get();
      const seen = selected.filter((element) => isInSight(canvas, element));
      const isUntouched = !naming.isNaming() && isAsLeft() && selected.every(({ id }) => id === state.left?.shownId);
      naming.during(() => {
        canvas.resized();
        if (isUntouched) fitFirst(state.left?.shownId);
        else for (const element of seen) bringIntoSight(canvas, element);
      });
    },
    redraw: () => bus.fire('elements.changed', { elements: registry.filter((element) => element !== canvas.getRootElement()) }),

    destroy() {
      state.isDestroyed = true;
      // Destroying in the middle of an import throws.
      void state.importing.catch(() => undefined).finally(() => modeler.destroy());
    },
  };
  takeOverUndo(get, { undo, redo });
  return drawing;
}

type Get = <T>(name: string) => T;

/** The canvas's own keys undo what the buttons undo. */
function takeOverUndo(get: Get, { undo, redo }: Pick<Surroundings, 'undo' | 'redo'>): void {
  const actions = get<{ unregister(action: string): void; register(actions: Readonly<Record<string, () => void>>): void }>(
    'editorActions',
  );
  actions.unregister('undo');
  actions.unregister('redo');
  actions.register({ undo, redo });
}

function paletteEntries(get: Get, root: DiagramElement): readonly PaletteEntry[] {
  const provider = get<{ getPopupMenuEntries(element: DiagramElement): Record<string, PopupEntry> }>('createMenuProvider');
  const byKey = get<CreateByKey>('createByKey');
  return Object.entries(provider.getPopupMenuEntries(root)).map(([id, { label, group, className, search, action }]) => ({
    id,
    label: label ?? id,
    group: group?.name ?? '',
    className: className ?? '',
    search: `${label} ${search ?? ''} ${id}`.toLowerCase(),
    start: (event) => {
      const isByPointer = event instanceof MouseEvent && (event.type === 'dragstart' || event.detail > 0);
      if (isByPointer) action.click(event);
      else byKey.byKey(() => action.click(event));
    },
  }));
}

function activateTool(get: Get, tool: Tool, event: Event): void {
  if (tool === 'hand') get<{ activateHand(event: Event): void }>('handTool').activateHand(event);
  if (tool === 'lasso') get<{ activateSelection(event: Event): void }>('lassoTool').activateSelection(event);
  if (tool === 'space') get<{ activateSelection(event: Event): void }>('spaceTool').activateSelection(event);
  if (tool === 'connect') get<{ start(event: Event): void }>('globalConnect').start(event);
}
