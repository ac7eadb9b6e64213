import { escapeHtml } from './html.ts';

/** Text made safe for XML, in content and in quoted attributes; what XML 1.0 cannot hold at all is left out. */
export function escapeXml(text: string): string {
  return escapeHtml(text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''));
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';
