import type { Request } from 'express';
import type { Language } from '../catalog/answers.ts';
import { readCookie } from './cookies.ts';

/** The languages of the interface, first the one that steps in where a reader asks for neither. */
export const locales = ['en', 'zh'] as const satisfies readonly Language[];
export type Locale = (typeof locales)[number];

/** BCP 47 tags: for the `lang` attribute, and for `Intl`. */
export const localeTags: Record<Locale, { html: string; intl: string }> = {
  en: { html: 'en', intl: 'en-GB' },
  zh: { html: 'zh-Hans', intl: 'zh-Hans-CN' },
};

export const localeCookie = 'resorb_lang';

export function isLocale(text: string | undefined): text is Locale {
  return locales.some((locale) => locale === text);
}

/** The language for a reader whose address names none: the one last chosen, else what the browser asks for. */
export function negotiateLocale(request: Request): Locale {
  const chosen = readCookie(request, localeCookie);
  if (isLocale(chosen)) return chosen;
  const accepted = request.acceptsLanguages([...locales]);
  return accepted !== false && isLocale(accepted) ? accepted : locales[0];
}
