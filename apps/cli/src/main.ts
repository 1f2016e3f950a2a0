import { parseArgs } from 'node:util';
import type { Language } from './wording.js';
import { usage } from './wording.js';

/**
 * `gouji check`, `form`, `import` and `impact`. Each command is loaded when it is called, so that checking one file starts quickly.
 * Exit code 0: nothing blocking; 1: blocking findings; 2: a file could not be read, or the command was misused.
 */
async function main(): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' },
        docx: { type: 'boolean' }, xlsx: { type: 'boolean' }, facts: { type: 'string' }, out: { type: 'string', short: 'o' },
        url: { type: 'string' }, body: { type: 'string' },
      },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage.zh}\n`);
    return 2;
  }
  const { values, positionals: [command, ...rest] } = parsed;
  if (values.lang !== undefined && values.lang !== 'zh' && values.lang !== 'en') {
    process.stderr.write(`--lang zh | en\n`);
    return 2;
  }
  const language: Language = values.lang === 'en' ? 'en' : 'zh';
  if (values.help) {
    process.stdout.write(`${usage[language]}\n`);
    return 0;
  }
  if (command === 'check' && rest.length > 0) {
    const { check } = await import('./check.js');
    return check(rest, { json: values.json ?? false, language });
  }
  if (command === 'form' && rest.length === 1) {
    const { writeForm } = await import('./form.js');
    return writeForm(rest[0] ?? '', { format: values.xlsx ? 'xlsx' : 'docx', factsFile: values.facts, out: values.out, language });
  }
  if (command === 'import' && rest.length > 0) {
    const { importHistory } = await import('./import.js');
    return importHistory(rest, { url: values.url, body: values.body, language });
  }
  if (command === 'impact' && rest.length === 0) {
    const { impact } = await import('./impact.js');
    return impact({ url: values.url, json: values.json ?? false, language });
  }
  process.stderr.write(`${usage[language]}\n`);
  return 2;
}

// A reader that closes early (`gouji check … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); else throw error; });
process.exitCode = await main();
