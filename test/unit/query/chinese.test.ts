import { afterAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../../src/text/fold.ts';
import { SearchTable } from './searchTable.ts';

/** Sentences as Chinese abstracts write them, some in traditional characters, some full-width, some mixed. */
const sentences = [
  '腰椎间盘突出症患者经保守治疗后突出物可自行吸收。',
  '巨噬细胞浸润是椎间盘突出物重吸收的关键环节。',
  '血管新生为炎症细胞进入髓核组织提供了通道。',
  '增强MRI显示突出物周围出现环形强化。',
  '游离型突出较包容型更容易发生重吸收。',
  '腰椎間盤突出後，突出物體積明顯縮小。',
  '後縱韌帶破裂者吸收率較高。',
  '基质金属蛋白酶MMP-3在突出组织中高表达。',
  'TNF-α与IL-1β共同促进基质降解。',
  '髓核细胞凋亡与自噬参与了吸收过程。',
  '随访12个月，MRI复查提示突出物完全消失。',
  'L4/5节段突出最为常见。',
  'L5/S1椎间盘脱出伴左侧坐骨神经痛一例。',
  '中药联合针灸治疗腰突症的临床观察。',
  '免疫豁免被打破后，自身抗体沉积于突出组织。',
  '椎间盘脱水导致T2信号下降。',
  '边缘强化的厚度可预测吸收程度。',
  '年龄与症状持续时间并非吸收的独立预测因素。',
  '对照组接受手术摘除，观察组接受非手术治疗。',
  '突出物的大小以椎管占位率表示。',
  '吸烟患者的血供较差。',
  '纤维环破裂使髓核暴露于免疫系统。',
  '炎性肉芽组织长入突出物边缘。',
  '单核细胞趋化蛋白募集巨噬细胞。',
  '本研究纳入六十六例患者的手术标本。',
  '免疫组化染色显示CD68阳性细胞增多。',
  'VEGF表达水平与新生血管密度呈正相关。',
  '椎间盘退变不等于突出。',
  '颈椎间盘突出也有自发缩小的报道。',
  '系统评价与Meta分析显示总体吸收率较高。',
  '大鼠模型中自体髓核移植后出现吞噬现象。',
  '兔椎间盘组织置于硬膜外腔后逐渐变小。',
  '经皮注射胶原酶溶解髓核。',
  '疼痛评分（VAS）与突出物大小变化不一致。',
  '多数患者在六个月内症状缓解。',
  '影像学随访间隔平均为八个月。',
  '回顾性分析我院收治的突出患者资料。',
  '前瞻性队列研究共随访两年。',
  '软骨终板成分较多者不易被吸收。',
  'Modic改变与吸收呈负相关。',
  '神经根受压程度逐步减轻。',
  'ＭＲＩ平扫与增强扫描对比。',
  'Fas/FasL通路介导细胞死亡。',
  '骨赘形成与椎管狭窄同时存在。',
  '硬膜外类固醇注射可能延缓吸收。',
  '水分丢失使突出物皱缩。',
  '自噬相关蛋白LC3表达上调。',
  '补体激活与免疫球蛋白沉积。',
  '推拿手法与牵引的疗效比较。',
  '臭氧消融术后突出物回缩明显。',
];

/** Searches that ask for what stands in a sentence as it is: words, runs, single characters, mixed scripts. */
const searches = [
  ...'吸收 重吸收 椎间盘 腰椎间盘突出 突出 巨噬细胞 血管 髓核 免疫 炎 骨 吸 退变 自噬 凋亡 基质 强化 增强 终板 韧带'.split(
    ' ',
  ),
  ...'腰椎間盤 縮小 後縱韌帶 突出物體積 突出物可自行 增强MRI TNF-α IL-1β MMP-3 L4/5 L5/S1 CD68 ＭＲＩ T2信号 LC3 Modic改变'.split(
    ' ',
  ),
  ...'自身抗体 肉芽组织 随访12个月 Fas/FasL'.split(' '),
];

const table = new SearchTable(sentences);
afterAll(() => table.close());

describe('Chinese and mixed searches find exactly the sentences that hold them', () => {
  test('there are fifty sentences and forty searches', () => {
    expect(sentences).toHaveLength(50);
    expect(searches).toHaveLength(40);
  });

  test.each(searches)('%s', (search) => {
    const wanted = sentences.flatMap((sentence, index) => (fold(sentence).includes(fold(search)) ? [index] : []));
    expect(wanted.length).toBeGreaterThan(0);
    expect(table.search(search)).toEqual(wanted);
    expect(table.search(`"${search}"`)).toEqual(wanted);
  });

  test.each([
    ['吸收 巨噬细胞', [1]],
    ['吸收 OR 缩小', [0, 1, 4, 5, 6, 9, 16, 17, 28, 29, 38, 39, 44]],
    ['突出物 -吸收', [3, 5, 10, 19, 22, 33, 45, 49]],
    ['巨噬细胞 MRI', []],
    ['（增强 OR 平扫）AND MRI', [3, 41]],
  ])('joined by operators: %s', (search, wanted) => {
    expect(table.search(search)).toEqual(wanted);
  });
});
