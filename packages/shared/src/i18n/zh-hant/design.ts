/** design：這個區域的用語。 */
import type { design as english } from '../en/design.ts';
import type { Words } from '../words.ts';

export const design: Words<typeof english> = {
  canvas: {
    label: '流程圖',
    view: '檢視',
    map: '縮圖',
    zoomIn: '放大',
    zoomOut: '縮小',
    zoomFull: '恢復原始大小',
    fit: '符合視窗',
    notDrawn: '無法繪製這張流程圖。',
    one: '一人',
    all_one: '全部 {{count}} 人',
    all_other: '全部 {{count}} 人',
    quorum: '{{count}} 取 {{needed}}',
    blocks: '阻擋',
    warns: '提醒',
    short: { weeks: '{{amount}}週', days: '{{amount}}天', hours: '{{amount}}小時', minutes: '{{amount}}分鐘' },
  },
  palette: {
    label: '元素',
    find: '尋找元素',
    sales: '銷售',
    steps: '步驟',
    startAndEnd: '開始與結束',
    all: '全部 BPMN 元素',
    none: '沒有這個名稱的元素。',
    tools: '工具',
    step: {
      task: '任務',
      service: '服務',
      message: '訊息',
      wait: '等待',
      decision: '判斷',
      script: '腳本',
      start: '開始',
      end: '結束',
    },
    tool: { hand: '移動畫布', lasso: '框選', space: '騰出空間', connect: '連線' },
  },
  sales: {
    stage: { name: '漏斗階段', hint: '進出規則、天數、贏率' },
    approval: { name: '簽核', hint: '誰簽、幾人、何時前' },
    checkpoint: { name: '合規檢核', hint: '先過規則，再由人複核' },
  },
};
