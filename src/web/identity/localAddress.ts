/**
 * An address on this site out of what a form or a link carries, so that neither can send a reader elsewhere; "/" for
 * anything else. Read as browsers read it, which take a backslash for a slash and pass tabs over.
 */
export function localAddress(text: unknown): string {
  if (typeof text !== 'string' || text.length > 8_000 || !text.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(text, here)) return '/';
  const { origin, pathname, search, hash } = new URL(text, here);
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
