import type { Citation } from '../domain/citation.ts';
import { articleCitation } from './articles.ts';
import { bookCitation } from './books.ts';
import { parseXml } from './xml/parseXml.ts';
import { elementNamed, inside } from './xml/xmlTree.ts';

/**
 * The citation of one record: a PubmedArticle, a PubmedBookArticle, or a bare MedlineCitation (files up to 2016).
 *
 * @param xml the record's own element and nothing else.
 * @throws {Error} with the reason: not well-formed, not a record, or without a PMID.
 */
export function parseArticle(xml: string): Citation {
  const nodes = parseXml(xml);
  const root = nodes.find((node) => node.characters === null);
  const name = root?.name ?? '';
  const record = root?.children ?? [];
  switch (name) {
    case 'PubmedArticle':
      return articleCitation(elementNamed(record, 'MedlineCitation'), inside(record, 'PubmedData'));
    case 'MedlineCitation':
      return articleCitation(root, []);
    case 'PubmedBookArticle':
      return bookCitation(inside(record, 'BookDocument'), inside(record, 'PubmedBookData'));
    default:
      throw new Error(`<${name}> is not a PubMed record`);
  }
}
