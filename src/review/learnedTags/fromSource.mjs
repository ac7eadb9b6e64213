// A thread does not inherit the loader that lets the main thread read TypeScript: run from source, it starts here.
import { register } from 'tsx/esm/api';

register();
await import('./tagThread.ts');
