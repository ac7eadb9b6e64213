import { createGunzip } from 'node:zlib';
import { SourceFault } from './sourceError.ts';

/**
 * Small pieces of compressed input bound what one piece can become: zlib expands at most about 1,000 times,
 * so a gzip bomb costs 16 MB at a time, never the whole.
 */
const inputPiece = 16 * 1024;
const outputPiece = 256 * 1024;
/** The encoding declaration stands in the first line; a kilobyte is far more than it needs. */
const headBytes = 1024;

/**
 * The text of a source as UTF-8 bytes, whatever it was packed and written in: gzip is recognised by its magic
 * bytes (several members in a row are one text), the encoding by byte order mark, by the pattern of the first
 * bytes, then by the XML declaration. The byte order mark is dropped. Bytes that claim to be UTF-8 are passed
 * on as they are; whether they really are is checked record by record, so that one bad record costs only itself.
 *
 * @throws {SourceFault} on damaged or cut gzip data and on encodings that are not known.
 */
export async function* utf8Bytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const [packedHead, packed] = await peek(asBuffers(source), 2);
  const isGzip = packedHead[0] === 0x1f && packedHead[1] === 0x8b;
  const [head, text] = await peek(isGzip ? gunzip(packed) : packed, headBytes);
  const { encoding, markLength } = detectEncoding(head);
  if (encoding === 'utf-8') yield* withoutStart(text, markLength);
  else yield* transcode(text, encoding);
}

async function* asBuffers(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

/**
 * The first `length` bytes (fewer if the source is shorter), and the whole source again. A fault met while
 * looking ahead is kept until the bytes before it have been handed out.
 */
async function peek(
  source: AsyncGenerator<Buffer>,
  length: number,
): Promise<[head: Buffer, whole: AsyncGenerator<Buffer>]> {
  let head: Buffer = Buffer.alloc(0);
  let fault: unknown;
  try {
    while (head.length < length) {
      const next = await source.next();
      if (next.done) break;
      head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    }
  } catch (error) {
    fault = error;
  }
  async function* whole(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    if (fault !== undefined) throw fault;
    yield* source;
  }
  return [head, whole()];
}

/**
 * Fed by hand instead of piped: a piped stream drops what it had already unpacked when it meets damaged data,
 * and those bytes hold good records.
 */
async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip({ chunkSize: outputPiece });
  const unpacked: Buffer[] = [];
  let fault: Error | undefined;
  let release = (): void => {};
  stream.on('data', (piece: Buffer) => unpacked.push(piece));
  stream.on('error', (error: Error) => {
    fault = error;
    release();
  });
  const run = (step: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      release = resolve;
      step(resolve);
    });
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && !fault; at += inputPiece) {
        await run((done) => stream.write(chunk.subarray(at, at + inputPiece), () => done()));
        yield* unpacked.splice(0);
      }
      if (fault) throw gzipFault(fault);
    }
    await run((done) => {
      stream.once('end', done);
      stream.end();
    });
    yield* unpacked.splice(0);
    if (fault) throw gzipFault(fault);
  } finally {
    stream.destroy();
  }
}

function gzipFault(error: Error): SourceFault {
  return error.message === 'unexpected end of file'
    ? new SourceFault('the gzip data end too early, so the file is cut; get it again')
    : new SourceFault(`the gzip data are damaged (${error.message}); get the file again`);
}

function detectEncoding(head: Buffer): { encoding: string; markLength: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markLength: 2 };
  if (head[0] === 0x3c && head[1] === 0) return { encoding: 'utf-16le', markLength: 0 };
  if (head[0] === 0 && head[1] === 0x3c) return { encoding: 'utf-16be', markLength: 0 };
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(head.toString('latin1'))?.[1];
  return { encoding: declared ? canonicalEncoding(declared) : 'utf-8', markLength: 0 };
}

/** A declaration that its own ASCII bytes contradict (UTF-16 declared, UTF-8 written) is taken for UTF-8. */
function canonicalEncoding(label: string): string {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    throw new SourceFault(`it declares the encoding "${label}", which is not known; save it as UTF-8`);
  }
}

async function* withoutStart(text: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let skip = length;
  for await (const chunk of text) {
    yield skip > 0 ? chunk.subarray(skip) : chunk;
    skip = 0;
  }
}

async function* transcode(text: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Buffer): Buffer => {
    try {
      return Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    } catch {
      throw new SourceFault(`it holds bytes that are not ${encoding}, the encoding it declares`);
    }
  };
  for await (const chunk of text) yield decode(chunk);
  yield decode();
}
