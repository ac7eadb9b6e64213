import type { Identifier } from '../domain/citation.ts';
import { normaliseDoi, normalisePmc } from '../domain/identifiers.ts';
import { textOf } from './inlineText.ts';
import { attributeOf, elementsNamed, inside, type XmlNodes } from './xml/xmlTree.ts';

export interface PublicationIds {
  doi: string | null;
  pmc: string | null;
  pii: string | null;
  otherIds: Identifier[];
}

/** The places of a record that hold identifiers of the publication itself (never those of its references). */
export interface IdPlaces {
  /** What holds the ArticleIdList as a direct child: PubmedData, BookDocument. */
  idLists: XmlNodes[];
  /** What holds ELocationIDs as direct children: Article, Book. */
  locations: XmlNodes[];
  /** What holds OtherIDs as direct children: MedlineCitation. */
  others: XmlNodes;
}

/**
 * The first identifier of each kind, the ArticleIdList before ELocationIDs that are valid before OtherIDs (where
 * files up to 2016 kept the PMC number). Whatever is left and says something more is kept in `otherIds`.
 */
export function publicationIds(places: IdPlaces): PublicationIds {
  const found: PublicationIds = { doi: null, pmc: null, pii: null, otherIds: [] };
  for (const { type, value } of allIds(places)) {
    const doi = type === 'doi' ? normaliseDoi(value) : null;
    const pmc = type === 'pmc' || (type === 'NLM' && value.startsWith('PMC')) ? normalisePmc(value) : null;
    if (type === 'pubmed') continue;
    if (doi && (found.doi ?? doi) === doi) found.doi = doi;
    else if (pmc && (found.pmc ?? pmc) === pmc) found.pmc = pmc;
    else if (type === 'pii' && (found.pii ?? value) === value) found.pii = value;
    else if (!found.otherIds.some((id) => id.type === type && id.value === value)) found.otherIds.push({ type, value });
  }
  return found;
}

function allIds(places: IdPlaces): Identifier[] {
  return [
    ...places.idLists.flatMap((holder) => idsNamed(inside(holder, 'ArticleIdList'), 'ArticleId', 'IdType')),
    ...places.locations.flatMap((holder) => idsNamed(holder, 'ELocationID', 'EIdType')),
    ...idsNamed(places.others, 'OtherID', 'Source'),
  ];
}

/** The IdType of an ArticleId is "pubmed" unless given (so says the DTD); the others always give theirs. */
function idsNamed(nodes: XmlNodes, element: string, typeAttribute: string): Identifier[] {
  return elementsNamed(nodes, element).flatMap((node) => {
    const value = textOf([node], element);
    if (!value || attributeOf(node, 'ValidYN') === 'N') return [];
    return [{ type: attributeOf(node, typeAttribute) ?? 'pubmed', value }];
  });
}
