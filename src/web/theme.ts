import type { Request } from 'express';
import { readCookie } from './cookies.ts';

/** "system" follows the reader's device; the others override it. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'resorb_theme';

export function isTheme(text: unknown): text is Theme {
  return themes.some((theme) => theme === text);
}

export function readTheme(request: Request): Theme {
  const chosen = readCookie(request, themeCookie);
  return isTheme(chosen) ? chosen : 'system';
}
