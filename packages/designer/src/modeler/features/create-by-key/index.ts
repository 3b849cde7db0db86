/** The create menu for those who use no mouse: what is chosen by key is placed, not hung on a pointer. */
import type { DiagramElement } from '../../diagram.ts';
import type { Canvas, Create, PopupEntry, PopupMenu } from '../../services.ts';
import { type PlaceStep, stepsModule } from '../steps/index.ts';

interface EditorActions {
  isRegistered(action: string): boolean;
  unregister(action: string): void;
  register(action: string, listener: () => void): void;
}
type Entries = Readonly<Record<string, PopupEntry>>;
type Translate = (text: string) => string;

export class CreateByKey {
  static $inject = ['popupMenu', 'create', 'placeStep', 'canvas', 'translate', 'editorActions'];
  private readonly popupMenu: PopupMenu;
  private readonly canvas: Canvas;
  private readonly translate: Translate;
  private isByKey = false;

  constructor(
    ...[popupMenu, create, placeStep, canvas, translate, editorActions]: [
      PopupMenu,
      Create,
      PlaceStep,
      Canvas,
      Translate,
      EditorActions,
    ]
  ) {
    this.popupMenu = popupMenu;
    this.canvas = canvas;
    this.translate = translate;
    popupMenu.registerProvider('bpmn-create', 500, this);
    const start = create.start.bind(create);
    create.start = (event, elements, context) => {
      const shape = Array.isArray(elements) ? elements[0] : elements;
      if (this.isByKey) placeStep.place(shape as DiagramElement);
      else start(event, elements, context);
    };
    if (editorActions.isRegistered('createElement')) editorActions.unregister('createElement');
    editorActions.register('createElement', () => this.openMenu());
  }

  /** Opens the searchable menu of everything that BPMN has, in the middle of the canvas. */
  openMenu(): void {
    const { left, top, width, height } = this.canvas.getContainer().getBoundingClientRect();
    this.popupMenu.open(
      this.canvas.getRootElement(),
      'bpmn-create',
      { x: left + width / 2 - 150, y: top + Math.max(24, height / 2 - 200) },
      { title: this.translate('Create element'), width: 300, search: true },
    );
  }

  /** Runs what would start dragging, and places it instead. */
  byKey(run: () => void): void {
    this.isByKey = true;
    try {
      run();
    } finally {
      this.isByKey = false;
    }
  }

  getPopupMenuEntries() {
    return (entries: Entries): Entries =>
      Object.fromEntries(
        Object.entries(entries).map(([id, entry]) => {
          const { click } = entry.action;
          const act = (event: Event) => (isByPointer(event) ? click(event) : this.byKey(() => click(event)));
          return [id, { ...entry, action: { ...entry.action, click: act } }];
        }),
      );
  }
}

/** A click that Enter or Space made counts no clicks. */
const isByPointer = (event: Event) => event instanceof MouseEvent && event.detail > 0;

export const createByKeyModule = { __depends__: [stepsModule], __init__: ['createByKey'], createByKey: ['type', CreateByKey] };
