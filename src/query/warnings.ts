/** Something in a search that could not be read as written: where it stands and what was done instead. */
export interface QueryWarning {
  code: WarningCode;
  /** UTF-16 offsets in the text of the search, end exclusive. */
  start: number;
  end: number;
  en: string;
  zh: string;
}

/** What each warning says; `%s` is the piece of the search it is about. */
const messages = {
  unclosedQuote: [
    'A quotation mark has no partner; the words after it were read one by one.',
    '引号不成对；其后的词按普通词读取。',
  ],
  unclosedParenthesis: [
    'A parenthesis is never closed; it was closed at the end of the search.',
    '括号未闭合；已在检索式末尾补上。',
  ],
  strayParenthesis: [
    'A closing parenthesis has no partner; it was left out.',
    '右括号没有对应的左括号；已忽略该括号。',
  ],
  emptyParentheses: [
    'There is nothing between these parentheses; they were left out.',
    '括号内没有内容；已忽略该括号。',
  ],
  tooDeep: [
    'Parentheses are nested too deeply here; this pair was left out and its content joined to what surrounds it.',
    '括号嵌套过深；已忽略这一对括号，其内容并入外层。',
  ],
  tooManyTurns: [
    'AND and OR take turns too often without parentheses; this %s was read like the operator before it.',
    '未加括号而 AND 与 OR 交替过多；此处的 %s 按前一个运算符读取。',
  ],
  emptyQuote: [
    'There is nothing to search for between these quotation marks; they were left out.',
    '引号内没有可检索的内容；已忽略。',
  ],
  unclosedTag: ['A square bracket has no partner; it was left out.', '方括号不成对；已忽略该方括号。'],
  unknownTag: [
    '%s is not a field tag known here; the words before it were searched in all fields.',
    '%s 不是本系统认识的字段标签；其前的词在全部字段中检索。',
  ],
  bracketedWords: [
    '%s is not a field tag known here; its words were searched as plain words.',
    '%s 不是本系统认识的字段标签；其中的词按普通词检索。',
  ],
  tagWithoutTerm: ['The tag %s has no words before it; it was left out.', '标签 %s 前没有词；已忽略该标签。'],
  tagOnGroup: [
    'The tag %s cannot be given to a whole parenthesis; the parenthesis was searched as it stands.',
    '标签 %s 不能用于整个括号；括号内容按原样检索。',
  ],
  unknownField: [
    '%s is not a field known here; it was read as a plain word.',
    '%s 不是本系统认识的字段；已按普通词读取。',
  ],
  spacedField: [
    '%s has a space after it and was read as a plain word; for a field write its value right after the colon.',
    '%s 后有空格，已按普通词读取；如需限定字段，请紧接冒号书写取值。',
  ],
  fieldWithoutValue: [
    'The field %s has no value; its name was read as a plain word.',
    '字段 %s 没有值；已按普通词读取。',
  ],
  missingLeft: ['%s has nothing before it; it was left out.', '%s 之前没有内容；已忽略。'],
  missingRight: ['%s has nothing after it; it was left out.', '%s 之后没有内容；已忽略。'],
  doubledOperator: ['%s stands beside another operator; it was left out.', '%s 与另一个运算符相邻；已忽略。'],
  lowerCaseOperator: [
    '"%s" in lower case is an ordinary word and was left out; write it in capitals to make it an operator.',
    '小写的“%s”是普通词，已略去；如需作为运算符请用大写。',
  ],
  starInside: [
    'A star counts only at the end; %s was read up to its first star.',
    '星号仅在词尾有效；%s 只读取到第一个星号为止。',
  ],
  starInPhrase: [
    'A star counts only at the end of a phrase; in %s it was left out.',
    '星号仅在短语末尾有效；%s 中的星号已忽略。',
  ],
  starInFront: [
    'A star in front of a word is not supported; in %s it was left out.',
    '不支持词首星号；%s 中的星号已忽略。',
  ],
  nothingInWord: ['%s holds no letter or digit and was left out.', '%s 不含字母或数字，已忽略。'],
  badYears: [
    '%s is not a year or a range of years; it was read as plain words.',
    '%s 不是年份或年份范围；已按普通词读取。',
  ],
  reversedYears: ['%s runs backwards; it was read the other way round.', '%s 前后颠倒；已按相反顺序读取。'],
  yearOnly: ['Of the date %s only the year is used.', '日期 %s 仅使用年份。'],
  badIdentifier: [
    '%s is not an identifier of this kind; it was read as plain words.',
    '%s 不是此类标识符；已按普通词读取。',
  ],
  unknownCode: [
    '%s is not a value of this field; it was read as plain words.',
    '%s 不是该字段的取值；已按普通词读取。',
  ],
  noAffiliations: [
    'Affiliations are not indexed; %s was searched in all fields.',
    '未索引作者单位；%s 在全部字段中检索。',
  ],
  anyAuthor: ['%s: authors are searched in any position.', '%s：作者按任意位次检索。'],
  lineNumber: [
    '%s refers to a line of another search; it was left out. Paste that line in its place.',
    '%s 指向另一检索式的行号；已忽略。请将该行内容粘贴于此。',
  ],
  bareProximity: [
    '%s needs at least two words in quotation marks; the words were searched without a distance.',
    '%s 需要引号内至少两个词；已不计距离检索。',
  ],
  longProximity: [
    '%s has more than 20 words; they were all searched, without a distance.',
    '%s 超过 20 个词；已全部检索，但不计距离。',
  ],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

export type WarningCode = keyof typeof messages;

/** A warning about `start`..`end` of a search that quotes `piece` (shortened where it is long). */
export function warning(code: WarningCode, start: number, end: number, piece = ''): QueryWarning {
  const [en, zh] = messages[code];
  const characters = [...piece];
  const shown = characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : piece;
  const fill = (message: string): string => message.replace('%s', () => shown);
  return { code, start, end, en: fill(en), zh: fill(zh) };
}
