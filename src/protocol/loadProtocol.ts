import { join, relative } from 'node:path';
import { rootDir } from '../paths.ts';
import { codebookSchema, type Protocol, reviewSchema } from './protocol.ts';
import { ProtocolError, readProtocolFile } from './readProtocolFile.ts';
import { reviewingSchema } from './reviewingProtocol.ts';
import { synthesisSchema } from './synthesisProtocol.ts';

/**
 * Reads and checks the protocol in a folder (`review.yaml`, `codebook.yaml`, `reviewing.yaml`, `synthesis.yaml`).
 *
 * @throws {ProtocolError} naming file, path and value of each fault.
 */
export function loadProtocol(folder: string): Protocol {
  const synthesisFile = join(folder, 'synthesis.yaml');
  const protocol = {
    review: readProtocolFile(join(folder, 'review.yaml'), reviewSchema),
    codebook: readProtocolFile(join(folder, 'codebook.yaml'), codebookSchema),
    reviewing: readProtocolFile(join(folder, 'reviewing.yaml'), reviewingSchema),
    synthesis: readProtocolFile(synthesisFile, synthesisSchema),
  };
  const faults = strangersIn(protocol).map((fault) => `${relative(rootDir, synthesisFile)}: ${fault}`);
  if (faults.length > 0) throw new ProtocolError(faults.join('\n'));
  return protocol;
}

/** Ids that the synthesis names and the codebook does not define. */
function strangersIn({ codebook, synthesis }: Protocol): string[] {
  const { designs, predictors } = codebook;
  const named = [
    ...synthesis.voteDesigns.map((id, index) => ({ path: `voteDesigns.${index}`, id, defined: designs })),
    ...synthesis.reviewDesigns.map((id, index) => ({ path: `reviewDesigns.${index}`, id, defined: designs })),
    ...synthesis.contrasts.map((contrast, index) => ({
      path: `contrasts.${index}.predictor`,
      id: contrast.predictor,
      defined: predictors,
    })),
  ];
  return named
    .filter(({ id, defined }) => !defined.some((entry) => entry.id === id))
    .map(({ path, id }) => `${path}: is not defined in codebook.yaml (found "${id}")`);
}
