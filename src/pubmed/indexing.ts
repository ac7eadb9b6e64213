import type {
  Chemical,
  Citation,
  DataBank,
  Grant,
  KeywordTerm,
  MeshHeading,
  MeshQualifier,
  SupplementaryMesh,
} from '../domain/citation.ts';
import { inlineText, plainText, textOf, textsOf } from './inlineText.ts';
import {
  attributeOf,
  elementNamed,
  elementsNamed,
  inside,
  insideEach,
  type XmlNode,
  type XmlNodes,
} from './xml/xmlTree.ts';

/** MeSH headings: the descriptor with its own major mark, and its qualifiers with theirs. */
export function meshHeadings(citation: XmlNodes): MeshHeading[] {
  return insideEach(inside(citation, 'MeshHeadingList'), 'MeshHeading').flatMap((heading) => {
    const descriptor = elementNamed(heading, 'DescriptorName');
    if (!descriptor) return [];
    const { name, ui, majorTopic } = meshTerm(descriptor);
    const type = attributeOf(descriptor, 'Type');
    const qualifiers = elementsNamed(heading, 'QualifierName').map(meshTerm);
    return [{ descriptor: name, ui, ...(type === null ? {} : { type }), majorTopic, qualifiers }];
  });
}

function meshTerm(node: XmlNode): MeshQualifier {
  return {
    name: plainText(node.children),
    ui: attributeOf(node, 'UI'),
    majorTopic: attributeOf(node, 'MajorTopicYN') === 'Y',
  };
}

export function supplementaryMesh(citation: XmlNodes): SupplementaryMesh[] {
  return elementsNamed(inside(citation, 'SupplMeshList'), 'SupplMeshName').map((node) => ({
    name: plainText(node.children),
    ui: attributeOf(node, 'UI'),
    type: attributeOf(node, 'Type'),
  }));
}

export function chemicals(citation: XmlNodes): Chemical[] {
  return insideEach(inside(citation, 'ChemicalList'), 'Chemical').flatMap((chemical) => {
    const substance = elementNamed(chemical, 'NameOfSubstance');
    if (!substance) return [];
    const name = plainText(substance.children);
    return [{ name, ui: attributeOf(substance, 'UI'), registryNumber: textOf(chemical, 'RegistryNumber') }];
  });
}

/** Keywords of every owner, in order: as text, and each with what is said of it. */
export function keywords(nodes: XmlNodes): Pick<Citation, 'keywords' | 'keywordTerms'> {
  const keywordTerms = elementsNamed(nodes, 'KeywordList').flatMap((list) => {
    const owner = attributeOf(list, 'Owner');
    return elementsNamed(list.children, 'Keyword').map((node) => keywordTerm(node, owner));
  });
  const named = keywordTerms.filter(({ text }) => text !== '');
  return { keywords: named.map(({ text }) => text), ...(named.length === 0 ? {} : { keywordTerms: named }) };
}

function keywordTerm(node: XmlNode, owner: string | null): KeywordTerm {
  return { ...inlineText(node.children), majorTopic: attributeOf(node, 'MajorTopicYN') === 'Y', owner };
}

export function grants(nodes: XmlNodes): Grant[] {
  return insideEach(inside(nodes, 'GrantList'), 'Grant').map((grant) => ({
    id: textOf(grant, 'GrantID'),
    acronym: textOf(grant, 'Acronym'),
    agency: textOf(grant, 'Agency'),
    country: textOf(grant, 'Country'),
  }));
}

export function dataBanks(nodes: XmlNodes): DataBank[] {
  return insideEach(inside(nodes, 'DataBankList'), 'DataBank').map((bank) => ({
    name: textOf(bank, 'DataBankName') ?? '',
    accessionNumbers: textsOf(inside(bank, 'AccessionNumberList'), 'AccessionNumber'),
  }));
}
