/** The models that are measured: small, and the same for every subject. */
export const definitions = (body: string, id = 'bench') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="urn:fortnight:bench" id="bench-definitions">
  <process id="${id}" isExecutable="true">${body}</process>
</definitions>`;

export const flow = (from: string, to: string, condition?: string) =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"${
    condition === undefined
      ? '/>'
      : `><conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression></sequenceFlow>`
  }`;

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

/** A process of so many flow elements: tasks in a row, and between each four a decision that comes back together. */
export function ofElements(count: number): string {
  const parts: string[] = ['<startEvent id="n0"/>'];
  let [last, made, next] = ['n0', 1, 1];
  const add = (xml: (id: string) => string, from: readonly string[], condition?: string): string => {
    const id = `n${next++}`;
    parts.push(xml(id), ...from.map((each) => flow(each, id, condition)));
    made += 1 + from.length;
    return id;
  };
  const task = (id: string) => `<userTask id="${id}" name="Do ${id}"/>`;
  while (made + 15 <= count) {
    for (let index = 0; index < 2; index += 1) last = add(task, [last]);
    const split = add((id) => `<exclusiveGateway id="${id}" default="${id}-n${next + 1}"/>`, [last]);
    const yes = add(task, [split], '= amount > 100');
    const no = add(task, [split]);
    last = add((id) => `<exclusiveGateway id="${id}"/>`, [yes, no]);
  }
  while (made + 4 <= count) last = add(task, [last]);
  add((id) => `<endEvent id="${id}"/>`, [last]);
  return definitions(parts.join(''));
}
