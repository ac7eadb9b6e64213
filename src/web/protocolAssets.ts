import type { Mechanism } from '../protocol/protocol.ts';
import { escapeHtml } from './html.ts';
import { markDots } from './presenters/shell.ts';

/**
 * The part of the style sheet that the protocol decides: each mechanism's colour, and the switches that show and
 * hide its evidence on a record's page. Everything else in the style sheet speaks of `--m` only.
 *
 * Ids and colours are safe to write as they are: the protocol's schema admits nothing else.
 */
export function protocolCss(mechanisms: readonly Mechanism[]): string {
  return mechanisms
    .flatMap(({ id, colour }) => {
      const off = `body:has(#show-${id}:not(:checked))`;
      return [
        `[data-m="${id}"]{--m:light-dark(${colour.light},${colour.dark})}`,
        `${off} .ev[data-m="${id}"]{background:none;border-color:transparent}`,
        `${off} .evn[data-m="${id}"],${off} .note[data-m="${id}"]{display:none}`,
      ];
    })
    .join('\n');
}

/** The site's sign as an icon, drawn in the protocol's colours. */
export function iconSvg(mechanisms: readonly Mechanism[]): string {
  const dots = markDots(mechanisms.map(({ id }) => id)).map((dot, index) => {
    const fill = escapeHtml(mechanisms[index]?.colour.light ?? '');
    return `<circle cx="${dot.x}" cy="${dot.y}" r="${dot.radius}" fill="${fill}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#fff"/>${dots.join('')}</svg>`;
}
