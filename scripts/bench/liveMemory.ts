/** What is asked of a program that was started with this file loaded, and with `--expose-gc`. */
export const liveMemoryAsked = 'live memory';

// Loaded before a program that is measured: what it holds is told when it is asked, garbage collected. A program that is
// started without a channel to who measures it has nobody to tell.
process.on('message', (message) => {
  if (message !== liveMemoryAsked || !globalThis.gc) return;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ megabytes: (heapUsed + external) / 1024 / 1024 });
});
// The program ends when it has nothing else to do.
process.channel?.unref();
