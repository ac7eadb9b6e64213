import { normalisePmid } from '../domain/identifiers.ts';
import { textOf } from './inlineText.ts';
import { attributeOf, elementNamed, type XmlNodes } from './xml/xmlTree.ts';

/**
 * The record's own PMID and its version, from the direct child PMID (never from a relation or a reference).
 * @throws {Error} without a PMID: such a record could not be told from any other.
 */
export function pmidOf(nodes: XmlNodes): { pmid: string; version: number } {
  const text = textOf(nodes, 'PMID');
  const pmid = normalisePmid(text);
  if (pmid === null) throw new Error(text === null ? 'it has no PMID' : `its PMID is "${text}", which is not a number`);
  const version = attributeOf(elementNamed(nodes, 'PMID'), 'Version') ?? '';
  return { pmid, version: /^[1-9]\d{0,3}$/.test(version) ? Number(version) : 1 };
}

/** The PMID of a record that could not be read, as far as its text shows one. */
export function pmidInText(xml: string): string | null {
  return normalisePmid(/<PMID\b[^>]*>([^<]*)</.exec(xml)?.[1]);
}
