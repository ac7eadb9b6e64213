const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** A run of text with the inline elements it stands in, outermost first. */
export interface TextRun {
  text: string;
  elements: readonly InlineElement[];
}

const inlineElements = ['i', 'b', 'sup', 'sub', 'u'] as const;
export type InlineElement = (typeof inlineElements)[number];

/**
 * Takes a citation's safe markup (`titleHtml`, `html` of an abstract section) apart into runs.
 *
 * Nothing is trusted: the markup is used only if it is made of the five inline elements and its text is, letter
 * for letter, the plain text it stands beside; otherwise the plain text comes back as one run.
 */
export function textRuns(plain: string, html: string | null | undefined): TextRun[] {
  const whole: TextRun[] = [{ text: plain, elements: [] }];
  if (!html) return whole;
  const runs: TextRun[] = [];
  const open: InlineElement[] = [];
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+|</g)) {
    const tag = /^<(\/?)(i|b|sup|sub|u)>$/.exec(token);
    if (tag) {
      const element = tag[2] as InlineElement;
      if (tag[1] === '') open.push(element);
      else if (open.pop() !== element) return whole;
    } else if (token.startsWith('<')) {
      return whole;
    } else {
      runs.push({ text: decodeEntities(token), elements: [...open] });
    }
  }
  const agrees = open.length === 0 && runs.map((run) => run.text).join('') === plain;
  return agrees ? runs : whole;
}

/** Runs as HTML. */
export function runsHtml(runs: readonly TextRun[]): string {
  return runs.map((run) => wrapped(escapeHtml(run.text), run.elements)).join('');
}

export function wrapped(html: string, elements: readonly InlineElement[]): string {
  return elements.reduceRight((inner, element) => `<${element}>${inner}</${element}>`, html);
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hexadecimal) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    return named[name] ?? whole;
  });
}
