import { createDrawing } from './create-drawing.ts';
import type { Drawing, Editor } from './editor.ts';
import { createTimeline } from './timeline.ts';

/** How many documents stay at hand to be gone back to. */
const mostDocuments = 6;

interface Sheet {
  readonly place: HTMLElement;
  readonly drawing: Drawing;
}

/**
 * Puts a canvas for drawing into a container.
 *
 * Each document lies on a sheet of its own. A document that is replaced is laid aside with all its steps: undo goes
 * back to it and on through them.
 */
export function createEditor(container: HTMLElement): Editor {
  const listeners = new Set<() => void>();
  const state = { revision: 0 };
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const takeAway = ({ drawing, place }: Sheet) => {
    drawing.destroy();
    place.remove();
  };

  function lay(): Sheet {
    const place = document.createElement('div');
    place.className = 'modeler-sheet';
    container.append(place);
    const drawing = createDrawing(place, {
      undo: () => editor.undo(),
      redo: () => editor.redo(),
      onChange({ isOfDocument, isNewStep }) {
        if (sheet !== sheets.current()) return;
        if (isOfDocument) state.revision += 1;
        if (isNewStep) sheets.forgetAfter();
        tell();
      },
    });
    const sheet = { place, drawing };
    return sheet;
  }

  const editor: Editor = {
    open: (xml) => current().open(xml),
    async replace(xml) {
      const next = lay();
      next.place.style.visibility = 'hidden';
      try {
        await next.drawing.open(xml);
      } catch (error) {
        takeAway(next);
        throw error;
      }
      next.place.style.visibility = '';
      turn(() => sheets.push(next));
    },
    xml: () => current().xml(),
    svg: () => current().svg(),
    png: () => current().png(),

    definitions: () => current().definitions(),
    root: () => current().root(),
    element: (id) => current().element(id),
    elements: () => current().elements(),
    selected: () => current().selected(),
    select: (id) => current().select(id),
    show: (id) => current().show(id),

    update: (element, target, properties) => current().update(element, target, properties),
    updateElement: (element, properties) => current().updateElement(element, properties),
    create: (type, properties, parent) => current().create(type, properties, parent),
    asOneStep: (change) => current().asOneStep(change),
    changeOutside: (change) => current().changeOutside(change),
    applyFix: (fix) => current().applyFix(fix),

    undo() {
      if (current().canUndo()) current().undo();
      else if (sheets.hasBefore()) turn(sheets.back);
    },
    redo() {
      if (current().canRedo()) current().redo();
      else if (sheets.hasAfter()) turn(sheets.forward);
    },
    canUndo: () => current().canUndo() || sheets.hasBefore(),
    canRedo: () => current().canRedo() || sheets.hasAfter(),

    drag: (event, step) => current().drag(event, step),
    add: (step) => current().add(step),
    wrapSelection: () => current().wrapSelection(),
    canWrapSelection: () => current().canWrapSelection(),
    palette: () => current().palette(),
    openCreateMenu: () => current().openCreateMenu(),
    activateTool: (tool, event) => current().activateTool(tool, event),
    align: (alignment) => current().align(alignment),
    markProblems: (problems) => current().markProblems(problems),
    markCounts: (counts) => current().markCounts(counts),

    zoom: () => current().zoom(),
    sidesBeyond: () => current().sidesBeyond(),
    zoomTo: (scale) => current().zoomTo(scale),
    toggleMinimap: () => current().toggleMinimap(),
    resized: () => current().resized(),
    redraw: () => current().redraw(),

    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    revision: () => state.revision,
    destroy: () => sheets.all().forEach(takeAway),
  };

  const sheets = createTimeline(lay(), { most: mostDocuments, drop: takeAway });
  const current = () => sheets.current().drawing;

  /** Another sheet comes to lie on top; the others are taken off the page, not only out of sight. */
  function turn(change: () => void): void {
    sheets.current().place.remove();
    change();
    container.append(sheets.current().place);
    state.revision += 1;
    current().resized();
    current().redraw();
    tell();
  }

  return editor;
}
