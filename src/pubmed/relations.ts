import type { Reference, Relation } from '../domain/citation.ts';
import { normaliseDoi, normalisePmc, normalisePmid } from '../domain/identifiers.ts';
import { inlineText, textOf } from './inlineText.ts';
import { attributeOf, elementsNamed, inside, insideEach, type XmlNodes } from './xml/xmlTree.ts';

/** Comments and corrections, retractions among them, as PubMed names their kinds. */
export function relations(citation: XmlNodes): Relation[] {
  return elementsNamed(inside(citation, 'CommentsCorrectionsList'), 'CommentsCorrections').map((node) => {
    const parts = node.children;
    return {
      type: attributeOf(node, 'RefType') ?? '',
      pmid: normalisePmid(textOf(parts, 'PMID')),
      citation: textOf(parts, 'RefSource') ?? '',
      note: textOf(parts, 'Note'),
    };
  });
}

/** The works cited, of all ReferenceLists at one place and the lists inside them, in order. */
export function references(nodes: XmlNodes): Reference[] {
  return insideEach(nodes, 'ReferenceList').flatMap((list) => [
    ...insideEach(list, 'Reference').map(referenceOf),
    ...references(list),
  ]);
}

function referenceOf(parts: XmlNodes): Reference {
  const ids = insideEach(parts, 'ArticleIdList').flatMap((list) => elementsNamed(list, 'ArticleId'));
  const idOfType = (type: string): string | null => {
    const node = ids.find((id) => (attributeOf(id, 'IdType') ?? 'pubmed') === type);
    return node ? textOf([node], 'ArticleId') : null;
  };
  const { text, html } = inlineText(inside(parts, 'Citation'));
  const pmc = normalisePmc(idOfType('pmc'));
  return {
    citation: text,
    ...(html === undefined ? {} : { citationHtml: html }),
    pmid: normalisePmid(idOfType('pubmed')),
    doi: normaliseDoi(idOfType('doi')),
    ...(pmc === null ? {} : { pmc }),
  };
}
