import { FirstTables1767225600000 } from './migrations/1767225600000-firstTables.js';
import { History1767312000000 } from './migrations/1767312000000-history.js';

/** All migrations, oldest first. A migration is never changed once released; the next one mends it. */
export const migrations = [FirstTables1767225600000, History1767312000000];
