/** The services of bpmn-js that this room calls, with the members that it uses. */
import type { Bounds, DiagramElement, ModdleElement, Point } from './diagram.ts';

export interface Modeling {
  updateModdleProperties(element: DiagramElement, target: ModdleElement, properties: Readonly<Record<string, unknown>>): void;
  updateProperties(element: DiagramElement, properties: Readonly<Record<string, unknown>>): void;
  createShape(shape: object, position: Point | Bounds, parent: DiagramElement, hints?: object): DiagramElement;
  createElements(elements: readonly object[], position: Point, parent: DiagramElement, hints?: object): readonly DiagramElement[];
  appendShape(source: DiagramElement, shape: object, position: Point, parent: DiagramElement): DiagramElement;
  connect(source: DiagramElement, target: DiagramElement, attributes?: object): DiagramElement;
  reconnectEnd(connection: DiagramElement, target: DiagramElement, docking: Point): void;
  reconnectStart(connection: DiagramElement, source: DiagramElement, docking: Point): void;
  moveElements(elements: readonly DiagramElement[], delta: Point, parent: DiagramElement, hints?: object): void;
  removeElements(elements: readonly DiagramElement[]): void;
  layoutConnection(connection: DiagramElement, hints?: object): void;
  resizeShape(shape: DiagramElement, bounds: Bounds): void;
}

export interface CommandStack {
  registerHandler(command: string, handler: unknown): void;
  execute(command: string, context: object): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

export interface EventBus {
  on(events: string | readonly string[], listener: (event: CanvasEvent) => unknown): void;
  on(events: string | readonly string[], priority: number, listener: (event: CanvasEvent) => unknown): void;
  off(events: string | readonly string[], listener: (event: CanvasEvent) => unknown): void;
  fire(event: string, data?: object): void;
}

export interface CanvasEvent {
  readonly type?: string;
  readonly element?: DiagramElement;
  readonly elements?: readonly DiagramElement[];
  readonly context?: Readonly<Record<string, unknown>>;
  readonly definitions?: ModdleElement;
  readonly references?: readonly unknown[];
  readonly elementsById?: Readonly<Record<string, ModdleElement>>;
  readonly error?: unknown;
  readonly trigger?: string;
  readonly originalEvent?: Event;
  readonly stopPropagation?: () => void;
}

export interface Canvas {
  getRootElement(): DiagramElement;
  setRootElement(root: DiagramElement): void;
  findRoot(element: DiagramElement | string): DiagramElement | undefined;
  viewbox(): Bounds & { readonly inner: Bounds; readonly outer: Bounds; readonly scale: number };
  viewbox(box: Bounds): void;
  zoom(): number;
  zoom(scale: number | 'fit-viewport', center?: 'auto' | Point): number;
  scrollToElement(element: DiagramElement, padding?: number): void;
  addMarker(element: DiagramElement | string, marker: string): void;
  removeMarker(element: DiagramElement | string, marker: string): void;
  getContainer(): HTMLElement;
  getGraphics(element: DiagramElement): SVGElement;
  focus(): void;
  resized(): void;
}

export interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
  getAll(): readonly DiagramElement[];
  filter(matches: (element: DiagramElement) => boolean): readonly DiagramElement[];
}

export interface Selection {
  get(): readonly DiagramElement[];
  select(element: DiagramElement | readonly DiagramElement[] | null): void;
}

export interface ElementFactory {
  createShape(attributes: object): DiagramElement;
  createConnection(attributes: object): DiagramElement;
}

export interface BpmnFactory {
  create(type: string, attributes?: object): ModdleElement;
}

export interface Create {
  start(event: Event, elements: object | readonly object[], context?: object): void;
}

export interface AutoPlace {
  append(source: DiagramElement, shape: object, hints?: object): DiagramElement;
}

export interface PopupEntry {
  readonly label?: string;
  readonly className?: string;
  readonly search?: string;
  readonly group?: { readonly id: string; readonly name: string };
  readonly action: { readonly click: (event: Event) => void; readonly dragstart?: (event: Event) => void };
}

export interface PopupMenu {
  open(target: DiagramElement | readonly DiagramElement[], provider: string, position: Point, options?: object): void;
  close(): void;
  registerProvider(id: string, priority: number, provider: object): void;
}

export interface DirectEditing {
  activate(element: DiagramElement): void;
  isActive(): boolean;
  complete(): void;
}

export interface Rules {
  allowed(action: string, context: object): unknown;
}
