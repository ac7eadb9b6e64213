import type { MedlineFacts } from '../domain/citation.ts';
import { calendarDate } from './dates.ts';
import { attributeOf, elementNamed, inside, type XmlNode } from './xml/xmlTree.ts';

/** What a MedlineCitation says of itself: its status, its maker, and which of its lists are cut. */
export function medlineFacts(record: XmlNode | undefined): MedlineFacts {
  const medline = record?.children ?? [];
  const article = elementNamed(medline, 'Article');
  const parts = article?.children ?? [];
  return {
    status: attributeOf(record, 'Status'),
    owner: attributeOf(record, 'Owner'),
    indexingMethod: attributeOf(record, 'IndexingMethod'),
    publicationModel: attributeOf(article, 'PubModel'),
    citedMedium: attributeOf(elementNamed(inside(parts, 'Journal'), 'JournalIssue'), 'CitedMedium'),
    versionId: attributeOf(record, 'VersionID'),
    versionDate: attributeOf(record, 'VersionDate'),
    dateCreated: calendarDate(inside(medline, 'DateCreated')),
    grantsComplete: attributeOf(elementNamed(parts, 'GrantList'), 'CompleteYN') !== 'N',
    dataBanksComplete: attributeOf(elementNamed(parts, 'DataBankList'), 'CompleteYN') !== 'N',
  };
}
