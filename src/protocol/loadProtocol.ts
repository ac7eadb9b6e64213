import { join } from 'node:path';
import { codebookSchema, type Protocol, reviewSchema } from './protocol.ts';
import { readProtocolFile } from './readProtocolFile.ts';
import { synthesisSchema } from './synthesisProtocol.ts';

/**
 * Reads and checks the protocol in a folder (`review.yaml`, `codebook.yaml`, `synthesis.yaml`).
 *
 * @throws {ProtocolError} naming file, path and value of each fault.
 */
export function loadProtocol(folder: string): Protocol {
  return {
    review: readProtocolFile(join(folder, 'review.yaml'), reviewSchema),
    codebook: readProtocolFile(join(folder, 'codebook.yaml'), codebookSchema),
    synthesis: readProtocolFile(join(folder, 'synthesis.yaml'), synthesisSchema),
  };
}
