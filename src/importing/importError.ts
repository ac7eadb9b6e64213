/** A file that cannot be read at all. The message is one sentence that names the file, the place and the reason. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
