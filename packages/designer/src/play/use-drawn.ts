import type { Form, Play } from '@fortnight/shared/contract';
import { compile, type Program } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { useEffect, useState } from 'react';
import type { VersionModel } from '../cases/index.ts';

/** What is drawn now, saved or not: what a play is played on. */
export interface Drawing {
  readonly bpmn: string;
  readonly forms: readonly Form[];
  readonly tests: readonly Play[];
}

/** A drawing that was read; what does not compile says why. */
export interface Drawn {
  readonly model: VersionModel;
  readonly program: Program | undefined;
  /** How many errors keep it from being played. */
  readonly errorCount: number;
}

/** Reads and compiles a drawing, as publishing does; undefined until then, and anew with each other one. */
export function useDrawn(processId: string, bpmn: string | undefined, forms: readonly Form[]): Drawn | undefined {
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    if (bpmn === undefined) return;
    let isGone = false;
    void readDrawing(processId, bpmn, forms).then((read) => !isGone && setDrawn(read));
    return () => {
      isGone = true;
    };
  }, [processId, bpmn, forms]);
  return drawn;
}

async function readDrawing(processId: string, bpmn: string, forms: readonly Form[]): Promise<Drawn> {
  const { model, problems } = await readXml(bpmn);
  const process = model.processes.find(({ id }) => id === processId);
  const compiled = compile(model, { processId });
  const errors = [...problems, ...(compiled.ok ? [] : compiled.problems)].filter(({ severity }) => severity === 'error');
  const program = compiled.ok && errors.length === 0 ? compiled.value : undefined;
  return { model: { bpmn, forms, process }, program, errorCount: errors.length };
}
