/** What a BPMN file holds, in short: enough to show it before it is opened. */
import { type Model, readXml, walkNodes } from '@fortnight/shared/model';

export interface DocumentOutline {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly documentation: string;
  /** The documentation in other languages. */
  readonly documentationLabels: Readonly<Record<string, string>>;
  readonly stages: readonly { readonly id: string; readonly name: string; readonly labels: Readonly<Record<string, string>> }[];
  readonly approvalCount: number;
  readonly checkpointCount: number;
}

const labelsOf = (labels: readonly { lang: string; text: string; for?: string }[], of?: string): Record<string, string> =>
  Object.fromEntries(labels.filter((label) => label.for === of).map(({ lang, text }) => [lang, text]));

export function outlineOf({ processes }: Model): DocumentOutline | undefined {
  const process = processes.find(({ isExecutable }) => isExecutable) ?? processes[0];
  if (!process) return undefined;
  const nodes = [...walkNodes(process)].map(({ node }) => node);
  const stages = nodes
    .flatMap((node) => (node.extension.stage ? [{ node, order: node.extension.stage.order ?? 0 }] : []))
    .toSorted((left, right) => left.order - right.order)
    .map(({ node }) => ({ id: node.id, name: node.name ?? node.id, labels: labelsOf(node.extension.labels) }));
  return {
    id: process.id,
    name: process.name ?? process.id,
    labels: labelsOf(process.extension.labels),
    documentation: process.documentation ?? '',
    documentationLabels: labelsOf(process.extension.labels, 'documentation'),
    stages,
    approvalCount: nodes.filter(({ extension }) => extension.approval).length,
    checkpointCount: nodes.filter(({ extension }) => extension.checkpoint).length,
  };
}

/** Reads a file's outline; nothing when there is no process in it. */
export async function readOutline(xml: string): Promise<DocumentOutline | undefined> {
  const { model } = await readXml(xml);
  return model ? outlineOf(model) : undefined;
}
