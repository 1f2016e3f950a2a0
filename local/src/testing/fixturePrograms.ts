import { fileURLToPath } from 'node:url';
import type { Programs } from '../installation.js';

const file = fileURLToPath(new URL('./fixtureApp.js', import.meta.url));

/** An installation of stand-ins: everything of ours is real but the apps. */
export const fixturePrograms: Programs = { app: () => file };
