import type { PubmedEvent } from '../pubmed/readPubmedXml.ts';
import type { IntakeEvent } from './intake.ts';

/** What PubMed's reader found, as the intake takes it. A citation without PMID has nothing to be known by. */
export function pubmedIntakeEvents(event: PubmedEvent): IntakeEvent[] {
  if (event.kind === 'deleted') {
    return event.pmids.map((pmid) => ({ kind: 'withdrawn', source: 'pubmed', sourceId: pmid }));
  }
  if (event.kind === 'rejected') {
    return [
      {
        kind: 'rejected',
        position: event.index + 1,
        line: null,
        pmid: event.pmid,
        reason: event.reason,
        raw: event.xml,
      },
    ];
  }
  const { citation, xml, index } = event;
  if (citation.pmid === null) {
    return [
      { kind: 'rejected', position: index + 1, line: null, pmid: null, reason: 'The record has no PMID.', raw: xml },
    ];
  }
  return [{ kind: 'citation', source: 'pubmed', sourceId: citation.pmid, citation, raw: xml }];
}
