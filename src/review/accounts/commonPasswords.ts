import { dictionary } from '@zxcvbn-ts/language-common';

/** What belongs to this field and this site, and what the kept list of guesses lacks; one word stands for its forms. */
const ours = `
  lumbar sciatica discs herniation hernia resorb resorption hospitals doctors reviewers screening literature pubmed
  medline
  passphrase thepassword yourpassword oldpassword accessdenied welcomeback adminadmin superuser superadmin rootroot
  rootuser guestguest login loginlogin changethis demodemo ubuntu twitter foreverlove
  qwertz qwertzui qwertzuiop zxczxc poiuytrewq lkjhgfdsa mnbvcxz abcdef abcdefg abcabc abcd abc xyz
  woaiwojia mima wodemima nihao
  123123123 12341234 123412345 0123456789 01234567 159357159 5201314520 52013145 5201314a 1314520a 20202020 19901990
  19191919 66668888 88886666 pass12345
`;

/**
 * Passwords that are guessed first: some 49,000 of leaked ones, counted and kept by zxcvbn-ts, 18,000 of them long
 * enough to be chosen here, and ours. Compared in lower case, also with figures and signs at either end or in place of
 * letters.
 */
export const commonPasswords: ReadonlySet<string> = new Set([
  ...dictionary['passwords-common'],
  ...ours.trim().split(/\s+/),
]);
