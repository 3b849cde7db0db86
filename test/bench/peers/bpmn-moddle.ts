/** bpmn-moddle alone: how many elements of a flow it reads. */
import { BpmnModdle } from 'bpmn-moddle';

export async function readByModdle(xml: string): Promise<number> {
  const { rootElement } = await new BpmnModdle().fromXML(xml);
  const [process] = (rootElement as unknown as { rootElements: { flowElements: unknown[] }[] }).rootElements;
  return process?.flowElements.length ?? 0;
}
