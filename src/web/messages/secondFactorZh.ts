import type { Messages } from './en.ts';

/** What the interface says about codes besides the password; in Chinese. */
export const secondFactorZh: Messages['secondFactor'] = {
  title: '第二重验证',
  lead: '启用后，登录时除密码外还需输入手机应用显示的验证码。仅知道密码的人无法登录。',
  owed: '本评审要求所有评审人员使用第二重验证。请设置后继续。',
  facts: {
    off: '未启用。仅凭密码即可登录。',
    on: (since) => `自 ${since} 起启用。登录时需要验证码。`,
  },
  turnOn: '启用',
  manage: '管理',

  needs: '您需要一个能生成一次性验证码的应用（身份验证器），可装在手机上，也可使用密码管理器。',
  begin: '显示密钥',
  beginAgain: '生成另一个密钥',
  scanTitle: '1. 将密钥交给应用',
  scanLead: '用应用扫描图片，或手动输入密钥。',
  pictureLabel: '密钥的二维码',
  keyLabel: '密钥',
  keyNote: '基于时间，6 位数字。显示 15 分钟；请勿让他人看到。',
  enterTitle: '2. 输入应用显示的验证码',
  codeLabel: '验证码',
  codeHint: '6 位数字',
  confirm: '启用',

  codesTitle: '您的恢复码',
  codesLead: '手机不在身边时，每个恢复码可供登录一次。请打印或妥善保存。',
  codesOnce: '仅显示这一次。',
  codesDone: {
    confirm: '第二重验证已启用，其他浏览器均已退出登录。',
    renew: '此前的恢复码已失效。',
  },
  codesOf: (name, site) => `${name}，${site}`,
  kept: '已保存',

  codesLeft: (count) => `剩余 ${count} 个恢复码。`,
  eitherLabel: '应用的验证码，或恢复码',
  renewTitle: '新的恢复码',
  renewLead: '生成十个新的恢复码；现有的将失效。',
  renew: '生成新的恢复码',
  offTitle: '停用',
  offLead: '停用后仅凭密码即可登录。如需更换手机，请停用后重新启用。',
  turnOff: '停用',

  signInTitle: '请输入验证码',
  signInLead: '密码正确。请输入应用显示的验证码。',
  signInHelp: '如果应用和恢复码都不在手边，请联系管理员。',
  useRecovery: '使用恢复码',
  recoveryLabel: '恢复码',
  refused: '验证码不正确或已被使用。请等待下一个。',
  ticketOver: '已超过五分钟，或密码在此期间已更改。请重新登录。',
  owesMessage: '本评审要求所有评审人员使用第二重验证。请在账户页面设置。',
};
