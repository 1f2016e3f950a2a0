import type { Highs } from '../repair/solver.js';

/**
 * The package's types describe its CommonJS build, whose default export is an object; its ES module exports the loader
 * itself. Looking at the value settles it for both.
 */
export async function loadHighs(): Promise<Highs> {
  const module: { readonly default: unknown } = await import('highs');
  if (typeof module.default !== 'function') throw new Error('The package highs does not export a loader.');
  const highs: Highs = await module.default();
  return highs;
}
