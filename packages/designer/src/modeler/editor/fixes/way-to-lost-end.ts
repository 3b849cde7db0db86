import { type DiagramElement, elementsOf, extensionOf, textOf } from '../../diagram.ts';
import type { MakeRoom } from '../../features/make-room/index.ts';
import type { Drawing } from '../editor.ts';
import { setExtension } from '../extension-edits.ts';
import { loseAt, wordsOf } from './lost-end.ts';
import { nameBeside, type Surface, shape } from './surface.ts';

/** Behind an approval: a choice by its outcome; rejected goes to an end that loses the case, the rest as before. */
export function drawWayToLostEnd(editor: Drawing, canvas: Surface, approval: DiagramElement, result: string | undefined): void {
  const { modeling } = canvas;
  const say = wordsOf(editor, approval);
  const variable = result || freeResult(editor);
  if (!result) setExtension(editor, approval, 'fortnight:Approval', { result: variable });
  const parent = approval.parent ?? editor.root();
  const onward = [...approval.outgoing];
  const y = approval.y + approval.height / 2;
  const right = approval.x + approval.width;
  const nextX = Math.min(...onward.flatMap(({ target }) => (target && target.x >= right ? [target.x] : [])));
  const room = onward.length > 1 ? 250 : 150;
  if (Number.isFinite(nextX)) canvas.get<MakeRoom>('makeRoom').rightOf(parent, nextX, right + room - nextX);
  const draw = (type: string, at: { x: number; y: number }) => modeling.createShape(shape(canvas, type), at, parent);

  const choice = draw('bpmn:ExclusiveGateway', { x: right + 60, y });
  modeling.connect(approval, choice);
  const end = draw('bpmn:EndEvent', { x: choice.x + choice.width / 2, y: y + 130 });
  loseAt(editor, canvas, end, approval);
  const lost = modeling.connect(choice, end);
  const condition = editor.create('bpmn:FormalExpression', { body: rejectionOf(approval, variable) }, lost.businessObject);
  modeling.updateProperties(lost, { name: say('drawn.rejected'), conditionExpression: condition });
  nameBeside(canvas, lost, 'right', { x: choice.x + choice.width / 2, y: (choice.y + choice.height + end.y) / 2 });
  modeling.updateProperties(choice, { default: goOn().businessObject });

  /** The way that a case takes which is not rejected. */
  function goOn(): DiagramElement {
    const [only, another] = onward;
    if (!only) return modeling.connect(choice, draw('bpmn:EndEvent', { x: choice.x + choice.width + 78, y }));
    if (!another) return leadFrom(choice, only);
    // Several ways out of an activity are all taken.
    const split = draw('bpmn:ParallelGateway', { x: right + 160, y });
    for (const flow of onward) leadFrom(split, flow);
    return modeling.connect(choice, split);
  }

  function leadFrom(source: DiagramElement, flow: DiagramElement): DiagramElement {
    modeling.reconnectStart(flow, source, { x: source.x + source.width, y });
    modeling.layoutConnection(flow);
    return flow;
  }
}

function freeResult(editor: Drawing): string {
  const taken = new Set(
    editor.elements().map(({ businessObject }) => textOf(extensionOf(businessObject, 'fortnight:Approval'), 'result')),
  );
  const names = ['approval', ...Array.from(taken, (_, index) => `approval${index + 2}`)];
  return names.find((name) => !taken.has(name)) ?? 'approval';
}

/** By the ids of its own outcomes that reject. */
function rejectionOf({ businessObject }: DiagramElement, variable: string): string {
  const outcomes = elementsOf(extensionOf(businessObject, 'fortnight:Approval'), 'outcomes');
  const ids = outcomes.flatMap((outcome) => (textOf(outcome, 'kind') === 'reject' ? [textOf(outcome, 'id')] : []));
  const name = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(variable) ? variable : `\`${variable}\``;
  return (ids.length > 0 ? ids : ['reject']).map((id) => `${name}.outcome = ${JSON.stringify(id)}`).join(' or ');
}
