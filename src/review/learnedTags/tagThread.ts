import { parentPort, workerData } from 'node:worker_threads';
import { type TagMaterial, teachTags } from '../../learning/tags/teachTags.ts';

// One lesson, and the thread ends: what it read of all records is then off the program's memory.
parentPort?.postMessage(teachTags(workerData as TagMaterial));
