import { writeFileSync } from 'node:fs';
import { rulesPage } from '@gouji/domain/rules/rulesPage';

/** Writes docs/rules.md. */
const path = new URL('../../../docs/rules.md', import.meta.url);
writeFileSync(path, rulesPage());
process.stdout.write(`docs/rules.md: ${rulesPage().length} characters\n`);
