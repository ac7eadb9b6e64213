import type { AffiliationId, Author, Identifier } from '../domain/citation.ts';
import { normaliseOrcid } from '../domain/identifiers.ts';
import { plainText, textOf, textsOf } from './inlineText.ts';
import { attributeOf, elementsNamed, insideEach, type XmlNode, type XmlNodes } from './xml/xmlTree.ts';

/** The people of one AuthorList. `ValidYN="N"` marks a misspelt name whose correction stands beside it. */
export function authorsOf(list: XmlNodes): Author[] {
  return elementsNamed(list, 'Author').filter(isValid).map(personOf);
}

function investigatorsOf(list: XmlNodes): Author[] {
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
    ...identifiersOf(parts),
    ...affiliationsOf(parts),
    ...(attributeOf(node, 'EqualContrib') === 'Y' ? { equalContribution: true } : {}),
  };
}

/** Before 2009 a fore name could be split in two. */
function oldForeName(parts: XmlNodes): string | null {
  return [textOf(parts, 'FirstName'), textOf(parts, 'MiddleName')].filter(Boolean).join(' ') || null;
}

/** The first ORCID iD that is one, and whatever else identifies the person or group. */
function identifiersOf(parts: XmlNodes): Pick<Author, 'orcid' | 'identifiers'> {
  let orcid: string | null = null;
  const identifiers: Identifier[] = [];
  for (const { type, value } of identifiersIn(parts)) {
    const found: string | null = type === 'ORCID' && orcid === null ? normaliseOrcid(value) : null;
    if (found) orcid = found;
    else identifiers.push({ type, value });
  }
  return { orcid, ...(identifiers.length === 0 ? {} : { identifiers }) };
}

function identifiersIn(nodes: XmlNodes): Identifier[] {
  return elementsNamed(nodes, 'Identifier').flatMap((node) => {
    const value = plainText(node.children);
    return value ? [{ type: attributeOf(node, 'Source') ?? '', value }] : [];
  });
}

/** AffiliationInfo since 2015; before it an Affiliation stood in the author itself. */
function affiliationsOf(parts: XmlNodes): Pick<Author, 'affiliations' | 'affiliationIds'> {
  const affiliations = textsOf(parts, 'Affiliation');
  const affiliationIds: AffiliationId[] = [];
  for (const info of insideEach(parts, 'AffiliationInfo')) {
    const affiliation = affiliations.length;
    affiliations.push(...textsOf(info, 'Affiliation'));
    for (const id of identifiersIn(info)) affiliationIds.push({ ...id, affiliation });
  }
  return { affiliations, ...(affiliationIds.length === 0 ? {} : { affiliationIds }) };
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

/** The investigators of all lists of a citation. */
export function investigatorList(citation: XmlNodes): Author[] {
  return insideEach(citation, 'InvestigatorList').flatMap(investigatorsOf);
}
