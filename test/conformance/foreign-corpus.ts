import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const home = process.env.FORTNIGHT_FOREIGN_MODELS;

/** Whether models of other engines are on this machine. */
export const hasForeignModels = home !== undefined && home !== '' && existsSync(home);

/** What to do when they are not. */
export const howToGetForeignModels =
  'skipped: set FORTNIGHT_FOREIGN_MODELS to a folder with one folder a vendor, in it the .bpmn, .bpmn20.xml and .bpmn2 files of its repository at any depth (camunda/camunda-bpm-platform, flowable/flowable-engine, camunda/zeebe, kiegroup/jbpm, apache/incubator-kie-kogito-runtimes, sartography/SpiffWorkflow)';

/** The vendors' folders, with the models in each. */
export function foreignModels(): readonly { readonly vendor: string; readonly paths: readonly string[] }[] {
  if (!hasForeignModels || !home) return [];
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name: vendor }) => ({
      vendor,
      paths: readdirSync(join(home, vendor), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(bpmn|bpmn20|bpmn20\.xml|bpmn2)$/i.test(name))
        .sort()
        .map((name) => join(home, vendor, name)),
    }));
}
