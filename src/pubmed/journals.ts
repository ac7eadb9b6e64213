import type { Identifier, Journal } from '../domain/citation.ts';
import { textOf } from './inlineText.ts';
import { attributeOf, elementsNamed, type XmlNodes } from './xml/xmlTree.ts';

/** The journal, from the article's Journal and NLM's MedlineJournalInfo. Null where the record has neither. */
export function journalOf(journal: XmlNodes, info: XmlNodes): Journal | null {
  if (journal.length === 0 && info.length === 0) return null;
  const issns: Identifier[] = elementsNamed(journal, 'ISSN').flatMap((node) => {
    const value = textOf([node], 'ISSN');
    return value ? [{ type: attributeOf(node, 'IssnType') ?? '', value }] : [];
  });
  const linking = textOf(info, 'ISSNLinking');
  const cited = issns[0]?.value;
  if (linking) issns.push({ type: 'Linking', value: linking });
  return {
    title: textOf(journal, 'Title'),
    isoAbbreviation: textOf(journal, 'ISOAbbreviation'),
    issn: cited ?? linking,
    issns,
    nlmId: textOf(info, 'NlmUniqueID'),
    medlineTa: textOf(info, 'MedlineTA'),
    country: textOf(info, 'Country'),
  };
}

/** Pages as text: MedlinePgn as it stands ("966-72"), else the first and last page. */
export function pagesOf(pagination: XmlNodes): string | null {
  const medline = textOf(pagination, 'MedlinePgn');
  if (medline) return medline;
  const start = textOf(pagination, 'StartPage');
  const end = textOf(pagination, 'EndPage');
  return start && end ? `${start}-${end}` : (start ?? end);
}
