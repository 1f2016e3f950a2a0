import { FirstTables1767225600000 } from './migrations/1767225600000-firstTables.js';

/** All migrations, oldest first. A migration is never changed once released; the next one mends it. */
export const migrations = [FirstTables1767225600000];
