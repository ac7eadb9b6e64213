import type { Protocol } from '../protocol/protocol.ts';
import { createFormat, type Format } from './format.ts';
import { createLabels, type Labels } from './labels.ts';
import { createLinks, type Links } from './links.ts';
import type { Locale } from './locale.ts';
import { type Messages, messagesFor } from './messages/messages.ts';

/** Everything in one language that a presenter needs to put an answer into words and links. */
export interface Site {
  locale: Locale;
  protocol: Protocol;
  messages: Messages;
  format: Format;
  links: Links;
  labels: Labels;
}

export function createSite(locale: Locale, protocol: Protocol): Site {
  const messages = messagesFor(locale);
  const format = createFormat(locale);
  return {
    locale,
    protocol,
    messages,
    format,
    links: createLinks(locale),
    labels: createLabels(locale, protocol, messages, format),
  };
}
