import { encode } from 'uqr';

/** A QR code as one SVG path over squares of 1 by 1. */
export interface QrPath {
  /** Squares along each side, with the quiet border. */
  size: number;
  /** The dark squares, joined along each row. */
  path: string;
}

/** Squares of quiet round a QR code (ISO/IEC 18004). */
const border = 4;

export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'M', border });
  const path = data.map((row, y) => rowPath(row, y)).join('');
  return { size, path };
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x++;
    path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
  }
  return path;
}
