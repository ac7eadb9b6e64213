/** The records of a cell: who said what, and of which. */
export interface AgreementRecordsView {
  fieldHref: string;
  fieldName: string;
  title: string;
  lead: string;
  count: string;
  rows: { href: string; title: string }[];
}
