const duration = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

/** Whether a text is an ISO 8601 duration, such as `P2D` or `PT24H`. */
export const isIsoDuration = (text: string): boolean => duration.test(text);
