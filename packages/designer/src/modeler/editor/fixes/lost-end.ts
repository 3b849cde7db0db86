import i18next from 'i18next';
import { type DiagramElement, elementsOf, extensionOf, textOf } from '../../diagram.ts';
import { isStage } from '../../features/stage-numbers/index.ts';
import type { Drawing } from '../editor.ts';
import { addChild, addExtension } from '../extension-edits.ts';
import { processAround } from '../process-of.ts';
import type { Surface } from './surface.ts';

/** Makes an end one at which the case is lost, because the decision was a no. */
export function loseAt(editor: Drawing, { modeling }: Surface, end: DiagramElement, decision: DiagramElement): void {
  const say = wordsOf(editor, decision);
  modeling.updateProperties(end, { name: say('drawn.lost') });
  addExtension(editor, end, 'fortnight:End', {
    outcome: 'lost',
    lossReason: lossReasonFor(editor, decision, say('drawn.notApproved')),
  });
}

/** Names are written in the language of the process, where it says one. */
export function wordsOf(editor: Drawing, element: DiagramElement) {
  const lang = textOf(extensionOf(processAround(editor, element), 'fortnight:Process'), 'lang');
  return i18next.getFixedT(i18next.hasResourceBundle(lang, 'design') ? lang : i18next.language, 'design');
}

/** Where stages list why cases are lost, a reason of their own for those that are not approved. */
function lossReasonFor(editor: Drawing, decision: DiagramElement, name: string): string | undefined {
  const stages = editor.elements().filter(isStage);
  const tagOf = (stage: DiagramElement | undefined) => extensionOf(stage?.businessObject, 'fortnight:Stage');
  const reasonsOf = (stage: DiagramElement) => elementsOf(tagOf(stage), 'lossReasons');
  const listing = stages.filter((stage) => reasonsOf(stage).length > 0);
  const id = 'not-approved';
  if (listing.length === 0 || listing.some((stage) => reasonsOf(stage).some((reason) => textOf(reason, 'id') === id)))
    return listing.length === 0 ? undefined : id;
  const around = stages.find((stage) => standsIn(decision, stage)) ?? listing[0];
  const tag = tagOf(around);
  if (around && tag)
    addChild(editor, around, { tag, collection: 'lossReasons', type: 'fortnight:LossReason', values: { id, name } });
  return id;
}

function standsIn(element: DiagramElement, container: DiagramElement): boolean {
  for (let parent = element.parent; parent; parent = parent.parent) if (parent === container) return true;
  return false;
}
