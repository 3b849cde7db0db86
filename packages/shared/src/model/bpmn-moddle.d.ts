/** What we use of bpmn-moddle, which ships no types for its main entry. */
declare module 'bpmn-moddle' {
  export const BpmnModdle: new (packages?: Readonly<Record<string, unknown>>) => import('./moddle-interface.ts').Moddle;
}
