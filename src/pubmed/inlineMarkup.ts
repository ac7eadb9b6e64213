/** The only elements of PubMed's inline markup, and the only ones the safe markup may hold. */
export const inlineElements = ['b', 'i', 'sub', 'sup', 'u'] as const;
export type InlineElement = (typeof inlineElements)[number];

/** A text and, where the source had markup, the same text as safe markup. */
export interface InlineText {
  text: string;
  html?: string;
}

/**
 * Collects a text twice while it is read: plain, and as safe markup. White space is folded across the borders
 * of elements, so that the markup without its tags is the plain text, letter for letter.
 */
export class InlineMarkup {
  private text = '';
  private html = '';
  private hasMarkup: boolean = false;

  characters(characters: string): void {
    let folded = hasOddSpace.test(characters) ? characters.replace(/\s+/g, ' ') : characters;
    if (folded.startsWith(' ') && (this.text === '' || this.text.endsWith(' '))) folded = folded.slice(1);
    this.text += folded;
    this.html += escapeHtml(folded);
  }

  open(element: InlineElement): void {
    this.hasMarkup = true;
    this.html += `<${element}>`;
  }

  close(element: InlineElement): void {
    const start = `<${element}>`;
    if (this.html.endsWith(start)) this.html = this.html.slice(0, -start.length);
    else this.html += `</${element}>`;
  }

  result(): InlineText {
    const text = this.text.trimEnd();
    const html = this.html.replace(/\s+((?:<\/\w+>)*)$/, '$1');
    return this.hasMarkup && html.includes('<') ? { text, html } : { text };
  }
}

const hasOddSpace = /\s\s|[^\S ]/;

/** Runs of white space as one space, none at the ends. */
export function foldSpace(text: string): string {
  return (hasOddSpace.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  if (!/[&<>"']/.test(text)) return text;
  return text.replace(/[&<>"']/g, (character) => escapes[character] as string);
}
