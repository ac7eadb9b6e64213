import { join } from 'node:path';
import { readProtocolFile } from '../protocol/readProtocolFile.ts';
import { SynonymTable, synonymsSchema } from '../query/synonyms.ts';

/**
 * The protocol's synonyms, ready for searching.
 *
 * @throws {ProtocolError} naming file, path and value of each fault.
 */
export function loadSynonyms(folder: string): SynonymTable {
  return new SynonymTable(readProtocolFile(join(folder, 'synonyms.yaml'), synonymsSchema));
}
