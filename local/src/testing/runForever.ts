/** Starts an installation of stand-ins, prints its folder, and runs until it is killed. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstallation } from '../installation.js';
import { fixturePrograms } from './fixturePrograms.js';

const dir = mkdtempSync(join(tmpdir(), 'gouji-'));
chmodSync(dir, 0o711);
await startInstallation({ dir, queue: 'postgres', programs: fixturePrograms });
console.log(dir);
