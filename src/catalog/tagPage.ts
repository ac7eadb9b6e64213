import type { Codebook } from '../protocol/protocol.ts';
import type { TagColumns } from '../store/catalogRows.ts';
import type { Store } from '../store/openStore.ts';
import type { EvidenceItem, Language, TagPage } from './answers.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { evidenceFor, fieldLanguage, recordTags } from './recordTags.ts';
import { mechanismCounts, predictorCounts, stanceRows, tagPairs } from './tagCounts.ts';
import { designYears, mechanismLinks } from './tagTimes.ts';

/** All the evidence on one mechanism or predictor; null where the codebook has none of that name. */
export function tagPage(
  { store, codebook }: { store: Store; codebook: Codebook },
  snapshot: CatalogSnapshot,
  tag: { kind: 'mechanism' | 'predictor'; value: string },
  language: Language,
): TagPage | null {
  const terms = tag.kind === 'mechanism' ? codebook.mechanisms : codebook.predictors;
  if (!terms.some((term) => term.id === tag.value)) return null;
  const count = tag.kind === 'mechanism' ? mechanismCounts : predictorCounts;
  const [counted] = count([tag.value], snapshot.counted);
  if (!counted) return null;
  const designs = codebook.designs.map((design) => design.id);
  return {
    id: tag.value,
    count: counted,
    byDesign: stanceRows(snapshot.counted, tag, 'design', designs),
    bySpecies: stanceRows(
      snapshot.counted,
      tag,
      'species',
      codebook.species.map((species) => species.id),
    ),
    timeline: designYears(snapshot.counted, tag, designs),
    network:
      tag.kind === 'mechanism'
        ? mechanismLinks(
            snapshot.counted,
            codebook.mechanisms.map(({ id }) => id),
          )
        : [],
    pairs: tagPairs(snapshot.counted, tag),
    evidence: evidenceItems(store, snapshot, tag, designs, language),
    said: store.reviewedDates.ofTag(tag.kind, tag.value),
  };
}

const states = ['confirmed', 'library', 'suggested'];

function evidenceItems(
  store: Store,
  { counted }: CatalogSnapshot,
  tag: { kind: TagColumns['kind']; value: string },
  designs: readonly string[],
  language: Language,
): EvidenceItem[] {
  const items = counted
    .filter((record) => record.tags.some(({ kind, value }) => kind === tag.kind && value === tag.value))
    .flatMap(({ recordId, year, tags }) => {
      const record = store.records.get(recordId);
      const said = recordTags(store.catalogRows, recordId).find(
        ({ kind, value }) => kind === tag.kind && value === tag.value,
      );
      if (!record || !said) return [];
      const facts = store.catalogRows.facts(recordId);
      const [firstAuthor] = record.citation.authors;
      const coded = (kind: TagColumns['kind']) => tags.find((other) => other.kind === kind)?.value ?? null;
      return evidenceFor(language, said.evidence)
        .slice(0, 1)
        .map(
          (quote): EvidenceItem => ({
            id: quote.id,
            recordId,
            title: record.citation.title,
            year,
            design: coded('design'),
            species: coded('species'),
            sample: facts && { n: facts.sampleN, unit: facts.sampleUnit },
            firstAuthor: firstAuthor?.lastName ?? firstAuthor?.collectiveName ?? null,
            followUpMonths: facts?.followUpMonths ?? null,
            basis: said.basis,
            text: quote.text,
            field: quote.field,
            language: fieldLanguage(quote.field),
            abstractSource: store.catalogRows.abstractSource(recordId),
            stance: said.stance,
            state: said.state,
          }),
        );
    });
  const place = (item: EvidenceItem) => (item.design === null ? designs.length : designs.indexOf(item.design));
  return items.sort(
    (a, b) =>
      place(a) - place(b) ||
      states.indexOf(a.state) - states.indexOf(b.state) ||
      (b.year ?? 0) - (a.year ?? 0) ||
      a.recordId - b.recordId,
  );
}
