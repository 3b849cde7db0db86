/** Modules of bpmn.io that ship no types: each is a bundle of services for the canvas. */
declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: object;
}
declare module 'bpmn-js-color-picker' {
  const colourPicker: object;
  export default colourPicker;
}
declare module 'diagram-js-minimap' {
  const minimap: object;
  export default minimap;
}
