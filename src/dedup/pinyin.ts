/** The commonest Chinese surnames by their reading, so that 张伟 and "Zhang W" can be one author. */
const byReading = `
wang王汪 li李黎厉郦 zhang张章 liu刘柳 chen陈谌 yang杨阳 huang黄 zhao赵 wu吴武伍巫邬 zhou周 xu徐许胥 sun孙 ma马麻 zhu朱祝诸竺 hu胡扈 guo郭
he何贺和 lin林蔺 gao高 luo罗骆 zheng郑 liang梁 xie谢解 song宋 tang唐汤 deng邓 han韩 feng冯丰封 cao曹 peng彭 zeng曾 xiao肖萧 tian田
dong董 pan潘 yuan袁苑 cai蔡 jiang蒋江姜 yu余于俞喻虞郁尉禹 du杜 ye叶 cheng程成 wei魏韦卫 su苏 lv吕 lu吕卢陆鲁路逯 ding丁 ren任 shen沈申
yao姚 cui崔 zhong钟仲 tan谭谈覃 fan范樊 jin金靳晋 shi石史施时师 liao廖 jia贾 xia夏 fu付傅符 fang方房 zou邹 xiong熊 bai白柏 meng孟蒙
qin秦覃 qiu邱丘仇裘 hou侯 jiang江 yin尹殷阴 xue薛 yan闫严颜阎晏 duan段 lei雷 qian钱 tao陶 gu顾谷古辜 mao毛茅 hao郝 gong龚宫巩公 shao邵
wan万 qin覃 lai赖 dai戴代 mo莫 kong孔 xiang向项相 chang常 niu牛 ji季纪吉计姬冀 ge葛戈盖 bi毕 zhan詹占 pang庞 nie聂 qi齐戚祁漆 zhuang庄
ji纪 zuo左 mei梅 qu曲屈瞿 bao包鲍 ou欧区 ouyang欧阳 situ司徒 sima司马 shangguan上官 zhuge诸葛 dongfang东方 murong慕容 ling凌 ni倪 shu舒
tong童佟仝 lan兰蓝 rong荣容 wen温文闻 kang康 ning宁 hua华花 miao苗缪 chu储褚楚 ai艾 an安 chai柴 che车 chi迟池 cong丛 dang党 dou窦
fei费 gan甘干 geng耿 gui桂 hang杭 hong洪 huo霍 jing景荆井敬 ju居鞠 kuang邝匡 lang郎 leng冷 lian连廉 ming明 mu穆牟慕 ou欧 pei裴 pu蒲濮
qiao乔 que阙 ruan阮 sha沙 shang尚商 sheng盛 si司 sui隋 tu涂屠 weng翁 wo沃 xi席奚习 xin辛 xing邢幸 xuan宣 you尤游 yue岳乐 yun云 zang臧
zha查 zhai翟 zhen甄 zhi支 zong宗 cen岑 bian边卞 bu卜 guan关管 hai海 kou寇 lou娄楼 man满 mi米 ye叶 zhan展 chou仇 nan南 niu钮 bo薄
`;

const readings = new Map<string, string[]>();
for (const [, reading = '', names = ''] of byReading.matchAll(/([a-z]+)(\p{Script=Han}+)/gu)) {
  const compound =
    reading.length > 4 && names.length === 2 && /^(?:ouyang|situ|sima|shangguan|zhuge|dongfang|murong)$/.test(reading);
  for (const name of compound ? [names] : names) readings.set(name, [...(readings.get(name) ?? []), reading]);
}

/** The readings of the surname of a name in Chinese characters; none for a surname not in the table. */
export function surnameReadings(name: string): readonly string[] {
  return readings.get(name.slice(0, 2)) ?? readings.get(name.slice(0, 1)) ?? [];
}
