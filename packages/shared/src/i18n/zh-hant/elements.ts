/** elements：沒有名稱的元素和流程線如何稱呼。 */
import type { elements as english } from '../en/elements.ts';
import type { Words } from '../words.ts';

export const elements: Words<typeof english> = {
  kind: {
    start: '開始',
    end: '結束',
    task: '任務',
    approval: '簽核',
    checkpoint: '合規檢核',
    stage: '階段',
    subProcess: '子流程',
    call: '對其他流程的呼叫',
    decision: '判斷',
    split: '分支',
    join: '匯合',
    event: '事件',
    lane: '泳道',
    messageFlow: '訊息流',
    process: '本流程',
  },
  nothing: '空處',
  thing: '{{kind}}「{{name}}」',
  quoted: '「{{name}}」',
  at: '{{neighbour}}上的{{kind}}',
  of: '{{neighbour}}的{{kind}}',
  after: '{{neighbour}}之後的{{kind}}',
  before: '{{neighbour}}之前的{{kind}}',
  flow: '從{{from}}到{{to}}的流程線',
  flowNamed: '從{{from}}到{{to}}的流程線（{{name}}）',
};
