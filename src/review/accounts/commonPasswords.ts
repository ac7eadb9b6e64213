/**
 * Words that open every list of guesses, and those of this field. Compared in lower case, also with figures and signs
 * at either end or in place of letters, so one word stands for its many forms.
 */
const words = `
  password passwort passwords passphrase mypassword thepassword yourpassword newpassword oldpassword secret secrets
  topsecret letmein letmeinnow openup opensesame access accessdenied welcome welcomeback hello helloworld hellothere
  admin administrator adminadmin superuser superadmin sysadmin rootroot rootuser user username userpass guest
  guestguest login loginlogin signin default changeme changethis changeit test testing testtest tester demo demodemo
  sample example temporary temppass computer internet website database server network system windows linux ubuntu
  android iphone google facebook twitter youtube microsoft apple samsung whatever whatsup nothing something anything
  iloveyou iloveu iloveme loveyou lovelove loveme mylove forever foreverlove sweetheart darling babygirl babyboy
  princess prince queen kingkong superman batman spiderman ironman wonderwoman pokemon naruto minecraft starwars
  startrek skywalker gandalf harrypotter matrix phoenix dragon monkey tigger tiger lion elephant dolphin butterfly
  chocolate cookie cheese banana orange strawberry cherry pepper ginger flower flowers sunflower sunshine rainbow
  moonlight summer winter spring autumn january february march april june july august september october november
  december monday tuesday wednesday thursday friday saturday sunday football baseball basketball hockey soccer
  liverpool arsenal chelsea barcelona manchester juventus realmadrid jordan michael jennifer jessica ashley michelle
  daniel thomas robert william charlie george andrew joshua matthew anthony nicole samantha victoria elizabeth
  alexander benjamin jonathan freedom trustno trustnoone master masterkey shadow hunter ranger killer mustang
  corvette ferrari porsche mercedes yamaha harley diamond silver golden purple yellow jesus jesuschrist blessed
  blessing heaven angel angels family mother father mommy daddy sister brother friends friendship
  qwerty qwertyui qwertyuiop qwertyu qwertz qwertzui qwertzuiop azerty azertyui azertyuiop asdfgh asdfghjk asdfghjkl
  zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc qweqwe asdasd zxczxc poiuytrewq lkjhgfdsa mnbvcxz abcdef abcdefg
  abcabc aabbcc aaabbb abcd abc xyz
  woaini woaiwojia mima wodemima nihao nihaoma zhongguo beijing shanghai
  hospital hospitals doctor doctors medical medicine clinic surgery surgeon spine spinal lumbar sciatica disc disk
  discs herniation hernia resorb resorption review reviewer reviewers screening evidence literature library pubmed
  medline research university science student teacher
`;

/** Guesses without a letter, or whose figures are the point. */
const figures = `
  12345678 123456789 1234567890 123123123 123321123 11223344 1122334455 112233445566 12341234 123412345 12344321
  87654321 987654321 9876543210 0123456789 01234567 147258369 147852369 159357159 789456123 741852963 963852741
  13579246 24681357 31415926 314159265 5201314520 52013145 5201314a 1314520a 20202020 19901990 19191919 66668888
  88886666 a1b2c3d4 1a2b3c4d 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 zaq12wsx qwer1234
  asdf1234 abcd1234 abc12345 abc123456 a1234567 a12345678 a123456789 1234qwer 123qweasd 123qwe123 pass1234 pass12345
`;

export const commonPasswords: ReadonlySet<string> = new Set(`${words} ${figures}`.trim().split(/\s+/));
