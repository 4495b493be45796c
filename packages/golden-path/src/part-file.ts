import { fileURLToPath } from 'node:url';

/** The program of every process of the play. */
export const PART_FILE = fileURLToPath(new URL('./part-main.js', import.meta.url));
