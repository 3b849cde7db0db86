const duration = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const dateTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?(\[[\w/+-]+\])?)?$/;

/** Whether a text is an ISO 8601 duration, such as `P2D` or `PT24H`. */
export const isIsoDuration = (text: string): boolean => duration.test(text);

/** Whether a text is an ISO 8601 date, with or without a time and a zone. */
export const isIsoDateTime = (text: string): boolean => dateTime.test(text);

/** Whether a text is an ISO 8601 repetition: `R3/PT1H`, with a start or an end. */
export function isIsoCycle(text: string): boolean {
  const [repeat = '', ...rest] = text.split('/');
  if (!/^R\d*$/.test(repeat)) return false;
  const parts = rest.map((part) => (isIsoDuration(part) ? 'duration' : isIsoDateTime(part) ? 'date' : 'neither'));
  return ['duration', 'date duration', 'duration date'].includes(parts.join(' '));
}
