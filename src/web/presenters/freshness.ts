import type { CatalogStatus, Said } from '../../catalog/answers.ts';
import type { Site } from '../site.ts';

/** When people last looked at what is claimed, and when it was last searched for, each in words. */
export interface FreshnessView {
  reviewed: string;
  searched: string | null;
  /** The same as facts that have names already. */
  facts: { reviewed: string; searched: string };
}

/** @param status null where it is not known: then nothing is said of searches. */
export function presentFreshness(
  { format, messages }: Site,
  said: readonly Said[],
  status: CatalogStatus | null,
): FreshnessView {
  const words = messages.explore.freshness;
  const people = said.find(({ by }) => by === 'person');
  const others = said
    .filter(({ by }) => by !== 'person')
    .map(({ by, at }) => words.saidBy(messages.annotatorNames[by], format.date(at)));
  const { lastSearchAt = null, libraryLoadedAt = null } = status ?? {};
  return {
    reviewed: people
      ? words.reviewed(format.date(people.at), format.number(people.records), people.records)
      : words.notReviewed(others.join(words.and)),
    searched: lastSearchAt
      ? words.searched(format.date(lastSearchAt))
      : libraryLoadedAt
        ? words.notSearched(format.date(libraryLoadedAt))
        : null,
    facts: {
      reviewed: people ? words.factReviewed(format.date(people.at)) : words.factNotReviewed,
      searched: lastSearchAt ? words.factSearched(format.date(lastSearchAt)) : status ? words.factNotSearched : '',
    },
  };
}
