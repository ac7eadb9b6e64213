import type { Catalog } from '../../catalog/answers.ts';
import type { Desk } from '../../review/createDesk.ts';
import type { Store } from '../../store/openStore.ts';
import type { PageSender } from '../pageSender.ts';
import type { Site } from '../site.ts';
import type { DeskLinks } from './deskLinks.ts';
import type { Imports } from './uploads/createImports.ts';

/** What every page of the reviewers' desk in one language is made with. */
export interface DeskParts {
  site: Site;
  links: DeskLinks;
  desk: Desk;
  store: Store;
  catalog: Catalog;
  sender: PageSender;
  /** Reads files of citations into the database. */
  imports: Imports;
  /** Now, as ISO 8601 in UTC. */
  clock: () => string;
}
