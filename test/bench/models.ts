/** The models that are measured: small, and the same for every subject. */
const definitions = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:fortnight:bench" id="bench-definitions">
  <process id="bench" isExecutable="true">${body}</process>
</definitions>`;

const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

/** Ten tasks of people, one after the other. */
export const sequenceOfTen = (): string => {
  const ids = ['start', ...Array.from({ length: 10 }, (_, index) => `task${index + 1}`), 'end'];
  const tasks = ids.slice(1, -1).map((id) => `<userTask id="${id}"/>`);
  const flows = ids.slice(1).map((id, index) => flow(ids[index] ?? '', id));
  return definitions(`<startEvent id="start"/>${tasks.join('')}<endEvent id="end"/>${flows.join('')}`);
};

/** Five tasks at once, and the join that waits for all. */
export const fiveInParallel = (): string => {
  const tasks = Array.from({ length: 5 }, (_, index) => `task${index + 1}`);
  return definitions(
    `<startEvent id="start"/><parallelGateway id="fork"/>${tasks.map((id) => `<userTask id="${id}"/>`).join('')}
    <parallelGateway id="join"/><endEvent id="end"/>${flow('start', 'fork')}
    ${tasks.map((id) => flow('fork', id) + flow(id, 'join')).join('')}${flow('join', 'end')}`,
  );
};

/** One task of a person that comes again until somebody cancels the case: a durable step without an end. */
export const endless = (): string =>
  definitions(
    `<startEvent id="start"/><exclusiveGateway id="again"/><userTask id="work"/>${flow('start', 'again')}${flow('again', 'work')}${flow('work', 'again')}`,
  );
