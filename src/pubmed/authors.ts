import type { Author } from '../domain/citation.ts';
import { normaliseOrcid } from '../domain/identifiers.ts';
import { textOf, textsOf } from './inlineText.ts';
import { attributeOf, elementsNamed, inside, insideEach, type XmlNode, type XmlNodes } from './xml/xmlTree.ts';

/** The people of one AuthorList. `ValidYN="N"` marks a misspelt name whose correction stands beside it. */
export function authorsOf(list: XmlNodes): Author[] {
  return elementsNamed(list, 'Author').filter(isValid).map(personOf);
}

export function investigatorsOf(list: XmlNodes): Author[] {
  return elementsNamed(list, 'Investigator').filter(isValid).map(personOf);
}

/** The people an article is about: biographies, obituaries. */
export function subjectsOf(list: XmlNodes): Author[] {
  return elementsNamed(list, 'PersonalNameSubject').map(personOf);
}

function isValid(node: XmlNode): boolean {
  return attributeOf(node, 'ValidYN') !== 'N';
}

function personOf(node: XmlNode): Author {
  const parts = node.children;
  return {
    lastName: textOf(parts, 'LastName'),
    foreName: textOf(parts, 'ForeName') ?? oldForeName(parts),
    initials: textOf(parts, 'Initials'),
    suffix: textOf(parts, 'Suffix'),
    collectiveName: textOf(parts, 'CollectiveName'),
    orcid: orcidOf(parts),
    affiliations: affiliationsOf(parts),
  };
}

/** Before 2009 a fore name could be split in two. */
function oldForeName(parts: XmlNodes): string | null {
  return [textOf(parts, 'FirstName'), textOf(parts, 'MiddleName')].filter(Boolean).join(' ') || null;
}

function orcidOf(parts: XmlNodes): string | null {
  for (const identifier of elementsNamed(parts, 'Identifier')) {
    if (attributeOf(identifier, 'Source') !== 'ORCID') continue;
    const orcid = normaliseOrcid(textOf([identifier], 'Identifier'));
    if (orcid) return orcid;
  }
  return null;
}

/** AffiliationInfo since 2015; before it an Affiliation stood in the author itself. */
function affiliationsOf(parts: XmlNodes): string[] {
  const own = textsOf(parts, 'Affiliation');
  return [...own, ...insideEach(parts, 'AffiliationInfo').flatMap((info) => textsOf(info, 'Affiliation'))];
}

export interface People {
  authors: Author[];
  editors: Author[];
  /** False when a list says that it is cut. */
  complete: boolean;
}

/** Authors and editors of all AuthorLists at one place. A list is of authors unless its Type says otherwise. */
export function peopleOf(nodes: XmlNodes): People {
  const people: People = { authors: [], editors: [], complete: true };
  for (const list of elementsNamed(nodes, 'AuthorList')) {
    const group = attributeOf(list, 'Type') === 'editors' ? people.editors : people.authors;
    group.push(...authorsOf(list.children));
    if (attributeOf(list, 'CompleteYN') === 'N') people.complete = false;
  }
  return people;
}

/** Until 2014 an article had one affiliation, the first author's; NLM itself moved it there. */
export function withArticleAffiliation(authors: Author[], article: XmlNodes): Author[] {
  const affiliation = textOf(article, 'Affiliation');
  const [first, ...rest] = authors;
  if (!affiliation || !first || first.affiliations.length > 0) return authors;
  return [{ ...first, affiliations: [affiliation] }, ...rest];
}

/** Investigators stand in one list in the citation. */
export function investigatorList(citation: XmlNodes): Author[] {
  return investigatorsOf(inside(citation, 'InvestigatorList'));
}
