/** How a page is changed for a place where no program answers. */
export interface Rewriting {
  /** The address a link leads to in the published folder; null where the page is not published. */
  target(address: string): string | null;
  /** Where the program itself answers, for searches; null where there is no such place. */
  live: string | null;
}

const attribute = /\s(href|action|formaction)="(\/[^"]*)"/g;

/**
 * Points the links of a page at published files. A link to what is not published leads to the live site where there is
 * one, and is no link otherwise; forms that only the program can answer go with it.
 */
export function rewritePage(html: string, { live, target }: Rewriting): string {
  const searchable = live === null ? withoutForms(html) : html;
  return withoutAccount(searchable).replace(attribute, (_whole, name: string, escaped: string) => {
    const address = escaped.replaceAll('&amp;', '&');
    const at = address.indexOf('#');
    const [page, fragment] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at)];
    const published = name === 'href' ? target(page) : null;
    if (published !== null) return ` ${name}="${escapeAttribute(published + fragment)}"`;
    return live === null ? '' : ` ${name}="${escapeAttribute(live + address)}"`;
  });
}

/** The addresses that a page links to, without fragments. */
export function linksOf(html: string): string[] {
  const found = new Set<string>();
  for (const [, name, escaped = ''] of html.matchAll(attribute)) {
    if (name === 'href') found.add(escaped.replaceAll('&amp;', '&').replace(/#.*/, ''));
  }
  return [...found];
}

/** Forms and what belongs to them: search, years, filters by picture, the tray of ticked records, the theme. */
function withoutForms(html: string): string {
  return html
    .replace(/<search class="searchband">.*?<\/search>/gs, '')
    .replace(/<form\b.*?<\/form>/gs, '')
    .replace(/<label class="select">.*?<\/label>/gs, '')
    .replace(/<link rel="search"[^>]*>\n?/g, '');
}

/** Nobody signs in where nobody answers, and no theme is remembered. */
function withoutAccount(html: string): string {
  return html.replace(/<a class="person".*?<\/a>/gs, '').replace(/<form class="themes".*?<\/form>/gs, '');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
