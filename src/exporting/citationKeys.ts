import type { Citation } from '../domain/citation.ts';

const unimportant = /^(?:a|an|the|on|of|in|and|for|to|with|is|are|do|does)$/i;

/** Keys for BibTeX: "Lai2018Feasibility", with a, b, c ... behind when one comes again. Same input, same keys. */
export class CitationKeys {
  private readonly used = new Map<string, number>();

  next(citation: Citation): string {
    const [first] = citation.authors;
    const name = ascii(first?.lastName ?? first?.collectiveName ?? 'Anon');
    const words = ascii(citation.title, ' ').split(' ');
    const word = words.find((one) => one.length > 1 && !unimportant.test(one)) ?? '';
    const fallback = citation.pmid ? `PMID${citation.pmid}` : 'Record';
    const stem = `${name}${citation.published.year ?? ''}${capital(word)}` || fallback;
    const count = this.used.get(stem) ?? 0;
    this.used.set(stem, count + 1);
    return count === 0 ? stem : `${stem}${letters(count)}`;
  }
}

/** Letters and digits of ASCII; accents are dropped, anything else becomes the gap. */
function ascii(text: string, gap = ''): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, gap)
    .trim();
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** 1 gives "a", 26 "z", 27 "aa". */
function letters(count: number): string {
  let text = '';
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  }
  return text;
}
