/** Tests run over the compiled output: `tsc -b` first, no transform, real ES modules. */
export default {
  roots: ['libs', 'apps', 'local', 'tests'].map((folder) => `<rootDir>/${folder}`),
  testMatch: ['**/dist/**/*.test.js'],
  modulePathIgnorePatterns: ['/\\.data/'],
  transform: {},
  testTimeout: 30_000,
};
