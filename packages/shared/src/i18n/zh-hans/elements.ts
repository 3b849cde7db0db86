/** elements：没有名称的元素和流向如何称呼。 */
import type { elements as english } from '../en/elements.ts';
import type { Words } from '../words.ts';

export const elements: Words<typeof english> = {
  kind: {
    start: '开始',
    end: '结束',
    task: '任务',
    approval: '审批',
    checkpoint: '合规检查',
    stage: '阶段',
    subProcess: '子流程',
    call: '对其他流程的调用',
    decision: '判断',
    split: '分支',
    join: '汇合',
    event: '事件',
    lane: '泳道',
    messageFlow: '消息流',
    process: '本流程',
  },
  nothing: '空处',
  thing: '{{kind}}“{{name}}”',
  quoted: '“{{name}}”',
  at: '{{neighbour}}上的{{kind}}',
  of: '{{neighbour}}的{{kind}}',
  after: '{{neighbour}}之后的{{kind}}',
  before: '{{neighbour}}之前的{{kind}}',
  flow: '从{{from}}到{{to}}的流向',
  flowNamed: '从{{from}}到{{to}}的流向（{{name}}）',
};
