import type { RecordCard } from '../../catalog/answers.ts';

/** Authors beyond these do not make a reference easier to find again, and a list has many records. */
const mostAuthors = 5;

/**
 * A record as a ContextObject in a span (COinS): what reference managers read from a list. It is a journal article in
 * the key/encoded-value format of OpenURL 1.0 (ANSI/NISO Z39.88), which knows no other kind that fits a citation here.
 */
export function coins(card: RecordCard): string {
  const [first, ...others] = card.authors.slice(0, mostAuthors);
  const facts: [string, string | null | undefined][] = [
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:journal'],
    ['rft.genre', 'article'],
    ['rft.atitle', card.title.map((piece) => piece.text).join('') || card.vernacularTitle?.text],
    ['rft.jtitle', card.journal],
    ['rft.date', card.year === null ? null : String(card.year)],
    ['rft.volume', card.volume],
    ['rft.issue', card.issue],
    ['rft.pages', card.pages],
    ['rft.aulast', first?.lastName],
    ['rft.aufirst', first?.foreName ?? first?.initials],
    ['rft.aucorp', first?.collectiveName],
    ...others.map((author): [string, string | null | undefined] => [
      'rft.au',
      author.collectiveName ?? [author.foreName ?? author.initials, author.lastName].filter(Boolean).join(' '),
    ]),
    ['rft_id', card.doi && `info:doi/${card.doi}`],
    ['rft_id', card.pmid && `info:pmid/${card.pmid}`],
  ];
  const told = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
  return new URLSearchParams(told).toString();
}
