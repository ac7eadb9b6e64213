import type { AbstractSection, OtherAbstract } from '../domain/citation.ts';
import { inlineText, textOf } from './inlineText.ts';
import { attributeOf, elementsNamed, type XmlNodes } from './xml/xmlTree.ts';

/** The sections of an Abstract or OtherAbstract, in order. A section with neither label nor text is none. */
export function abstractSections(nodes: XmlNodes): AbstractSection[] {
  return elementsNamed(nodes, 'AbstractText')
    .map((node) => ({
      label: attributeOf(node, 'Label')?.trim() || null,
      nlmCategory: attributeOf(node, 'NlmCategory')?.trim() || null,
      ...inlineText(node.children),
    }))
    .filter((section) => section.text !== '' || section.label !== null);
}

/** Abstracts in other languages or for other readers. The language is English unless the source says otherwise. */
export function otherAbstracts(nodes: XmlNodes): OtherAbstract[] {
  return elementsNamed(nodes, 'OtherAbstract')
    .map((node) => {
      const copyright = textOf(node.children, 'CopyrightInformation');
      return {
        language: attributeOf(node, 'Language') || 'eng',
        type: attributeOf(node, 'Type') || null,
        sections: abstractSections(node.children),
        ...(copyright === null ? {} : { copyright }),
      };
    })
    .filter((abstract) => abstract.sections.length > 0);
}
