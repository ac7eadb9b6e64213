declare module 'opencc-js/t2cn' {
  /** A function from traditional ("t") to mainland simplified ("cn") Chinese. */
  export function Converter(options: { from: 't'; to: 'cn' }): (text: string) => string;
}
