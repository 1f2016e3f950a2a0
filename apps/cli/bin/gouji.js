#!/usr/bin/env node
// Kept to what every Node since 20 understands; the program itself is compiled from src.
import { existsSync } from 'node:fs';
import module from 'node:module';

module.enableCompileCache?.();
const program = new URL('../dist/main.js', import.meta.url);
if (existsSync(program)) await import(program);
else {
  console.error('gouji 尚未构建，请先在仓库根目录运行 npm run build。\ngouji is not built yet: run `npm run build` at the root of the repository first.');
  process.exitCode = 2;
}
