/**
 * What an event or a task refers to (a message, signal, error, escalation) stands in the document. bpmn.io's own keeper looks
 * at the first definition of an event alone, and fails where that one refers to nothing and another does.
 */
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';
import { type DiagramElement, elementOf, elementsOf, type ModdleElement } from '../../diagram.ts';
import type { BpmnFactory, EventBus } from '../../services.ts';

interface Reference {
  /** Which of the element's definitions refers; none where the element itself does. */
  readonly index: number | undefined;
  readonly property: string;
  readonly root: ModdleElement;
}
interface Context {
  readonly shape?: DiagramElement;
  readonly element?: DiagramElement;
  addedRoots?: readonly ModdleElement[];
}
interface Copied {
  readonly descriptor: { readonly businessObject?: ModdleElement; references?: readonly Reference[] };
  readonly element: DiagramElement;
}
interface Document {
  getDefinitions(): ModdleElement;
}
interface ModdleCopy {
  copyElement(source: ModdleElement, target: ModdleElement): ModdleElement;
}

const properties: Readonly<Record<string, string>> = {
  'bpmn:MessageEventDefinition': 'messageRef',
  'bpmn:SignalEventDefinition': 'signalRef',
  'bpmn:ErrorEventDefinition': 'errorRef',
  'bpmn:EscalationEventDefinition': 'escalationRef',
  'bpmn:ReceiveTask': 'messageRef',
  'bpmn:SendTask': 'messageRef',
};
const commands = ['shape.create', 'element.updateProperties', 'element.updateModdleProperties'];

export class RootReferences extends CommandInterceptor {
  static override $inject = ['eventBus', 'bpmnjs', 'moddleCopy', 'bpmnFactory'];
  private readonly document: Document;

  constructor(eventBus: EventBus, document: Document, moddleCopy: ModdleCopy, bpmnFactory: BpmnFactory) {
    super(eventBus as unknown as ConstructorParameters<typeof CommandInterceptor>[0]);
    this.document = document;
    this.executed(commands, (context: Context) => this.addMissing(context), true);
    this.reverted(
      commands,
      ({ addedRoots = [] }: Context) => this.write((roots) => roots.filter((root) => !addedRoots.includes(root))),
      true,
    );
    eventBus.on('copyPaste.copyElement', (event) => {
      const { descriptor, element } = event as unknown as Copied;
      if (!element.labelTarget) descriptor.references = referencesOf(element.businessObject);
    });
    eventBus.on('copyPaste.pasteElement', 750, (event) => {
      const { businessObject, references = [] } = (event as unknown as Copied).descriptor;
      for (const { index, property, root } of references) {
        const holder = index === undefined ? businessObject : elementsOf(businessObject, 'eventDefinitions')[index];
        holder?.set(property, this.has(root) ? root : moddleCopy.copyElement(root, bpmnFactory.create(root.$type)));
      }
    });
  }

  private addMissing(context: Context): void {
    const element = context.shape ?? context.element;
    const missing = referencesOf(element?.businessObject).flatMap(({ root }) => (this.has(root) ? [] : [root]));
    if (missing.length === 0) return;
    context.addedRoots = missing;
    this.write((roots) => [...roots, ...missing]);
  }

  private has({ id }: ModdleElement): boolean {
    return elementsOf(this.document.getDefinitions(), 'rootElements').some((root) => root.id === id);
  }

  private write(change: (roots: readonly ModdleElement[]) => readonly ModdleElement[]): void {
    const definitions = this.document.getDefinitions();
    definitions.set('rootElements', change(elementsOf(definitions, 'rootElements')));
  }
}

function referencesOf(holder: ModdleElement | undefined): readonly Reference[] {
  const refer = (element: ModdleElement, index: number | undefined): readonly Reference[] => {
    const property = properties[element.$type];
    const root = property === undefined ? undefined : elementOf(element, property);
    return property !== undefined && root ? [{ index, property, root }] : [];
  };
  if (!holder) return [];
  return [...refer(holder, undefined), ...elementsOf(holder, 'eventDefinitions').flatMap(refer)];
}

export const rootReferencesModule = { rootElementReferenceBehavior: ['type', RootReferences] };
