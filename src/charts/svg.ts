/** Text for SVG content or a double-quoted attribute. */
export function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

export type Attributes = Record<string, string | number | undefined>;

/** One element; numbers are cut to a tenth of a unit, text inside is the caller's to escape. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(String(value))}"`)
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A path through points, closed where asked. */
export function pathThrough(points: readonly (readonly [number, number])[], closed = false): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}${closed ? 'Z' : ''}`;
}

export interface Described {
  /** Unique on the page: names the title and the description. */
  id: string;
  /** What the chart is, in a few words. */
  title: string;
  /** What it shows, in words, with the main figures. */
  description: string;
}

/**
 * The outer element. A chart is an image to assistive technology; one with links inside is a group, because an
 * image hides what it contains.
 */
export function chart(
  { id, title, description }: Described,
  {
    width,
    height,
    className,
    hasLinks = false,
  }: { width: number; height: number; className: string; hasLinks?: boolean },
  ...content: readonly string[]
): string {
  return element(
    'svg',
    {
      class: `chart ${className}`,
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width: round(width),
      height: round(height),
      role: hasLinks ? 'group' : 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-desc`,
    },
    element('title', { id: `${id}-title` }, escapeXml(title)),
    element('desc', { id: `${id}-desc` }, escapeXml(description)),
    ...content,
  );
}
