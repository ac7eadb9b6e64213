import type { Locale } from '../locale.ts';
import { en, type Messages } from './en.ts';
import { zh } from './zh.ts';

export type { Messages } from './en.ts';

const all: Record<Locale, Messages> = { en, zh };

export function messagesFor(locale: Locale): Messages {
  return all[locale];
}
