import type { Author } from '../domain/citation.ts';

const han = /\p{Script=Han}/u;

/** A sentence ended once: a title that ends in a stop, a question or an exclamation mark gets no second one. */
export function sentence(text: string): string {
  return text === '' || /[.?!。？！]["”’)\]]?$/.test(text) ? text : `${text}.`;
}

/** A title without the stop at its end and without the brackets NLM puts around a translated one. */
export function bareTitle(title: string): string {
  const bare = title.replace(/[.。]$/, '');
  return /^\[[^[\]]*\]$/.test(bare) ? bare.slice(1, -1).replace(/\.$/, '') : bare;
}

/** The initials of an author, given or derived: "Shi-Yuan" gives S and Y. */
export function initialLetters(author: Author): string[] {
  if (author.initials) return [...author.initials];
  return (author.foreName ?? '')
    .split(/[\s.-]+/)
    .filter(Boolean)
    .map((word) => [...word][0]?.toUpperCase() ?? '');
}

/** A Chinese name is written whole, family name first, in every style. */
export function chineseName({ lastName, foreName }: Author): string | null {
  const name = `${lastName ?? ''}${foreName ?? ''}`;
  return han.test(name) ? name : null;
}

export function isChineseText(text: string): boolean {
  return han.test(text);
}
